import { expect, it } from 'vitest';
import { throttle } from '../../../electron/workers/throttle.ts';
import type { JobProgress } from '../../../shared/ipc/api.ts';

it('progress comes at most twenty times a second, with every phase and every end', () => {
  let time = 0;
  const sent: JobProgress[] = [];
  const report = throttle((progress) => sent.push(progress), () => time);
  for (let done = 0; done <= 1000; done++) {
    time += 1;
    report({ job: 'j', phase: 'reading', done, total: 1000 });
  }
  report({ job: 'j', phase: 'merging', done: 0, total: 10 });
  expect(sent.length).toBeLessThanOrEqual(23);
  expect(sent.at(-2)).toMatchObject({ phase: 'reading', done: 1000 });
  expect(sent.at(-1)).toMatchObject({ phase: 'merging', done: 0 });
});
