// The long tests, one after another, and those that try some of many things, with all of them: `npm run soak`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/soak/**/*.soak.ts',
      'test/{cast,compile,dialects,hostile,import,present}/**/{any-text,article,clobber,mutations,offline,page,pathological,presenter,readers,recordings,slide-text}.test.ts',
    ],
    env: { SOAK: '1' },
    globalSetup: ['test/support/global.ts'],
    testTimeout: 30 * 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    reporters: ['verbose'],
  },
});
