import { expect, test } from 'vitest';
import { shared, type Live } from '../../../renderer/ui/live.ts';

/** A value that is set by hand, and how often it was asked for. */
function counted<T>(first: T) {
  let value = first;
  let asked = 0;
  const listeners = new Set<() => void>();
  const live: Live<T> = {
    now: () => {
      asked += 1;
      return value;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
  const set = (next: T) => {
    value = next;
    const before = asked;
    for (const listener of listeners) listener();
    return asked - before;
  };
  return { live, set, listeners };
}

test('what is told to many is asked for once a change', () => {
  const { live, set } = counted(1);
  const one = shared(live);
  for (let many = 0; many < 5; many += 1) one.subscribe(() => undefined);
  expect(set(2)).toBe(1);
});

test('nobody hears of a value that is as it was, and it stays the same value', () => {
  const { live, set } = counted({ errors: 1 });
  const one = shared(live, (a, b) => a.errors === b.errors);
  const before = one.now();
  const heard: number[] = [];
  one.subscribe(() => heard.push(one.now().errors));
  set({ errors: 1 });
  expect(heard).toEqual([]);
  expect(one.now()).toBe(before);
  set({ errors: 2 });
  expect(heard).toEqual([2]);
});

test('who asks before all have been told is told all the same', () => {
  const { live, set } = counted(1);
  const one = shared(live);
  const seen: number[] = [];
  live.subscribe(() => seen.push(one.now()));
  one.subscribe(() => seen.push(-one.now()));
  set(2);
  expect(seen).toEqual([2, -2]);
});

test('when nobody listens any more, it listens to nothing, and begins again', () => {
  const { live, set, listeners } = counted(1);
  const one = shared(live);
  const heard: number[] = [];
  const stops = [one.subscribe(() => undefined), one.subscribe(() => undefined)];
  for (const stop of stops) stop();
  expect(listeners.size).toBe(0);
  set(2);
  one.subscribe(() => heard.push(one.now()));
  set(3);
  expect(heard).toEqual([3]);
});
