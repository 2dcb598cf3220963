import { defineConfig } from '@playwright/test';

// Each worker reads this file for itself and takes its own of the screens that were made for the run.
const screens = (process.env['SVOD_SCREENS'] ?? '').split(' ');
const own = screens[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (own) process.env['DISPLAY'] = own;

/** End-to-end tests drive the real program, each on a screen of its own. */
export default defineConfig({
  testDir: '../test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: '../test-results/e2e',
  workers: screens.length,
  // A window may have to share two cores with everything else: no test may fail for being slow.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
