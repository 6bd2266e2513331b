import { defineConfig } from 'vitest/config';

// The built page in Chromium, against the real server: tests/harness.ts.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/global_setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false, // a browser and a server each; two cores
    retry: 1, // a busy machine may take longer than a browser's patience; the report names what was tried again
    pool: 'forks',
  },
});
