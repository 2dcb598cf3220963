import { defineConfig } from 'vitest/config';

/** Unit tests run in one place in space and time: Moscow, Russian locale, whatever machine they run on. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  cacheDir: '.cache/vitest',
  test: {
    include: ['test/{shared,electron,renderer,nets,build,fixtures,oracle}/**/*.test.{ts,tsx}'],
    env: { TZ: 'Europe/Moscow', LC_ALL: 'ru_RU.UTF-8', LANG: 'ru_RU.UTF-8' },
    pool: 'forks',
    // Two cores, and never alone on them: no test may fail for being slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
  },
});
