import { expect, it } from 'vitest';
import { createMainJobs } from '../../../electron/shell/desk/mainJobs.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';

it('a job ends as its work does; a cancelled one is told so and gives nothing, even when its work fails over it', async () => {
  const jobs = createMainJobs();
  expect(await jobs.run('a', () => Promise.resolve(ok(1)))).toEqual(ok(1));
  const waiting = (how: (done: (value: Result<number, Failure>) => void, fail: (error: Error) => void) => void) =>
    jobs.run('b', (signal) => new Promise<Result<number, Failure>>((resolve, reject) => { signal.addEventListener('abort', () => how(resolve, reject)); }));
  const stopped = waiting((done) => done(ok(2)));
  jobs.cancel('a');
  jobs.cancel('b');
  expect(await stopped).toEqual({ ok: false, error: { code: 'cancelled' } });
  const broken = waiting((_, fail) => fail(new Error('Object has been destroyed')));
  jobs.cancel('b');
  expect(await broken).toEqual({ ok: false, error: { code: 'cancelled' } });
  await expect(jobs.run('c', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
});
