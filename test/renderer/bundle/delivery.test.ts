import { expect, test } from 'vitest';
import { missingSeqs } from '../../../renderer/bundle/delivery.ts';
import type { SentBundle } from '../../../shared/ipc/bundle.ts';

const bundle = (seq: number, receipt: SentBundle['receipt']): SentBundle => ({
  manifest: String(seq).repeat(64), seq, fileName: `${seq}.svod`, at: 0, companies: 1, revisions: 1, shortCode: '', to: null, encrypted: false, receipt, standings: {}, awaits: [], nationalSignatures: [],
});
const merged = { verdict: 'merged', missingSeq: null, at: 1 } as const;
const waits = (missingSeq: number) => ({ verdict: 'pending', missingSeq, at: 1 }) as const;

test('the Commission misses the numbers its receipts name, until one of them has a receipt of its own', () => {
  expect(missingSeqs([])).toEqual([]);
  expect(missingSeqs([bundle(1, merged), bundle(2, null)])).toEqual([]);
  expect(missingSeqs([bundle(1, null), bundle(2, waits(1)), bundle(3, waits(1)), bundle(5, waits(4))])).toEqual([1, 4]);
  expect(missingSeqs([bundle(1, merged), bundle(2, waits(1)), bundle(3, waits(1))])).toEqual([]);
});
