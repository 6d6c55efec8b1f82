// Real ptys, sockets and a real Chromium: the guard is against hangs, not slowness.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 3,
    // Our modules keep no state, so the files of one worker may share them: loading them anew took a quarter of the time.
    isolate: false,
    reporters: process.env.CI ? ['default'] : ['dot'],
  },
});
