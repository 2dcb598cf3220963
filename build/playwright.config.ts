import { defineConfig } from '@playwright/test';

/** End-to-end tests drive the real program, one window at a time. */
export default defineConfig({
  testDir: '../test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: '../test-results/e2e',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
