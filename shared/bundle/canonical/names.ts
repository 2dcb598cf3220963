import { z } from 'zod';

/**
 * What nobody sees, or what re-orders the text around it: control and format characters, bidirectional marks, embeddings and isolates,
 * separators of lines, fillers, variation selectors, tags. The list is written out, so that every runtime gives the same verdict.
 */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;

/** A name that people go by when they decide whom to trust (B5, B14): 1–300 characters, none of them hidden. */
export const trustedName = z.string().min(1).max(300).refine((text) => !HIDDEN.test(text), 'a hidden character');

/** The name that a person has typed or pasted, as it may stand in a key or a manifest: NFC, without hidden characters. */
export function toTrustedName(text: string): string {
  return text.normalize('NFC').replaceAll(new RegExp(HIDDEN, 'gu'), '');
}
