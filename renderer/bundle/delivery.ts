import type { SentBundle } from '../../shared/ipc/bundle.ts';

/** The numbers that the Commission waits for, as its last receipts name them, the lowest first: one that has arrived since is not among them. */
export function missingSeqs(sent: readonly SentBundle[]): readonly number[] {
  const arrived = new Set(sent.filter(({ receipt }) => receipt !== null).map(({ seq }) => seq));
  const named = sent.flatMap(({ receipt }) => (receipt?.verdict === 'pending' && receipt.missingSeq !== null ? [receipt.missingSeq] : []));
  return [...new Set(named)].filter((seq) => !arrived.has(seq)).sort((a, b) => a - b);
}
