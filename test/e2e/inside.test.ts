import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { bundleProgram } from '../../build/bundle.ts';
import { capture } from '../../build/runtime/command.ts';
import { findElectron } from '../../build/runtime/electron.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('SQLite and the cryptography work inside Electron as they do in Node', async () => {
  const electron = await findElectron();
  await bundleProgram({ entry: 'test/helpers/inside.ts', folder: '.cache/inside', file: 'inside.js', format: 'es' });
  const output = await capture(electron.executable, [join(root, '.cache/inside/inside.js'), join(root, 'test/vectors/bundle')], {
    cwd: root,
    env: { ...process.env, ...electron.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const outcomes = output.trim().split('\n').map((line) => JSON.parse(line) as { name: string; passed: boolean });
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(4);
});
