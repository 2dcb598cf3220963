import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// The laws of the merge at length: `npm run laws -- [cases] [kills] [seed]`. What each test has tried is printed.
const [cases = '20000', kills = '200', seed = '2026'] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const tests = ['test/shared/merge/laws.test.ts', 'test/electron/merge/settling.test.ts', 'test/electron/merge/crash.test.ts'];
const run = spawnSync(
  process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'build/vitest.config.ts', '--testTimeout', '3600000', ...tests],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SVOD_RUNS: cases, SVOD_STEPS: String(Math.ceil(Number(cases) / 100)), SVOD_KILLS: kills, SVOD_SEED: seed } },
);
process.exitCode = run.status ?? 1;
