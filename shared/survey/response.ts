/** Answers of one company to one form in one round. */

/** Why a required answer is missing; missing is never zero. */
export type ReasonCode = 'no_data' | 'refused' | 'not_applicable' | 'restricted';
export const REASON_CODES: readonly ReasonCode[] = ['no_data', 'refused', 'not_applicable', 'restricted'];

export interface Missing {
  readonly missing: ReasonCode;
}

/**
 * One answer. Text, codes, dates (`2026-11-23`), times and date-times are strings in NFC; integer, decimal, range, year and
 * money are numbers; select_multiple and rank are arrays of codes. No answer is `null`, never `''` or `[]`.
 */
export type Answer = string | number | readonly string[] | Missing;

/**
 * Where an answer stands: the template path with the stable id of every row, `/F/line[k3f9x2]/F12`. A row itself is
 * written at its own path `/F/line[k3f9x2]` with its order key (a number) as value, so that adding, moving and
 * deleting rows are writes like any other (M6). The justification of a warning stands at {@link justificationPath}, a note on a question at {@link notePath}.
 */
export type Path = string;

/** All answers, row markers, justifications and notes of a response. */
export type Answers = ReadonlyMap<Path, Answer>;

/** A change of one path; `null` takes the answer away. */
export interface AnswerChange {
  readonly path: Path;
  readonly value: Answer | null;
}

export type ResponseStatus = 'draft' | 'complete' | 'approved' | 'withdrawn';

export function isMissing(answer: Answer | null | undefined): answer is Missing {
  return typeof answer === 'object' && answer !== null && 'missing' in answer;
}
