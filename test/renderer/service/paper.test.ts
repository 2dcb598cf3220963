import { expect, test } from 'vitest';
import { createPaper } from '../../../renderer/service/paper.tsx';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { PrintedFile } from '../../../shared/ipc/survey.ts';
import { heldBack } from '../scripted.ts';

test('documents are written one at a time: while one is being written another is not begun, and how far it is stays in sight', async () => {
  const written = heldBack<Result<PrintedFile | null, Failure>>();
  let jobs = 0;
  const paper = createPaper(() => `job ${(jobs += 1)}`);
  const first = paper.printLong(written.answer);
  await paper.printLong(written.answer);
  expect(written.asked()).toBe(1);
  expect(paper.getState()).toEqual({ kind: 'writing', job: 'job 1' });
  const file: PrintedFile = { fileName: 'a.pdf', ticket: 't' };
  await written.come(0, ok(file));
  await first;
  expect(paper.getState()).toEqual({ kind: 'written', file });
  const second = paper.print(written.answer);
  expect(paper.getState()).toEqual({ kind: 'writing', job: null });
  await written.come(1, ok(null));
  await second;
  expect(paper.getState()).toEqual({ kind: 'idle' });
});
