import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageApp } from './package.ts';
import { attend } from './runtime/command.ts';
import { findElectron } from './runtime/electron.ts';
import { say } from './runtime/say.ts';
import { openScreens } from './runtime/screen.ts';
import { bundle } from './bundle.ts';
import { compileForms } from './make.ts';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const reports = { unit: join(root, 'test-results/unit.json'), e2e: join(root, 'test-results/e2e.json') };

/** More programs side by side than this want more memory than a small machine has. */
const WINDOWS = 4;

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Types, lint, unit tests, build, package, and the end-to-end tests in the real Electron; ends with the line `N passed, N failed`. */
export async function everything(args: readonly string[]): Promise<number> {
  const electron = await findElectron();
  const counts = [await step('types', bin('tsc'), ['--build']), await step('lint', bin('eslint'), ['.', '--max-warnings', '0']), await unit(), await endToEnd(args)];
  const passed = sum(counts, 'passed');
  const failed = sum(counts, 'failed');
  say(`Electron: ${electron.kind} ${electron.version}`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** The end-to-end tests alone, with the build and the packaged folder they need. */
export async function endToEnd(args: readonly string[]): Promise<Count> {
  await compileForms();
  await bundle();
  if ((await packageApp([])) !== 0) return { passed: 0, failed: 1 };
  await rm(reports.e2e, { force: true });
  const screens = await openScreens(Math.min(availableParallelism(), WINDOWS));
  const code = await attend(bin('playwright'), ['test', '-c', 'build/playwright.config.ts', ...args], { cwd: root, env: { ...process.env, SVOD_SCREENS: screens.names.join(' ') } }).finally(screens.close);
  const report = await load<{ stats: { expected: number; unexpected: number; flaky: number } }>(reports.e2e);
  return counted(code, report?.stats.expected ?? 0, (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0));
}

async function unit(): Promise<Count> {
  await rm(reports.unit, { force: true });
  const code = await attend(bin('vitest'), ['run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`], { cwd: root });
  const report = await load<{ numPassedTests: number; numFailedTests: number }>(reports.unit);
  return counted(code, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0);
}

/** A step without tests of its own: silent when it passes, one failure when not. */
async function step(name: string, command: string, args: readonly string[]): Promise<Count> {
  const code = await attend(command, args, { cwd: root });
  say(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

/** A run that failed without a failing test (a file that does not load) still counts as a failure. */
const counted = (code: number, passed: number, failed: number): Count => ({ passed, failed: code !== 0 && failed === 0 ? 1 : failed });
const sum = (counts: readonly Count[], key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
const load = async <T>(file: string): Promise<T | null> => readFile(file, 'utf8').then((text) => JSON.parse(text) as T, () => null);
