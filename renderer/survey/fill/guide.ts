import type { StoreApi } from 'zustand/vanilla';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { namedPlace } from './named.ts';
import { standingPlace } from './place.ts';
import { openIn, type FillState, type Jump, type Said } from './state.ts';

/** What a person can ask to be sent to and told. */
export interface Guide {
  /** Says in the status line what has become of what the person asked for. */
  readonly say: (way: Said['way'], path: Path, count?: number) => void;
  /** Sends the person to a path, or to the nearest place where the cursor can stand. */
  readonly jumpTo: (path: Path) => void;
  /** The person goes where they like: they are not sent anywhere any more. */
  readonly stay: () => void;
  /**
   * Sends the person to a field they have named by its template path: in the row of that number, else in that of the cursor, else in the first. What is not asked
   * of this company is said, and the person stays; so is a row that does not exist, where the last one is shown, and a table without rows.
   */
  readonly goTo: (template: Path, row: number | null, cursor: Path | null) => void;
}

/** Sends the person to places of an open form, and tells them what has become of what they asked for. `jumpIn` is a jump in a session that is not open yet. */
export function createGuide(state: StoreApi<FillState>): Guide & { readonly jumpIn: (session: Session | null, path: Path) => Jump } {
  let turn = 0;
  const jumpIn = (session: Session | null, path: Path): Jump => ({ path: session ? standingPlace(session, path) : path, turn: (turn += 1) });
  const jumpTo = (path: Path) => state.setState({ jump: jumpIn(openIn(state)?.session ?? null, path) });
  const tell = (said: Omit<Said, 'turn'>) => state.setState({ said: { ...said, turn: (state.getState().said?.turn ?? 0) + 1 } });
  return {
    jumpIn,
    jumpTo,
    say: (way, path, count = 0) => tell({ way, path, count, because: [] }),
    stay: () => state.setState({ jump: null }),
    goTo: (template, row, cursor) => {
      const session = openIn(state)?.session;
      if (!session) return;
      const { to, said } = namedPlace(session, template, row, cursor);
      if (to !== null) jumpTo(to);
      if (said) tell({ way: said.way, path: template, count: said.count ?? 0, because: said.because ?? [] });
    },
  };
}
