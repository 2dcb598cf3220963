import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { LastRound } from '../../../shared/survey/lastRound.ts';
import { carriedPath, isRowPath, justificationPath, notedPath, templateOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { draftProgress } from '../../../shared/survey/progress.ts';
import type { EngineEnvironment, Session } from '../../../shared/survey/session.ts';
import type { Timers } from '../../ui/pause.ts';
import { loadForm } from '../forms.ts';
import { nodesOf } from '../outline.ts';
import { createFound } from './found.ts';
import { createHistory, inWritingOrder, placeOf, reversed, stepBetween, type Step } from './history.ts';
import type { KeptHistories } from './kept.ts';
import { commentFindings } from './review.ts';
import { namedPlace } from './named.ts';
import { createPaths, type Paths } from './paths.ts';
import { orderOf, standingPlace } from './place.ts';
import { createSaving, type SavingState } from './saving.ts';

export type FillPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'open'; readonly opened: OpenedResponse; readonly session: Session };

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
  /** Why the last act (complete, approve, reopen, withdraw) was refused. */
  readonly refused: Failure | null;
  readonly jump: Jump | null;
  /** The question whose note is open, or the list of all notes. */
  readonly noting: Path | 'all' | null;
  /** What was taken back, done again or confirmed last, or why the person is not sent where they asked to go, to be said aloud; the turn makes the same words a new saying. */
  readonly retraced: { readonly way: 'undo' | 'redo' | 'nothing' | 'irrelevant' | 'confirmed' | 'all-confirmed' | 'row-kept' | 'all-answered' | 'no-warning' | 'no-finding' | 'from-start' | 'from-end' | 'no-row' | 'no-note' | 'note-nowhere' | 'saved'; readonly path: Path; readonly count: number; /** The questions whose answers have decided so, by template path. */ readonly because: readonly Path[]; readonly turn: number } | null;
}

export interface Fill {
  readonly state: StoreApi<FillState>;
  readonly paths: Paths;
  /** Opens the form, or opens it anew after an act; `at` is where the person is sent, so that no other page is drawn before that one. */
  readonly open: (at?: Path) => Promise<void>;
  readonly answer: (path: Path, value: Answer | null) => void;
  readonly addRow: (repeat: Path, options?: { readonly before?: string; readonly id?: string }) => string | null;
  readonly removeRow: (repeat: Path, row: string) => void;
  /** Says in the head of the form what has become of what the person asked for. */
  readonly say: (way: NonNullable<FillState['retraced']>['way'], path: Path, count?: number) => void;
  /** Takes answers of the last round, at a path and below it, as answers of this one, and says how many; then sends the person to the next that waits. */
  readonly confirm: (at: Path) => void;
  readonly justify: (finding: Finding, text: string) => void;
  /** Opens the note on a question, or the list of all; null closes them. What is noted is an answer at its `notePath`. */
  readonly note: (on: Path | 'all' | null) => void;
  /** Replies to what the Commission says of a place (`/`: of the whole form); an empty text takes the reply back. It is recorded at once, whatever the answers are. */
  readonly reply: (at: Path, text: string) => Promise<void>;
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
  /** The person has gone on to another field: what is typed next is a step of its own. */
  readonly settle: () => void;
  /** Sends the person to a path, or to the nearest place where the cursor can stand. */
  readonly jumpTo: (path: Path) => void;
  /** The person goes where they like: they are not sent anywhere any more. */
  readonly stay: () => void;
  /**
   * Sends the person to a field they have named by its template path: in the row of that number, else in that of the cursor, else in the first. What is not asked
   * of this company is said, and the person stays; so is a row that does not exist, where the last one is shown, and a table without rows.
   */
  readonly goTo: (template: Path, row: number | null, cursor: Path | null) => void;
  /** Findings of the shown stage in the order of the form, and those at one path, the gravest first. */
  readonly findings: () => readonly Finding[];
  readonly findingsAt: (path: Path) => readonly Finding[];
  /** Shows everything that prevents completing; true when nothing does. */
  readonly check: () => Promise<boolean>;
  readonly complete: () => Promise<void>;
  readonly approve: () => Promise<void>;
  readonly reopen: (reason: string) => Promise<void>;
  /** Takes back all that was said of the company in this round. */
  readonly withdraw: (reason: string) => Promise<void>;
  /** Lets go of a withdrawal that somebody has asked for. */
  readonly dropWithdrawal: () => Promise<void>;
  readonly flush: () => Promise<boolean>;
  /** Saves what is unsaved, because the person asked for it, and says so when it is done, unless something newer has been said by then. */
  readonly saveNow: () => Promise<void>;
  /** Saves the rest and stops. */
  readonly close: () => Promise<void>;
}

export interface FillParts {
  readonly bridge: Bridge;
  readonly entity: string;
  readonly environment: EngineEnvironment;
  readonly timers: Timers;
  /** Where what was done in the form is kept when it is left, and under which name its workspace keeps it. */
  readonly kept?: { readonly histories: KeptHistories; readonly workspace: string };
}

/** One company's form while it is open: engine, autosave, standing. Every change is on disk within the pause. */
export function createFill({ bridge, entity, environment, timers, kept }: FillParts): Fill {
  const state = createStore<FillState>(() => ({ phase: { kind: 'loading' }, saving: null, stage: 'draft', compared: [], refused: null, jump: null, noting: null, retraced: null }));
  const paths = createPaths();
  const opened = () => {
    const { phase } = state.getState();
    return phase.kind === 'open' ? phase : null;
  };

  let comments: readonly Finding[] = [];
  const found = createFound(() => {
    const { phase, stage, compared } = state.getState();
    return phase.kind === 'open' ? { session: phase.session, stage, compared, comments } : null;
  });

  const saving = createSaving({
    timers,
    take: () => opened()?.session.takeChanges() ?? [],
    write: (changes) => {
      const { opened: { response }, session } = opened() as FillPhase & { kind: 'open' };
      return bridge.call('survey.saveAnswers', { response, changes, progress: draftProgress(session) });
    },
    report: (report) => state.setState({ saving: report }),
  });

  let history = createHistory();
  const keyOf = ({ response }: OpenedResponse) => `${kept?.workspace ?? ''} ${entity} ${response}`;
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
    if (!batch && value !== before) history.note([{ path, before, after: value }, ...mark], { typed: path });
  };

  const edit: Fill['edit'] = (work, how) => {
    const session = editable();
    if (!session) return null;
    if (batch) return work(session);
    const before = session.answers();
    const touched = new Set<Path>();
    batch = touched;
    const end = (typed: Path | null) => {
      batch = null;
      const step = stepBetween(before, session.answers(), (path) => isOwn(session, path));
      history.note(step, { join: how?.join === true, ...(typed !== null && { typed }) });
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

  const saidLast = () => state.getState().retraced?.turn ?? 0;
  const say = (way: NonNullable<FillState['retraced']>['way'], path: Path, count = 0, because: readonly Path[] = []) => state.setState({ retraced: { way, path, count, because, turn: saidLast() + 1 } });

  const write = (session: Session, changes: Step) => {
    const all = new Set<Path>();
    for (const { path, after } of changes) for (const one of session.answer(path, after)) all.add(one);
    changed(all);
  };

  const retrace = (way: 'undo' | 'redo') => {
    const session = editable();
    if (!session) return;
    const step = history[way]();
    if (!step) return say('nothing', '');
    const changes = inWritingOrder(way === 'undo' ? reversed(step) : step);
    write(session, changes);
    const path = placeOf(changes);
    say(way, path);
    jumpTo(path);
  };

  let turn = 0;
  const jumpIn = (session: Session | null, path: Path): Jump => ({ path: session ? standingPlace(session, path) : path, turn: (turn += 1) });
  const jumpTo = (path: Path) => state.setState({ jump: jumpIn(opened()?.session ?? null, path) });

  const open = async (at?: Path) => {
    const answer = await bridge.call('survey.openResponse', { entity });
    if (!answer.ok) return state.setState({ phase: { kind: 'failed', failure: answer.error } });
    const form = await loadForm(bridge, answer.value.formHash);
    if (!form.ok) return state.setState({ phase: { kind: 'failed', failure: form.error } });
    comments = commentFindings(answer.value.review);
    const session = createSession(form.value, readAnswersText(answer.value.answers), environment, lastOf(answer.value));
    if (!opened()) history = kept?.histories.take(keyOf(answer.value), session.answers, (path) => isOwn(session, path)) ?? createHistory();
    state.setState({
      phase: { kind: 'open', opened: answer.value, session }, saving: { kind: 'saved', at: answer.value.savedAt }, refused: null,
      stage: answer.value.status === 'draft' ? state.getState().stage : 'complete', ...(at !== undefined && { jump: jumpIn(session, at) }),
    });
    paths.touch([]);
    void compare();
  };

  const compare = async () => {
    const answer = await bridge.call('survey.compare', { entity });
    if (answer.ok) state.setState({ compared: answer.value });
    paths.touch([]);
  };

  const check = async () => {
    await saving.flush();
    await compare();
    state.setState({ stage: 'complete' });
    paths.touch([]);
    return found.all().every((finding) => finding.level === 'info' || finding.justification !== undefined);
  };

  /** Runs an act on the stored answers, then opens what it left. */
  const act = async (work: (response: number) => Promise<Failure | null>) => {
    const phase = opened();
    if (!phase || !(await saving.flush())) return;
    const refused = await work(phase.opened.response);
    if (refused) state.setState({ refused });
    else await open();
  };

  return {
    state,
    paths,
    open,
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
    say,
    confirm: (at) => {
      const paths = editable()?.carried(at) ?? [];
      if (paths.length > 0) edit((session) => changed(session.confirm(paths)));
      const waiting = opened()?.session.carried('/') ?? [];
      const order = waiting.length === 0 ? null : orderOf((opened() as FillPhase & { kind: 'open' }).session);
      const here = order?.get(paths.at(-1) ?? at) ?? -1;
      const next = waiting.find((path) => (order?.get(path) ?? -1) > here) ?? waiting[0];
      say(next === undefined ? 'all-confirmed' : 'confirmed', paths[0] ?? at, paths.length);
      if (next !== undefined) jumpTo(next);
    },
    justify: (finding, text) => {
      const at = finding.paths[0];
      if (at === undefined) return;
      edit((session) => changed(session.answer(justificationPath(finding.rule, at), text.trim() === '' ? null : text.trim().normalize('NFC'))));
    },
    note: (on) => {
      // What is noted is no part of what was typed in the field.
      history.settle();
      state.setState({ noting: on });
    },
    reply: async (at, text) => {
      const said = text.trim().normalize('NFC');
      const answer = await bridge.call('merge.reply', { entity, round: opened()?.opened.round, comments: [{ path: at, text: said === '' ? null : said }] });
      const phase = opened();
      if (!phase) return;
      if (!answer.ok) return state.setState({ refused: answer.error });
      comments = commentFindings(answer.value);
      state.setState({ phase: { ...phase, opened: { ...phase.opened, review: answer.value } }, refused: null });
      paths.touch([]);
    },
    edit,
    undo: () => retrace('undo'),
    redo: () => retrace('redo'),
    revert: (path) => {
      const session = editable();
      const step = session && history.untype(path);
      if (step) write(session, inWritingOrder(reversed(step)));
      return Boolean(step);
    },
    lastStep: () => history.last(),
    holds: (step) => history.holds(step),
    settle: () => history.settle(),
    jumpTo,
    stay: () => state.setState({ jump: null }),
    goTo: (template, row, cursor) => {
      const session = opened()?.session;
      if (!session) return;
      const { to, said } = namedPlace(session, template, row, cursor);
      if (to !== null) jumpTo(to);
      if (said) say(said.way, template, said.count, said.because);
    },
    findings: found.all,
    findingsAt: found.at,
    check,
    complete: () => act(async (response) => {
      const answer = await bridge.call('survey.complete', { response });
      if (!answer.ok) return answer.error;
      if (answer.value.kind === 'completed') return null;
      state.setState({ stage: 'complete', compared: notIn(answer.value.findings, opened()?.session.findings('complete') ?? []) });
      paths.touch([]);
      return { code: 'blocked', values: { count: answer.value.findings.length } };
    }),
    approve: () => act(async () => {
      const answer = await bridge.call('survey.approve', { entities: [entity] });
      if (!answer.ok) return answer.error;
      if (answer.value.sameHand?.includes(entity)) return { code: 'same-person', values: { act: 'approve', person: '' } };
      return answer.value.refused.length > 0 ? { code: 'not-complete' } : null;
    }),
    reopen: (reason) => act(async (response) => {
      const answer = await bridge.call('survey.reopen', { response, reason });
      return answer.ok ? null : answer.error;
    }),
    withdraw: (reason) => act(async () => {
      const answer = await bridge.call('survey.withdraw', { entity, reason });
      return answer.ok ? null : answer.error;
    }),
    dropWithdrawal: () => act(async () => {
      const answer = await bridge.call('survey.dropWithdrawal', { entity });
      return answer.ok ? null : answer.error;
    }),
    flush: () => {
      history.settle();
      return saving.flush();
    },
    saveNow: async () => {
      const before = saidLast();
      if ((await saving.flush()) && saidLast() === before) say('saved', '');
    },
    close: async () => {
      const phase = opened();
      if (phase) {
        history.settle();
        if (!history.isBlank()) kept?.histories.keep(keyOf(phase.opened), history, phase.session.answers());
      }
      await saving.flush();
      saving.stop();
    },
  };

  function editable(): Session | null {
    const phase = opened();
    return phase?.opened.status === 'draft' ? phase.session : null;
  }
}

/** Whether a person answers there: what the program finds by itself is nobody's act. */
function isOwn(session: Session, path: Path): boolean {
  const node = nodesOf(session.form).get(templateOf(path));
  return node?.kind !== 'question' || (node.type !== 'calculate' && node.type !== 'metadata');
}

/** What a path holds now: an answer, or the justification or note that stands there. */
function heldAt(session: Session, path: Path): Answer | null {
  const noted = notedPath(path);
  if (noted !== null) return session.notes().get(noted) ?? null;
  return isRowPath(path) || !path.startsWith('/') ? session.answers().get(path) ?? null : session.field(path).value;
}

function lastOf({ last }: OpenedResponse): LastRound | null {
  return last ? { round: last.round, answers: readAnswersText(last.answers) } : null;
}

function notIn(findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  const keyOf = (finding: Finding) => `${finding.rule} ${finding.paths.join(' ')}`;
  const keys = new Set(known.map(keyOf));
  return findings.filter((finding) => !keys.has(keyOf(finding)));
}
