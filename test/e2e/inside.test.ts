import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { bundleProgram } from '../../build/bundle.ts';
import { capture } from '../../build/runtime/command.ts';
import { findElectron } from '../../build/runtime/electron.ts';
import { presentIn, sources } from '../helpers/standards/external.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Line {
  readonly name?: string;
  readonly passed?: boolean;
  readonly source?: string;
  readonly verdicts?: string;
}

test('SQLite and the cryptography work inside Electron as they do in Node', async () => {
  const electron = await findElectron();
  await bundleProgram({ entry: 'test/helpers/inside.ts', folder: '.cache/inside', file: 'inside.js', format: 'es' });
  const output = await capture(electron.executable, [join(root, '.cache/inside/inside.js'), join(root, 'test/vectors/bundle')], {
    cwd: root,
    env: { ...process.env, ...electron.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const outcomes = output.trim().split('\n').map((line) => JSON.parse(line) as Line);
  expect(outcomes.filter(({ passed, source }) => source === undefined && !passed)).toEqual([]);
  expect(outcomes.filter(({ passed }) => passed)).toHaveLength(7);
  const external = process.env['SVOD_VECTORS'];
  for (const name of presentIn(external)) {
    const here = await sources[name]?.judge(join(external ?? '', sources[name].path), mkdtempSync(join(tmpdir(), 'svod-external-')));
    expect(outcomes.find(({ source }) => source === name), name).toMatchObject({ wrong: [], verdicts: here?.verdicts });
  }
});
