import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { SavingState } from './saving.ts';

export type FillPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | OpenPhase;

export interface OpenPhase {
  readonly kind: 'open';
  readonly opened: OpenedResponse;
  readonly session: Session;
}

/** Where the person is sent: the turn makes the same place again a new request. */
export interface Jump {
  readonly path: Path;
  readonly turn: number;
}

export interface FillState {
  readonly phase: FillPhase;
  readonly saving: SavingState | null;
  /** `complete` after somebody has asked what prevents completing: empty required answers are then findings too. */
  readonly stage: 'draft' | 'complete';
  /** Checks that compare companies: they come from the database, not from the engine. */
  readonly compared: readonly Finding[];
  /** An act (complete, approve, reopen, withdraw) is under way: what it is about are the answers as they stood when it was asked for. */
  readonly acting: boolean;
  /** Why the last act (complete, approve, reopen, withdraw) was refused. */
  readonly refused: Failure | null;
  readonly jump: Jump | null;
  /** The question whose note is open, or the list of all notes. */
  readonly noting: Path | 'all' | null;
  /** What was said last. */
  readonly said: Said | null;
}

/** What was taken back, done again, confirmed or saved, or why the person is not sent where they asked to go: said in the status line, and aloud. */
export interface Said {
  readonly way: 'undo' | 'redo' | 'nothing' | 'irrelevant' | 'confirmed' | 'all-confirmed' | 'row-kept' | 'all-answered' | 'no-warning' | 'no-finding' | 'from-start' | 'from-end' | 'no-row' | 'no-note' | 'note-nowhere' | 'saved';
  readonly path: Path;
  readonly count: number;
  /** The questions whose answers have decided so, by template path. */
  readonly because: readonly Path[];
  /** Makes the same words a new saying. */
  readonly turn: number;
}

export function createFillState(): StoreApi<FillState> {
  return createStore<FillState>(() => ({ phase: { kind: 'loading' }, saving: null, stage: 'draft', compared: [], acting: false, refused: null, jump: null, noting: null, said: null }));
}

/** The form once it is open; null before that, and where it could not be opened. */
export function openIn(state: StoreApi<FillState>): OpenPhase | null {
  const { phase } = state.getState();
  return phase.kind === 'open' ? phase : null;
}

/** Its session where it takes answers: of a draft, unless an act on it is under way. */
export function editableIn(state: StoreApi<FillState>): Session | null {
  const phase = openIn(state);
  return phase?.opened.status === 'draft' && !state.getState().acting ? phase.session : null;
}
