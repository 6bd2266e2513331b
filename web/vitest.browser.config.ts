import { cpus } from 'node:os';
import { defineConfig } from 'vitest/config';

// What holds times against limits runs by itself, after everything else.
const kTimed = ['tests/*speed.test.ts', 'tests/data_table.test.ts'];

// The built page in Chromium, against the real server: tests/harness.ts.
export default defineConfig({
  test: {
    globalSetup: ['tests/global_setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['tests/**/*.test.ts'],
          exclude: kTimed,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'speed',
          include: kTimed,
          poolOptions: { forks: { singleFork: true } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: 1, // a busy machine may take longer than a browser's patience; the report names what was tried again
    pool: 'forks',
    poolOptions: { forks: { maxForks: Math.min(4, cpus().length) } }, // a browser and a server each
  },
});
