import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Path } from '../../../shared/survey/response.ts';
import type { FieldState, Session } from '../../../shared/survey/session.ts';
import { afterPaint } from '../../ui/afterPaint.ts';
import type { Live } from '../../ui/live.ts';
import { createEntry, type Entry } from './entry.ts';
import { ANYTHING, type Paths } from './paths.ts';
import type { FillState } from './state.ts';
import type { Fill } from './store.ts';

/** The open form, for everything on its page. */
export interface OpenFill {
  readonly fill: Fill;
  readonly session: Session;
  /** Completed and approved forms are read, not written. */
  readonly locked: boolean;
  /** Only the questions of the short form are shown. */
  readonly short?: boolean;
  /** Only these sections are shown, and nothing that was entered before: they are entered a second time. */
  readonly only?: readonly Path[];
}

export const FillContext = createContext<OpenFill | null>(null);

export function useFill(): OpenFill {
  const open = useContext(FillContext);
  if (!open) throw new Error('No form is open.');
  return open;
}

export function useFillState<T>(select: (state: FillState) => T): T {
  return useStore(useFill().fill.state, select);
}

/** What `read` says about a path; repaints the caller when it says something else (`Object.is`). */
export function useAt<T>(path: Path, read: () => T): T {
  const { paths } = useFill().fill;
  const subscribe = useCallback((listener: () => void) => paths.subscribe(path, listener), [paths, path]);
  return useSyncExternalStore(subscribe, read);
}

/** Repaints the caller when anything about the path changes, and only then; returns a number that rises with it. */
export function useVersion(path: Path): number {
  const { paths } = useFill().fill;
  return useAt(path, () => paths.version(path));
}

/** {@link useAt} for what stands beside a field: a key in the field itself paints it at once, a key elsewhere once its own frame has been painted. */
export function useBeside<T>(path: Path, read: () => T): T {
  const { paths } = useFill().fill;
  return useSyncExternalStore(useCallback((listener: () => void) => beside(paths, path, listener), [paths, path]), read);
}

/** The same, to be written past React with the key. `read` must not change from one painting to the next. */
export function useLiveBeside<T>(path: Path, read: () => T): Live<T> {
  const { paths } = useFill().fill;
  return useMemo(() => ({ now: read, subscribe: (listener) => beside(paths, path, listener) }), [paths, path, read]);
}

/** What `read` says of a table and its rows, to be written past React with the key. `read` must not change from one painting to the next. */
export function useLiveTable<T>(table: Path, read: () => T): Live<T> {
  const { paths } = useFill().fill;
  return useMemo(() => ({ now: read, subscribe: (listener) => paths.subscribeTable(table, listener) }), [paths, table, read]);
}

function beside(paths: Paths, path: Path, listener: () => void): () => void {
  return paths.subscribe(path, (typedAt) => {
    if (typedAt === null || typedAt === path) listener();
    else afterPaint(listener);
  });
}

/** The same for what stands aside of the field: it is read once the frame of the key has been painted. */
export function useFormSoon<T>(read: () => T): T {
  const { paths } = useFill().fill;
  const subscribe = useCallback((listener: () => void) => paths.subscribe(ANYTHING, () => afterPaint(listener)), [paths]);
  return useSyncExternalStore(subscribe, read);
}

/**
 * The answer of a field. One that keeps its own text is painted again when somebody else has changed its answer, not at its own keys and not
 * because something was found; any other at every change of its path. Null where there is no row yet.
 */
export function useEntry(path: Path | null, keepsText: boolean): Entry | null {
  const { fill, session } = useFill();
  const entry = useMemo(() => (path === null ? null : createEntry(fill, session, path)), [fill, session, path]);
  useSyncExternalStore(entry?.subscribe ?? never, entry === null ? zero : keepsText ? entry.turn : () => fill.paths.version(path ?? ''));
  return entry;
}

const never = () => () => undefined;
const zero = () => 0;

export function useField(path: Path): FieldState {
  const { session } = useFill();
  useVersion(path);
  return session.field(path);
}

/** The field at a path, or null while there is none to stand at. */
export function useFieldOrNone(path: Path | null): FieldState | null {
  const { session } = useFill();
  useVersion(path ?? '');
  return path === null ? null : session.field(path);
}

/** The rows of a repeat; the same list while they are the same, whatever is typed in them. */
export function useRows(repeat: Path): readonly string[] {
  const { session } = useFill();
  const version = useVersion(repeat);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the version rises with every change of the rows.
  const joined = useMemo(() => session.rows(repeat).join(' '), [session, repeat, version]);
  return useMemo(() => (joined === '' ? [] : joined.split(' ')), [joined]);
}

/** Whether a group or repeat applies now. */
export function useRelevant(path: Path): boolean {
  const { session } = useFill();
  useVersion(path);
  return session.relevant(path);
}
