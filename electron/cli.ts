import process, { argv, env, stderr, stdout } from 'node:process';
import { Command, CommanderError, Option } from 'commander';
import { err } from '../shared/base/result.ts';
import { createConsole } from './cli/console/console.ts';
import type { Console, ConsoleOptions } from './cli/console/console.ts';
import { helpIn } from './cli/console/help.ts';
import { languageOf } from './cli/console/language.ts';
import { printUsageProblem } from './cli/console/usage.ts';

type Register = (program: Command, console: Console) => void;

/** First word of a command → the room that knows it; only that room is loaded. */
export const FAMILIES: Readonly<Record<string, () => Promise<{ readonly register: Register }>>> = {
  demo: () => import('./cli/workspace/demo.ts'),
  init: () => import('./cli/workspace/init.ts'),
  form: () => import('./cli/form/form.ts'),
  key: () => import('./cli/trust/key.ts'),
  trust: () => import('./cli/trust/trust.ts'),
  answers: () => import('./cli/survey/answers.ts'),
  validate: () => import('./cli/survey/survey.ts'),
  complete: () => import('./cli/survey/survey.ts'),
  approve: () => import('./cli/survey/survey.ts'),
  reopen: () => import('./cli/survey/survey.ts'),
  withdraw: () => import('./cli/survey/survey.ts'),
  round: () => import('./cli/workspace/round.ts'),
  person: () => import('./cli/workspace/person.ts'),
  second: () => import('./cli/survey/second.ts'),
  bundle: () => import('./cli/bundle/bundle.ts'),
  receipt: () => import('./cli/bundle/receipt.ts'),
  merge: () => import('./cli/merge/merge.ts'),
  state: () => import('./cli/merge/merge.ts'),
  candidates: () => import('./cli/merge/identity.ts'),
  link: () => import('./cli/merge/identity.ts'),
  unlink: () => import('./cli/merge/identity.ts'),
  conflicts: () => import('./cli/merge/conflicts.ts'),
  rule: () => import('./cli/merge/rule.ts'),
  resolve: () => import('./cli/merge/conflicts.ts'),
  review: () => import('./cli/merge/review.ts'),
  history: () => import('./cli/merge/history.ts'),
  sync: () => import('./cli/merge/sync.ts'),
  publish: () => import('./cli/insight/publish.ts'),
  insight: () => import('./cli/insight/insight.ts'),
  export: () => import('./cli/insight/export.ts'),
  doctor: () => import('./cli/workspace/safety.ts'),
  backup: () => import('./cli/workspace/safety.ts'),
  restore: () => import('./cli/workspace/safety.ts'),
};

/**
 * Runs one command line (without the program's own name) and resolves to its exit code: 0 done, 1 the work itself says
 * no, 2 usage, 3 unexpected. With `--json` exactly one document is written to `out`. `papers` writes PDF where something can. Never throws.
 */
export async function runCommandLine(words: readonly string[], world: Partial<Pick<ConsoleOptions, 'out' | 'error' | 'environment' | 'papers'>> = {}): Promise<number> {
  const environment = world.environment ?? env;
  const json = words.includes('--json');
  const language = languageOf(words, environment);
  const out = world.out ?? stdout;
  const error = world.error ?? stderr;
  const console = createConsole({ language, json, environment, out, error, ...(world.papers ? { papers: world.papers } : {}) });
  const program = await createProgram(words, console, { out, error });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (problem) {
    if (!(problem instanceof CommanderError)) throw problem;
    if (problem.exitCode === 0) return 0;
    await console.run(async () => err({ code: 'usage', values: { detail: printUsageProblem(problem, console.say) } }));
  }
  return console.exitCode();
}

async function createProgram(words: readonly string[], console: Console, streams: Pick<ConsoleOptions, 'out' | 'error'>): Promise<Command> {
  const { say } = console;
  const program = new Command('svod')
    .description(say('svod'))
    .option('--json', say('option.json'))
    .addOption(new Option('--language <L>', say('option.language')).choices(['ru', 'en']))
    .helpOption('-h, --help', say('option.help'))
    .helpCommand(false)
    .configureHelp(helpIn(say))
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void streams.out.write(text), writeErr: (text) => void streams.error.write(text), outputError: () => undefined });
  const family = words.find((word, at) => !word.startsWith('-') && words[at - 1] !== '--language') ?? '';
  const known = Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
  const rooms = known ? [known] : Object.values(FAMILIES);
  for (const room of new Set(await Promise.all(rooms.map((load) => load())))) room.register(program, console);
  withoutHelpCommand(program);
  return program;
}

/** Commander would add a help command of its own to each family, in English. */
function withoutHelpCommand(command: Command): void {
  if (command.commands.length > 0) command.helpCommand(false);
  command.commands.forEach(withoutHelpCommand);
}

// A reader that has seen enough (`| head`) is no trouble.
if (import.meta.main) stdout.on('error', (problem: NodeJS.ErrnoException) => void (problem.code === 'EPIPE' || process.exit(3)));
if (import.meta.main) process.exitCode = await runCommandLine(argv.slice(2));
