import { expect, test } from 'vitest';
import { createRest } from '../../../renderer/ui/rest.ts';
import { later, loadAhead } from '../../../renderer/ui/later.tsx';

/** A clock on which time passes only where somebody waits, and what the person does meanwhile. */
function clockWith(acts: readonly { readonly at: number; readonly act: string }[]) {
  const window = new EventTarget();
  let now = 0;
  const waited: number[] = [];
  const over = new AbortController();
  const rest = createRest(window, {
    now: () => now,
    wait: (ms) => {
      waited.push(ms);
      const until = now + ms;
      for (const { at, act } of acts) if (at > now && at <= until) { now = at; window.dispatchEvent(new Event(act)); }
      now = until;
      return Promise.resolve();
    },
    idle: () => Promise.resolve(),
  }, over.signal);
  return { window, rest, over, waited, now: () => now };
}

test('where nobody has done anything, work that nobody waits for begins at once', async () => {
  const { rest, waited } = clockWith([]);
  await rest();
  expect(waited).toEqual([]);
});

test('it waits for half a second without a key, a press, a turn of the wheel or a list that is scrolled', async () => {
  for (const act of ['keydown', 'pointerdown', 'wheel', 'scroll']) {
    const { window, rest, now } = clockWith([{ at: 300, act }, { at: 700, act }]);
    window.dispatchEvent(new Event(act));
    await rest();
    expect(now()).toBe(1_200);
  }
});

test('who has nothing left to do at rest hears of no more keys', async () => {
  const { window, rest, over, waited } = clockWith([]);
  over.abort();
  window.dispatchEvent(new Event('keydown'));
  await rest();
  expect(waited).toEqual([]);
});

test('parts of the window are loaded ahead one at a time, each only when the person rests', async () => {
  const told: string[] = [];
  for (const part of ['first', 'second']) {
    later(() => {
      told.push(part);
      return Promise.resolve(() => null);
    });
  }
  await loadAhead(() => {
    told.push('rest');
    return Promise.resolve();
  });
  expect(told).toEqual(['rest', 'first', 'rest', 'second']);
});
