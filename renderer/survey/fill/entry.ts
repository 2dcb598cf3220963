import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { Fill } from './store.ts';

/** What a field that keeps its own text knows of its answer: what it typed itself is no news to it. */
export interface Entry {
  readonly subscribe: (listener: () => void) => () => void;
  /** Rises when somebody else has changed the answer, or whether it may be changed; a snapshot for `useSyncExternalStore`. */
  readonly turn: () => number;
  /** Answers with what was typed in the field. When the form holds something else then, the field hears of it. */
  readonly type: (value: Answer | null) => void;
}

export function createEntry({ paths, answer }: Pick<Fill, 'paths' | 'answer'>, session: Session, path: Path): Entry {
  let known = session.field(path);
  let turn = 0;
  /** What is being typed in the field at this moment. */
  let typed: { readonly value: Answer | null } | null = null;
  const look = () => {
    const before = known;
    known = session.field(path);
    const own = typed !== null && known.value === typed.value;
    if ((known.value !== before.value && !own) || known.readonly !== before.readonly) turn += 1;
    return turn;
  };
  return {
    subscribe: (listener) => paths.subscribe(path, listener),
    turn: look,
    type: (value) => {
      look();
      typed = { value };
      answer(path, value);
      look();
      typed = null;
    },
  };
}
