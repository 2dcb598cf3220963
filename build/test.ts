import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageApp } from './package.ts';
import { attend, follow } from './runtime/command.ts';
import { findElectron } from './runtime/electron.ts';
import { say } from './runtime/say.ts';
import { openScreens } from './runtime/screen.ts';
import { bundle } from './bundle.ts';
import { failedInPlaywright, failedInVitest, failedStep, retold } from './failures.ts';
import type { Failed, PlaywrightReport, VitestReport } from './failures.ts';
import { compileForms } from './make.ts';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const reports = { unit: join(root, 'test-results/unit.json'), e2e: join(root, 'test-results/e2e.json') };

/** More programs side by side than this want more memory than a small machine has. */
const WINDOWS = 4;

/** What a part of the run came to. */
interface Outcome {
  readonly passed: number;
  readonly failures: readonly Failed[];
}

/** Types, lint, unit tests, build, package, and the end-to-end tests in the real Electron; ends with what failed, told again, and the line `N passed, N failed`. */
export async function everything(args: readonly string[]): Promise<number> {
  const electron = await findElectron();
  const outcomes = [await step('types', bin('tsc'), ['--build']), await step('lint', bin('eslint'), ['.', '--max-warnings', '0']), await unit(), await endToEnd(args)];
  const passed = outcomes.reduce((total, outcome) => total + outcome.passed, 0);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  say(`Electron: ${electron.kind} ${electron.version}`);
  process.stdout.write(`${retold(failures)}${passed} passed, ${failures.length} failed\n`);
  return failures.length === 0 ? 0 : 1;
}

/** The end-to-end tests alone, with the build and the packaged folder they need. */
export async function endToEnd(args: readonly string[]): Promise<Outcome> {
  await compileForms();
  await bundle();
  if ((await packageApp([])) !== 0) return { passed: 0, failures: [failedStep('package', '')] };
  await rm(reports.e2e, { force: true });
  const screens = await openScreens(Math.min(availableParallelism(), WINDOWS));
  const code = await attend(bin('playwright'), ['test', '-c', 'build/playwright.config.ts', ...args], { cwd: root, env: { ...process.env, SVOD_SCREENS: screens.names.join(' ') } }).finally(screens.close);
  const report = await load<PlaywrightReport>(reports.e2e);
  return outcomeOf('end-to-end tests', code, report?.stats.expected, report && failedInPlaywright(report, root));
}

async function unit(): Promise<Outcome> {
  await rm(reports.unit, { force: true });
  const code = await attend(bin('vitest'), ['run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`], { cwd: root });
  const report = await load<VitestReport>(reports.unit);
  return outcomeOf('unit tests', code, report?.numPassedTests, report && failedInVitest(report, root));
}

/** A step without tests of its own: silent when it passes, one failure when not. */
async function step(name: string, command: string, args: readonly string[]): Promise<Outcome> {
  const { code, output } = await follow(command, args, { cwd: root });
  say(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
  return { passed: 0, failures: code === 0 ? [] : [failedStep(name, output)] };
}

/** A run that failed without a failing test (it was killed, or an error came outside of tests) still counts as a failure. */
function outcomeOf(name: string, code: number, passed = 0, failures: readonly Failed[] | null = null): Outcome {
  const known = failures ?? [];
  return { passed, failures: known.length === 0 && code !== 0 ? [failedStep(name, '')] : known };
}

const load = async <T>(file: string): Promise<T | null> => readFile(file, 'utf8').then((text) => JSON.parse(text) as T, () => null);
