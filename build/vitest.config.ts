import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** Unit tests run in one place in space and time: Moscow, Russian locale, whatever machine they run on. */
export default defineConfig({
  root,
  cacheDir: '.cache/vitest',
  test: {
    include: ['test/{shared,electron,renderer,nets,build,fixtures,oracle}/**/*.test.{ts,tsx}'],
    env: { TZ: 'Europe/Moscow', LC_ALL: 'ru_RU.UTF-8', LANG: 'ru_RU.UTF-8', NODE_COMPILE_CACHE: `${root}.cache/node` },
    pool: 'forks',
    // By itself it leaves a core free, which of two is one too many.
    maxWorkers: '100%',
    // Two cores, and never alone on them: no test may fail for being slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
  },
});
