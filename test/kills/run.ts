import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Typing, completing and importing, killed at any moment: `npm run kills -- [kills]`. What was under way each time is printed.
const [kills = '300'] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const run = spawnSync(
  process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'build/vitest.config.ts', 'test/electron/survey/kills.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SVOD_KILLS: kills } },
);
process.exitCode = run.status ?? 1;
