import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** One thing that failed in a run: the file and the name of the test (or of the step without tests), and the beginning of what was said of it. */
export interface Failed {
  readonly name: string;
  readonly message: string;
}

/** What vitest's JSON reporter writes, as far as it is read here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

/** What Playwright's JSON reporter writes, as far as it is read here. */
export interface PlaywrightReport {
  /** The folder by which files are named. */
  readonly config: { readonly rootDir: string };
  readonly stats: { readonly expected: number };
  readonly errors: readonly { readonly message?: string; readonly location?: { readonly file: string } }[];
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string; readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[] }[];
  }[];
}

/** Lines of a message that are told again: what was expected, what came, seldom more. */
const LINES = 4;

/** The tests that failed, and the files that failed as a whole (a file that does not load has no tests), by their path from `root`. */
export function failedInVitest(report: VitestReport, root: string): readonly Failed[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed').map((one) => named([file, ...one.ancestorTitles, one.title], one.failureMessages[0]));
    return failed.length === 0 && status === 'failed' ? [named([file], message)] : failed;
  });
}

/** The tests that failed or passed only when tried again, and what failed outside of any test, such as a file that does not load. */
export function failedInPlaywright(report: PlaywrightReport, root: string): readonly Failed[] {
  const outside = report.errors.map(({ message, location }) => named(location ? [relative(root, location.file)] : ['end-to-end tests'], message));
  return [...outside, ...report.suites.flatMap((suite) => failedInSuite({ ...suite, title: relative(root, join(report.config.rootDir, suite.title)) }, []))];
}

function failedInSuite(suite: PlaywrightSuite, above: readonly string[]): readonly Failed[] {
  const path = [...above, suite.title];
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => named([...path, spec.title], results.flatMap(({ errors }) => errors)[0]?.message)),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failedInSuite(inner, path))];
}

/** What failed in a step that has no tests of its own, by the first lines it printed. */
export function failedStep(name: string, output: string): Failed {
  return named([name], output);
}

/** The failures as they stand at the end of a run: each by its name, its message indented below. */
export function retold(failures: readonly Failed[]): string {
  return failures.map(({ name, message }) => `✗ ${name}\n${message.replace(/^/gm, '    ')}\n`).join('');
}

function named(path: readonly string[], message: string | undefined): Failed {
  const lines = stripVTControlCharacters(message ?? '').split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return { name: path.join(' › '), message: lines.slice(0, LINES).join('\n') || 'It failed without a message: see its output above.' };
}
