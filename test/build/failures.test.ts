import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedInPlaywright, failedInVitest, failedStep, retold } from '../../build/failures.ts';
import type { PlaywrightReport, VitestReport } from '../../build/failures.ts';
import { capture } from '../../build/runtime/command.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache/failures-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const fails = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<unknown> => expect(capture(join(root, 'node_modules/.bin', command), args, { cwd: folder, env: { ...process.env, ...env } })).rejects.toThrow(/ended with 1/);
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const tests = (from: string): string => `
  import { test, expect } from '${from}';
  test.describe('sums', () => {
    test('are right', () => expect(1 + 1).toBe(2));
    test('are wrong', () => expect(1 + 1).toBe(3));
  });
`;

describe('what failed is told again at the end of a run', () => {
  it('of vitest: the failed test by file and name, and the file that does not load', async () => {
    write('sums.test.js', tests('vitest').replace('test.describe', 'describe').replace('{ test,', '{ test, describe,'));
    write('missing.test.js', `import './nowhere.js';`);
    await fails('vitest', ['run', '--root', folder, '--reporter=json', '--outputFile.json=unit.json']);
    const failed = failedInVitest(read<VitestReport>('unit.json'), folder);
    expect(failed.map(({ name }) => name).sort()).toEqual(['missing.test.js', 'sums.test.js › sums › are wrong']);
    expect(retold(failed)).toContain('✗ sums.test.js › sums › are wrong\n    AssertionError: expected 2 to be 3');
    expect(retold(failed)).toContain('nowhere.js');
  });

  it('of Playwright: the failed test by file and name, and the file that does not load', async () => {
    mkdirSync(join(folder, 'e2e'));
    write('e2e/sums.spec.js', tests('@playwright/test'));
    write('e2e/missing.spec.js', `import './nowhere.js';`);
    write('playwright.config.js', `export default { testDir: 'e2e', testMatch: process.env.ONLY, outputDir: 'out', reporter: [['json', { outputFile: process.env.ONLY + '.json' }]] };`);
    for (const only of ['sums.spec.js', 'missing.spec.js']) await fails('playwright', ['test'], { ONLY: only });
    const failed = failedInPlaywright(read<PlaywrightReport>('sums.spec.js.json'), folder);
    expect(failed.map(({ name }) => name)).toEqual(['e2e/sums.spec.js › sums › are wrong']);
    expect(retold(failed)).toMatch(/^✗ e2e\/sums\.spec\.js › sums › are wrong\n {4}Error: expect\(received\)\.toBe\(expected\).*\n {4}Expected: 3\n {4}Received: 2\n/);
    expect(retold(failedInPlaywright(read<PlaywrightReport>('missing.spec.js.json'), folder))).toContain('nowhere.js');
  });

  it('of a step without tests: the first lines it printed', () => {
    expect(retold([failedStep('lint', '\n\u001b[31ma.ts\u001b[0m\n  1:1  error  Name the export.\n')])).toBe('✗ lint\n    a.ts\n      1:1  error  Name the export.\n');
    expect(retold([failedStep('package', '')])).toBe('✗ package\n    It failed without a message: see its output above.\n');
    expect(retold([])).toBe('');
  });
});
