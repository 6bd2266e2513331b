import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// `npm run dev` shows the page with changes at once and asks a running `per-ankh serve` for everything below /api. That
// server answers only its own Host and Origin.
const server = process.env['PER_ANKH_SERVER'] ?? 'http://127.0.0.1:7450';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../build/web', // where api::find_page looks (src/api/page.cc)
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the server's policy (kPolicy in src/api/page.h) allows no inline script or style
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
});
