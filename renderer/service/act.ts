import type { StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';

/** A screen on which one act is done at a time. */
interface Acting {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** What the last act has come to; null: nothing to say. */
  readonly notice: object | null;
}

/** Runs an act and takes what it has come to into the state. */
export type RunAct<S> = <T>(act: () => Promise<Result<T, Failure>>, done: (value: T) => Partial<S>) => Promise<void>;

/** Runs the acts of a screen with the screen marked busy; a second one is not begun meanwhile, and no dialog for it opened: what this one ends with would close it. A failure stays on screen together with the act it belongs to. */
export function oneAtATime<S extends Acting>({ getState, setState }: StoreApi<S>): RunAct<S> {
  const set = (state: Partial<Acting>) => setState(state as Partial<S>);
  return async (act, done) => {
    if (getState().busy) return;
    set({ busy: true, failure: null, notice: null });
    const answer = await act();
    if (answer.ok) setState({ ...done(answer.value), busy: false });
    // Who stops a job knows that it was stopped.
    else set({ busy: false, failure: answer.error.code === 'cancelled' ? null : answer.error });
  };
}
