import type { BuiltInCheck, FindingMessage } from './findings.ts';
import type { Question, Repeat } from './form.ts';
import { isRowPath } from './path.ts';
import type { Answer, Answers, Path } from './response.ts';
import { isMissing } from './response.ts';

/** What a company answered in the round before, in the words of the form it is asked by now. */
export interface LastRound {
  readonly round: string;
  /** Answers and row markers; no justifications. */
  readonly answers: Answers;
}

/** How a number has changed since the last round. */
export interface Change {
  readonly by: number;
  /** In per cent of the number before; null where that was zero, and for shares, which are compared in percentage points. */
  readonly percent: number | null;
}

/** How a number stands to that of the last round; null where one of them is no number. */
export function changeBetween({ measure }: Pick<Question, 'measure'>, before: Answer | null | undefined, now: Answer | null): Change | null {
  if (typeof before !== 'number' || typeof now !== 'number') return null;
  const by = fifteenDigits(now - before);
  return { by, percent: measure === 'percent' || before === 0 ? null : fifteenDigits((by / Math.abs(before)) * 100) };
}

/** Binary fractions leave traces far behind the point that nobody has entered. */
function fifteenDigits(value: number): number {
  return Number(value.toPrecision(15));
}

/** A remark about an answer against the last round, before it has a stage and a place. */
export interface LastRoundRemark {
  readonly rule: Extract<BuiltInCheck, 'last-round' | 'change' | 'protected'>;
  readonly message: FindingMessage;
}

const sentence = (code: string, values: Readonly<Record<string, string | number>>): FindingMessage => ({ kind: 'sentence', code, values });

/**
 * What an answer has to do with that of the last round: nobody has confirmed it yet; it has changed by more than `threshold`
 * (per cent, for shares percentage points; null: no limit); or it takes away from what may only grow or be added to.
 */
export function compareWithLast(
  question: Question, now: Answer | null, before: Answer | undefined, { round, carried, threshold }: { readonly round: string; readonly carried: boolean; readonly threshold: number | null },
): readonly LastRoundRemark[] {
  if (now === null) return NOTHING;
  if (carried) return [{ rule: 'last-round', message: sentence('finding.carried', { round }) }];
  if (before === undefined || isMissing(now) || isMissing(before)) return NOTHING;
  const lost = lostIn(question, before, now, round);
  if (lost) return [{ rule: 'protected', message: lost }];
  const change = threshold === null ? null : changeBetween(question, before, now);
  if (!change || threshold === null || !exceeds(question, change, threshold)) return NOTHING;
  const values = { round, before: before as number, now: now as number, threshold };
  if (question.measure === 'percent') return [{ rule: 'change', message: sentence('finding.change.points', { ...values, points: Math.abs(change.by) }) }];
  if (change.percent === null) return [{ rule: 'change', message: sentence('finding.change.zero', values) }];
  return [{ rule: 'change', message: sentence('finding.change', { ...values, percent: Math.round(Math.abs(change.percent)) }) }];
}

function exceeds({ measure }: Question, { by, percent }: Change, threshold: number): boolean {
  return measure === 'percent' ? Math.abs(by) > threshold : percent === null ? by !== 0 : Math.abs(percent) > threshold;
}

/** What the author of the form does not let go (`last_round` is `grow` or `append`). */
function lostIn({ lastRound }: Question, before: Answer, now: Answer, round: string): FindingMessage | null {
  if (lastRound === 'grow' && typeof before === 'number' && typeof now === 'number' && now < before) return sentence('finding.protected.number', { round, before, now });
  if (lastRound !== 'append' || !Array.isArray(before)) return null;
  const gone = (before as readonly string[]).filter((code) => !(Array.isArray(now) ? (now as readonly string[]) : []).includes(code));
  return gone.length === 0 ? null : sentence('finding.protected.choices', { round, count: gone.length });
}

/** Rows of the last round that a repeat has lost although they may only be added to. */
export function compareRowsWithLast({ lastRound }: Repeat, before: readonly string[], now: readonly string[], round: string): readonly LastRoundRemark[] {
  if (lastRound !== 'append' || before.length === 0) return NOTHING;
  const there = new Set(now);
  const count = before.filter((row) => !there.has(row)).length;
  return count === 0 ? NOTHING : [{ rule: 'protected', message: sentence('finding.protected.rows', { round, count }) }];
}

/** Row ids of the last round by the concrete path of their repeat. */
export function rowsOfLast({ answers }: LastRound): ReadonlyMap<Path, readonly string[]> {
  const rows = new Map<Path, string[]>();
  for (const path of answers.keys()) {
    if (!isRowPath(path)) continue;
    const open = path.lastIndexOf('[');
    const repeat = path.slice(0, open);
    rows.set(repeat, [...(rows.get(repeat) ?? []), path.slice(open + 1, -1)]);
  }
  return rows;
}

const NOTHING: readonly LastRoundRemark[] = [];
