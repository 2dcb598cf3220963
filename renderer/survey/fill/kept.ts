import type { Answers, Path } from '../../../shared/survey/response.ts';
import { sameAnswer } from './cells.ts';
import type { History } from './history.ts';

/** What was done in forms that have been left, so that it can be taken back after coming back. */
export interface KeptHistories {
  /** Keeps what was done under a key, and the answers it has led to. */
  readonly keep: (key: string, history: History, answers: Answers) => void;
  /** What was done, when the answers that count still are what it has led to; null when something else has changed them, and it is forgotten. The answers are asked for only when something is kept. */
  readonly take: (key: string, answers: () => Answers, counts: (path: Path) => boolean) => History | null;
}

/** So many forms are remembered; the one that was left first is forgotten first. */
const FORMS = 50;

export function createKeptHistories(): KeptHistories {
  const kept = new Map<string, { readonly history: History; readonly answers: Answers }>();
  return {
    keep: (key, history, answers) => {
      kept.delete(key);
      kept.set(key, { history, answers });
      const [first] = kept.keys();
      if (kept.size > FORMS && first !== undefined) kept.delete(first);
    },
    take: (key, answers, counts) => {
      const found = kept.get(key);
      kept.delete(key);
      return found && isSame(found.answers, answers(), counts) ? found.history : null;
    },
  };
}

function isSame(before: Answers, now: Answers, counts: (path: Path) => boolean): boolean {
  for (const [path, answer] of before) if (!sameAnswer(answer, now.get(path) ?? null) && counts(path)) return false;
  for (const path of now.keys()) if (!before.has(path) && counts(path)) return false;
  return true;
}
