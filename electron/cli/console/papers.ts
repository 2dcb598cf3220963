import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { WrittenLetter } from '../../insight/reminders.ts';
import type { MergeDocument } from '../../merge/view/document.ts';

/** Writes papers as PDF. The packaged program can, for it holds Chromium; Node alone cannot. Each fails with `disk-full` or `file-unwritable`. */
export interface Papers {
  readonly mergeReport: (report: MergeDocument, language: Language, path: string) => Promise<Result<null, Failure>>;
  readonly letter: (letter: WrittenLetter, path: string) => Promise<Result<null, Failure>>;
}

/** Whether a file is meant to be a paper, by its name. */
export function isPaper(file: string): boolean {
  return /\.pdf$/i.test(file);
}
