import type { Failure, FailureCode } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';

/** What a command has to say when it ran to its end: `refused` when the work itself says no (a bundle refused, a response blocked). */
export interface Outcome {
  readonly verdict: 'done' | 'refused';
  /** The document that `--json` prints. */
  readonly json: JsonObject;
  /** The same for people, line by line. */
  readonly lines: readonly string[];
}

export const done = (json: JsonObject, lines: readonly string[]): Outcome => ({ verdict: 'done', json, lines });
export const refused = (json: JsonObject, lines: readonly string[]): Outcome => ({ verdict: 'refused', json, lines });
/** `done` when it holds, `refused` when not. */
export const judged = (holds: boolean, json: JsonObject, lines: readonly string[]): Outcome => (holds ? done(json, lines) : refused(json, lines));

export type ExitCode = 0 | 1 | 2 | 3;

const USAGE: ReadonlySet<FailureCode> = new Set(['usage', 'not-a-workspace', 'file-unreadable', 'wrong-role', 'store-address', 'no-paper']);
const UNEXPECTED: ReadonlySet<FailureCode> = new Set(['unexpected', 'disk-full', 'no-room', 'path-too-long', 'file-unwritable', 'workspace-locked', 'workspace-newer', 'store-unreachable', 'store-read-only', 'store-full', 'store-crowded', 'store-failed', 'store-newer']);

/** 2: the call names something that is not there or not meant; 3: the world around failed; 1: the work itself says no. */
export function exitCodeOf(failure: Failure): ExitCode {
  if (USAGE.has(failure.code)) return 2;
  return UNEXPECTED.has(failure.code) ? 3 : 1;
}
