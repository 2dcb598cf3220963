import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import type { Result } from '../../../shared/base/result.ts';
import { err } from '../../../shared/base/result.ts';
import type { JobProgress } from '../../../shared/ipc/api.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import type { Say } from '../text/say.ts';
import { createSay } from '../text/say.ts';
import { exitCodeOf } from './outcome.ts';
import type { ExitCode, Outcome } from './outcome.ts';
import type { Papers } from './papers.ts';
import { createProgressBar } from './progress.ts';

/** The terminal as commands see it: language, texts, progress, and the one place where a command ends. */
export interface Console {
  readonly language: Language;
  readonly say: Say;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What writes PDF; null where nothing does. */
  readonly papers: Papers | null;
  readonly progress: (progress: Omit<JobProgress, 'job'>) => void;
  /** A line for people beside the answer: always on standard error. */
  readonly tell: (line: string) => void;
  /** Runs a command, prints what came of it and keeps the exit code. Never throws. */
  readonly run: (command: () => Promise<Result<Outcome, Failure>>) => Promise<void>;
  readonly exitCode: () => ExitCode;
}

export interface ConsoleOptions {
  readonly language: Language;
  readonly json: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: { write(text: string): unknown };
  readonly error: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly papers?: Papers;
}

export function createConsole(options: ConsoleOptions): Console {
  const { language, json, out, error } = options;
  const say = createSay(language);
  const bar = createProgressBar(error, say);
  const tell = (line: string): void => void error.write(`${line}\n`);
  let exit: ExitCode = 0;

  const fail = (failure: Failure): void => {
    const sentence = printFailure(language, failure);
    exit = exitCodeOf(failure);
    if (json) out.write(`${JSON.stringify({ ok: false, error: { ...failure, message: sentence } })}\n`);
    tell(sentence);
  };

  return {
    language, say, environment: options.environment, papers: options.papers ?? null, tell,
    progress: bar.show,
    exitCode: () => exit,
    run: async (command) => {
      const result = await command().catch((problem: unknown) => err(unexpected(problem)));
      bar.clear();
      if (!result.ok) return fail(result.error);
      const { verdict, lines } = result.value;
      exit = verdict === 'done' ? 0 : 1;
      if (json) out.write(`${JSON.stringify(result.value.json satisfies JsonObject)}\n`);
      else if (lines.length > 0) out.write(`${lines.join('\n')}\n`);
    },
  };
}

function unexpected(problem: unknown): Failure {
  return { code: 'unexpected', values: { detail: problem instanceof Error ? problem.message : String(problem) } };
}
