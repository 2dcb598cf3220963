import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { Fill } from './store.ts';

/** What a field that keeps its own text knows of its answer: what it typed itself is no news to it. */
export interface Entry {
  readonly subscribe: (listener: () => void) => () => void;
  /** Rises with every change of the answer that somebody else has made; a snapshot for `useSyncExternalStore`. */
  readonly turn: () => number;
  /** Answers with what was typed in the field. When the form holds something else then, the field hears of it. */
  readonly type: (value: Answer | null) => void;
}

export function createEntry({ paths, answer }: Pick<Fill, 'paths' | 'answer'>, session: Session, path: Path): Entry {
  /** How often the path has changed by what was typed here. */
  let own = 0;
  let typing: { readonly value: Answer | null; readonly since: number } | null = null;
  const ownNow = () => (typing !== null && session.field(path).value === typing.value ? paths.version(path) - typing.since : 0);
  return {
    subscribe: (listener) => paths.subscribe(path, listener),
    turn: () => paths.version(path) - own - ownNow(),
    type: (value) => {
      typing = { value, since: paths.version(path) };
      answer(path, value);
      own += ownNow();
      typing = null;
    },
  };
}
