/** What a check says. Reasons and warnings are codes of sentences: `finding.identifier.<code>`. */
export type IdentifierCheck =
  | { readonly ok: true; readonly normalised: string; readonly certainty: 'check-digit' | 'format'; readonly warnings: readonly IdentifierWarning[] }
  | { readonly ok: false; readonly reason: IdentifierReason };

export type IdentifierReason = 'length' | 'characters' | 'checkDigit' | 'zeros' | 'structure' | 'date' | 'neverIssued';
export type IdentifierWarning = 'doubtfulCheckDigit' | 'doubtfulClass' | 'doubtfulDate';

export const refuse = (reason: IdentifierReason): IdentifierCheck => ({ ok: false, reason });
export const accept = (normalised: string, certainty: 'check-digit' | 'format', warnings: readonly IdentifierWarning[] = []): IdentifierCheck => ({
  ok: true, normalised, certainty, warnings,
});

const DIGITS = /^\d*$/;

/** Drops what people put between digits: spaces of all kinds, hyphens. */
export function compact(text: string): string {
  return DIGITS.test(text) ? text : text.normalize('NFKC').replace(/[\s\u2010-\u2015-]/g, '').toUpperCase();
}

const ZERO = 0x30;

/** Sum of digits by weights, as many as there are of both; the text holds digits only. */
export function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0;
  const count = Math.min(digits.length, weights.length);
  for (let index = 0; index < count; index++) sum += (weights[index] as number) * (digits.charCodeAt(index) - ZERO);
  return sum;
}

/** Common to all-digit numbers: digits only, one of the lengths, not all zeros. Null when that is so. */
export function checkShape(digits: string, lengths: readonly number[]): IdentifierCheck | null {
  if (!DIGITS.test(digits)) return refuse('characters');
  if (!lengths.includes(digits.length)) return refuse('length');
  return /^0+$/.test(digits) ? refuse('zeros') : null;
}
