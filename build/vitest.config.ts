import { defineConfig } from 'vitest/config';

/** Unit tests run in one place in space and time: Moscow, Russian locale, whatever machine they run on. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  cacheDir: '.cache/vitest',
  test: {
    include: ['test/{shared,electron,renderer,nets,build,fixtures,oracle}/**/*.test.{ts,tsx}'],
    env: { TZ: 'Europe/Moscow', LC_ALL: 'ru_RU.UTF-8', LANG: 'ru_RU.UTF-8' },
    pool: 'forks',
    testTimeout: 20_000,
    restoreMocks: true,
  },
});
