import type { StoreApi } from 'zustand/vanilla';
import type { Finding } from '../../../shared/survey/findings.ts';
import { carriedPath, isRowPath, justificationPath, notedPath, templateOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { nodesOf } from '../outline.ts';
import type { Guide } from './guide.ts';
import { inWritingOrder, placeOf, reversed, stepBetween, type History, type Step } from './history.ts';
import type { Paths } from './paths.ts';
import { orderOf } from './place.ts';
import type { Saving } from './saving.ts';
import { editableIn, openIn, type FillState } from './state.ts';

/** What a person does to the answers of a form. Where it takes none, nothing happens. */
export interface Editing {
  readonly answer: (path: Path, value: Answer | null) => void;
  readonly addRow: (repeat: Path, options?: { readonly before?: string; readonly id?: string }) => string | null;
  readonly removeRow: (repeat: Path, row: string) => void;
  /** Takes answers of the last round, at a path and below it, as answers of this one, and says how many; then sends the person to the next that waits. */
  readonly confirm: (at: Path) => void;
  readonly justify: (finding: Finding, text: string) => void;
  /**
   * Several changes as one: painted once, taken back at once. `join` makes them part of the step before,
   * `typed` names the field that is being typed in by what was made. Null when the form
   * takes no answers.
   */
  readonly edit: <T>(work: (session: Session) => T, how?: { readonly join?: boolean; readonly typed?: (made: T) => Path | null }) => T | null;
  /** Takes the last step back, or does it again, and sends the person to its place. */
  readonly undo: () => void;
  readonly redo: () => void;
  /** What has been typed at a path since the person came is put back as it stood; false when nothing has. */
  readonly revert: (path: Path) => boolean;
  /** The number of the last step that stands; whether a step still does. */
  readonly lastStep: () => number;
  readonly holds: (step: number) => boolean;
}

interface EditingParts {
  readonly state: StoreApi<FillState>;
  readonly paths: Paths;
  readonly guide: Guide;
  readonly saving: Pick<Saving, 'soon'>;
  /** What was done in the form that is open. */
  readonly history: () => History;
}

/** Every change is painted where it tells, noted to be taken back, and saved within the pause. */
export function createEditing({ state, paths, guide, saving, history }: EditingParts): Editing {
  const editable = () => editableIn(state);
  let batch: Set<Path> | null = null;
  const changed = (set: ReadonlySet<Path>, typedAt: Path | null = null) => {
    if (batch) {
      for (const path of set) batch.add(path);
      return;
    }
    // Whatever becomes of what shows the change: it is saved.
    saving.soon();
    paths.touch(set, typedAt);
  };

  const answer = (path: Path, value: Answer | null, session: Session) => {
    const before = batch ? null : heldAt(session, path);
    const mark: Step = !batch && session.isCarried(path) ? [{ path: carriedPath(path), before: heldAt(session, carriedPath(path)), after: null }] : [];
    changed(session.answer(path, value), path);
    if (!batch && value !== before) history().note([{ path, before, after: value }, ...mark], { typed: path });
  };

  const edit: Editing['edit'] = (work, how) => {
    const session = editable();
    if (!session) return null;
    if (batch) return work(session);
    const before = session.answers();
    const touched = new Set<Path>();
    batch = touched;
    const end = (typed: Path | null) => {
      batch = null;
      const step = stepBetween(before, session.answers(), (path) => isOwn(session, path));
      history().note(step, { join: how?.join === true, ...(typed !== null && { typed }) });
      changed(touched);
    };
    let made;
    try {
      made = work(session);
    } catch (error) {
      end(null);
      throw error;
    }
    end(how?.typed?.(made) ?? null);
    return made;
  };

  const write = (session: Session, changes: Step) => {
    const all = new Set<Path>();
    for (const { path, after } of changes) for (const one of session.answer(path, after)) all.add(one);
    changed(all);
  };

  const retrace = (way: 'undo' | 'redo') => {
    const session = editable();
    if (!session) return;
    const step = history()[way]();
    if (!step) return guide.say('nothing', '');
    const changes = inWritingOrder(way === 'undo' ? reversed(step) : step);
    write(session, changes);
    const path = placeOf(changes);
    guide.say(way, path);
    guide.jumpTo(path);
  };

  return {
    answer: (path, value) => {
      const session = editable();
      if (session) answer(path, value, session);
    },
    addRow: (repeat, options) => edit((session) => {
      const added = session.addRow(repeat, options);
      changed(added.changed);
      return added.row;
    }),
    removeRow: (repeat, row) => { edit((session) => changed(session.removeRow(repeat, row))); },
    confirm: (at) => {
      const carried = editable()?.carried(at) ?? [];
      if (carried.length > 0) edit((session) => changed(session.confirm(carried)));
      const session = openIn(state)?.session;
      const waiting = session?.carried('/') ?? [];
      const order = session && waiting.length > 0 ? orderOf(session) : null;
      const here = order?.get(carried.at(-1) ?? at) ?? -1;
      const next = waiting.find((path) => (order?.get(path) ?? -1) > here) ?? waiting[0];
      guide.say(next === undefined ? 'all-confirmed' : 'confirmed', carried[0] ?? at, carried.length);
      if (next !== undefined) guide.jumpTo(next);
    },
    justify: (finding, text) => {
      const at = finding.paths[0];
      if (at === undefined) return;
      edit((session) => changed(session.answer(justificationPath(finding.rule, at), text.trim() === '' ? null : text.trim().normalize('NFC'))));
    },
    edit,
    undo: () => retrace('undo'),
    redo: () => retrace('redo'),
    revert: (path) => {
      const session = editable();
      const step = session && history().untype(path);
      if (step) write(session, inWritingOrder(reversed(step)));
      return Boolean(step);
    },
    lastStep: () => history().last(),
    holds: (step) => history().holds(step),
  };
}

/** Whether a person answers there: what the program finds by itself is nobody's act. */
export function isOwn(session: Session, path: Path): boolean {
  const node = nodesOf(session.form).get(templateOf(path));
  return node?.kind !== 'question' || (node.type !== 'calculate' && node.type !== 'metadata');
}

/** What a path holds now: an answer, or the justification or note that stands there. */
function heldAt(session: Session, path: Path): Answer | null {
  const noted = notedPath(path);
  if (noted !== null) return session.notes().get(noted) ?? null;
  return isRowPath(path) || !path.startsWith('/') ? session.answers().get(path) ?? null : session.field(path).value;
}
