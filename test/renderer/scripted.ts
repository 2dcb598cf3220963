import type { ArgumentsOf, Bridge, Events, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';

type Answers = { readonly [M in MethodName]?: (args: ArgumentsOf<M>) => ValueOf<M> | Promise<ValueOf<M>> };

/** Thrown by a scripted answer to make the call fail as the program would. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

export interface Scripted extends Bridge {
  readonly calls: readonly { readonly method: MethodName; readonly args: unknown }[];
  emit<E extends keyof Events>(event: E, payload: Events[E]): void;
  /** From now on a method is answered otherwise. */
  answer<M extends MethodName>(method: M, answer: NonNullable<Answers[M]>): void;
}

export interface HeldBack<T> {
  readonly answer: () => Promise<T>;
  /** How many calls wait, or have waited. */
  readonly asked: () => number;
  /** Lets the answer to a call come, by its number, and everything that follows from it; a promise that is rejected with a {@link Refusal} refuses it. */
  readonly come: (call: number, value: T | Promise<T>) => Promise<void>;
}

/** Answers that are held back until the test lets them come, in whichever order. */
export function heldBack<T>(): HeldBack<T> {
  const calls: ((value: T | Promise<T>) => void)[] = [];
  return {
    answer: () => new Promise<T>((resolve) => calls.push(resolve)),
    asked: () => calls.length,
    come: async (call, value) => {
      calls[call]?.(value);
      await new Promise((resolve) => { setImmediate(resolve); });
    },
  };
}

/** A bridge that answers as a test says and remembers what was asked. */
export function scriptedBridge(first: Answers): Scripted {
  const answers: Answers = { ...first };
  const calls: { method: MethodName; args: unknown }[] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  return {
    calls,
    async call(method, args) {
      calls.push({ method, args });
      const answer = answers[method];
      if (answer === undefined) throw new Error(`Nobody expected ${method}.`);
      try {
        return ok(await answer(args));
      } catch (error) {
        if (error instanceof Refusal) return err(error.failure);
        throw error;
      }
    },
    drop: () => Promise.reject(new Error('Nobody expected anything to be dropped.')),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => set.delete(listener as (payload: never) => void);
    },
    onClosing: () => undefined,
    answer(method, answer) {
      Object.assign(answers, { [method]: answer });
    },
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
  };
}
