import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import { createPause, type Timers } from '../../ui/pause.ts';

/** How long after the last key the answers go to disk, and how soon a failed save is tried again, in ms. */
export const PAUSE = 300;
/** After so long they go there although the person types on without a pause, in ms. */
export const LONGEST = 2000;
export const RETRY = 3000;

export type SavingState =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'saving' }
  /** Nothing is lost: the answers stay in memory and are written again. */
  | { readonly kind: 'unsaved'; readonly count: number; readonly failure: Failure };

export interface SavingParts {
  readonly take: () => readonly AnswerChange[];
  readonly write: (changes: readonly AnswerChange[]) => Promise<Result<{ readonly savedAt: number }, Failure>>;
  readonly report: (state: SavingState) => void;
  readonly timers: Timers;
}

export interface Saving {
  /** Something changed: save after the pause, or at the latest after {@link LONGEST}. */
  readonly soon: () => void;
  /** Saves what is unsaved now; true when everything is on disk. */
  readonly flush: () => Promise<boolean>;
}

/**
 * Writes changes of a draft: debounced, one write at a time, the newest value of each path. What could not be written is
 * kept and goes with the next try.
 */
export function createSaving({ take, write, report, timers }: SavingParts): Saving {
  let kept = new Map<Path, Answer | null>();
  const pause = createPause(() => void flush(), timers);
  let latest: unknown = null;
  let running: Promise<boolean> | null = null;

  const rest = () => {
    pause.end();
    timers.clear(latest);
    latest = null;
  };

  const writeKept = async (): Promise<boolean> => {
    for (const { path, value } of take()) kept.set(path, value);
    if (kept.size === 0) return true;
    const batch = kept;
    kept = new Map();
    report({ kind: 'saving' });
    const answer = await write([...batch].map(([path, value]) => ({ path, value })));
    if (answer.ok) {
      report({ kind: 'saved', at: answer.value.savedAt });
      return writeKept();
    }
    kept = new Map([...batch, ...kept]);
    report({ kind: 'unsaved', count: kept.size, failure: answer.error });
    pause.until(RETRY);
    return false;
  };

  const flush = (): Promise<boolean> => {
    rest();
    if (running) return running.then((saved) => saved && flush());
    running = writeKept().finally(() => { running = null; });
    return running;
  };

  return {
    soon: () => {
      pause.until(PAUSE);
      latest ??= timers.set(() => void flush(), LONGEST);
    },
    flush,
  };
}
