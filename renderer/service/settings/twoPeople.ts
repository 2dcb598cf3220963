import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { TwoPeople } from '../../../shared/ipc/survey.ts';

export interface TwoPeopleState {
  readonly wanted: TwoPeople;
  /** What came of the last change: it is kept, or why not. */
  readonly said: 'kept' | Failure | null;
  /** Shown at once, so that the next change is made of it; put back as it is kept when it is refused. */
  readonly change: (part: Partial<TwoPeople>) => Promise<void>;
}

/** What another person has to do before a form leaves. */
export function createTwoPeople(bridge: Bridge, first: TwoPeople): StoreApi<TwoPeopleState> {
  let kept = first;
  let changes = 0;
  return createStore<TwoPeopleState>((set, get) => ({
    wanted: first,
    said: null,
    change: async (part) => {
      const change = (changes += 1);
      const wanted = { ...get().wanted, ...part };
      set({ wanted });
      const answer = await bridge.call('survey.setTwoPeople', wanted);
      if (answer.ok) kept = wanted;
      if (change === changes) set(answer.ok ? { said: 'kept' } : { wanted: kept, said: answer.error });
    },
  }));
}
