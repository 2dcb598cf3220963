import { expect, test } from 'vitest';
import { threadOf } from '../../../renderer/merge/company/thread.ts';
import type { HistoryEntry } from '../../../shared/ipc/merge.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { write } from './samples.ts';

let revisions = 0;
const entry = (op: string, after: Readonly<Record<string, Answer | null>>): HistoryEntry => ({
  ...write(`r${revisions++}`, null), op, current: true, changes: Object.entries(after).map(([path, value]) => ({ path, before: null, after: value })),
});

test('revisions are told as what people did, one after another', () => {
  const thread = threadOf([
    entry('put', { '@status': 'complete', '/A/A01': 2025, '!note:/A/A01': 'по уставу', '!R1:/A/A01': 'так и есть' }), entry('put', { '@status': 'approved' }),
    entry('comment', { '@comment:/A/A01': 'Проверьте год', '@comment:/': null }),
    entry('decide', { '@decision': 'returned', '@quality': 'C', '@due': '2026-12-01' }),
    entry('put', { '@status': 'complete', '/A/A01': 2024 }), entry('put', { '@status': 'approved' }),
    entry('resolve', { '/A/A01': 2024 }), entry('link', { [`@same:${'a'.repeat(64)}`]: 'same' }), entry('unlink', { [`@same:${'a'.repeat(64)}`]: 'different' }), entry('unlink', { [`@same:${'a'.repeat(64)}`]: null }),
    entry('decide', { '@decision': 'accepted', '@quality': 'A', '@due': null }), entry('retract', { '@response': null }),
  ]);
  expect(thread.map(({ deed }) => deed)).toEqual(['completed', 'approved', 'commented', 'returned', 'corrected', 'approved', 'resolved', 'linked', 'parted', 'unlinked', 'accepted', 'withdrawn']);
  expect(thread[0]).toMatchObject({ answers: ['/A/A01'], comments: [{ path: '/A/A01', text: 'по уставу', noted: true }] });
  expect(thread[2]?.comments).toEqual([{ path: '/A/A01', text: 'Проверьте год' }, { path: '/', text: null }]);
  expect(thread[3]).toMatchObject({ quality: 'C', due: '2026-12-01', answers: [] });
  expect(thread[4]?.answers).toEqual(['/A/A01']);
  expect(thread[10]).toMatchObject({ quality: 'A', due: null });
});
