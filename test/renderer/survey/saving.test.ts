import { expect, test } from 'vitest';
import { createSaving, LONGEST, PAUSE, RETRY, type SavingState } from '../../../renderer/survey/fill/saving.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { AnswerChange } from '../../../shared/survey/response.ts';
import { clockwork, settle } from './clockwork.ts';

function desk() {
  const timers = clockwork();
  const pending: AnswerChange[] = [];
  const written: (readonly AnswerChange[])[] = [];
  const states: SavingState[] = [];
  const answers: (() => Promise<Result<{ savedAt: number }, Failure>>)[] = [];
  const saving = createSaving({
    timers,
    take: () => pending.splice(0),
    write: (changes) => {
      written.push(changes);
      return answers.shift()?.() ?? Promise.resolve(ok({ savedAt: written.length }));
    },
    report: (state) => states.push(state),
  });
  const type = (path: string, value: string | null) => {
    pending.push({ path, value });
    saving.soon();
  };
  return { timers, saving, written, states, answers, type };
}

test('keys within the pause are written together, once it is over', async () => {
  const { timers, written, type } = desk();
  type('/A', '1');
  await timers.pass(PAUSE - 1);
  type('/A', '12');
  await timers.pass(PAUSE - 1);
  expect(written).toEqual([]);
  await timers.pass(1);
  expect(written).toEqual([[{ path: '/A', value: '12' }]]);
});

test('who types on without a pause has it written all the same', async () => {
  const { timers, written, type } = desk();
  const keys = Math.ceil((2 * LONGEST) / (PAUSE - 1));
  for (let key = 1; key <= keys; key += 1) {
    type('/A', 'а'.repeat(key));
    await timers.pass(PAUSE - 1);
  }
  expect(written.length).toBeGreaterThanOrEqual(1);
  expect(written.length).toBeLessThanOrEqual(3);
  await timers.pass(PAUSE);
  expect(written.at(-1)).toEqual([{ path: '/A', value: 'а'.repeat(keys) }]);
});

test('a flush does not wait for the pause and says that all is on disk', async () => {
  const { saving, states, type } = desk();
  type('/A', '1');
  expect(await saving.flush()).toBe(true);
  expect(states).toEqual([{ kind: 'saving' }, { kind: 'saved', at: 1 }]);
});

test('nothing to save is nothing to write', async () => {
  const { saving, written } = desk();
  expect(await saving.flush()).toBe(true);
  expect(written).toEqual([]);
});

test('what could not be written is kept, counted, tried again, and the newest value wins', async () => {
  const { timers, saving, written, states, answers, type } = desk();
  answers.push(() => Promise.resolve(err({ code: 'disk-full' })));
  type('/A', 'old');
  type('/B', 'b');
  expect(await saving.flush()).toBe(false);
  expect(states.at(-1)).toEqual({ kind: 'unsaved', count: 2, failure: { code: 'disk-full' } });
  type('/A', 'new');
  await timers.pass(RETRY);
  expect(written.at(-1)).toEqual([{ path: '/A', value: 'new' }, { path: '/B', value: 'b' }]);
  expect(states.at(-1)?.kind).toBe('saved');
});

test('what is typed during a write goes with the next one; two never run at once', async () => {
  const { saving, written, answers, type } = desk();
  let finish: () => void = () => undefined;
  answers.push(() => new Promise((resolve) => { finish = () => resolve(ok({ savedAt: 1 })); }));
  type('/A', '1');
  const first = saving.flush();
  type('/A', '2');
  const second = saving.flush();
  await settle();
  expect(written).toHaveLength(1);
  finish();
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(written).toEqual([[{ path: '/A', value: '1' }], [{ path: '/A', value: '2' }]]);
});
