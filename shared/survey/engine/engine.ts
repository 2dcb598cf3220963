import { assert } from '../../base/assert.ts';
import { parameterOn } from '../expression/functions/own.ts';
import { CHANGE_PARAMETER } from '../form.ts';
import type { Choice, Question, Stage } from '../form.ts';
import { rowsOfLast } from '../lastRound.ts';
import type { LastRound } from '../lastRound.ts';
import type { Template } from '../outline.ts';
import { carriedPath, isRowPath, notedPath, notePath, parseCarriedPath, parseJustificationPath, repeatOf, rowIdOf, rowPath, justificationPath, templateOf } from '../path.ts';
import type { Progress } from '../progress.ts';
import type { Answer, AnswerChange, Answers, Path } from '../response.ts';
import { isMissing } from '../response.ts';
import { Row } from '../row.ts';
import type { EngineEnvironment, FieldState, Session } from '../session.ts';
import { same } from './calculated.ts';
import { choicesOf } from './choices.ts';
import type { CompiledForm } from './compile.ts';
import { partsOf } from './compile.ts';
import { Recomputation } from './recompute.ts';

/** What a response holds, and what it is judged against. */
export interface StoredResponse {
  /** The session goes on to keep its answers here: nobody else may change them. */
  readonly answers: Map<Path, Answer>;
  readonly last: LastRound | null;
}

/**
 * Opens a response: loads what the draft holds, fills in defaults if it is empty, and computes everything once. From
 * then on every change recomputes what depends on it and nothing else. Against `last`, the round before, changes are judged.
 */
export function createSession(compiled: CompiledForm, answers: Answers, environment: EngineEnvironment, last: LastRound | null = null): Session {
  return createSessions(compiled, [{ answers: new Map(answers), last }], environment)[0] as Session;
}

/** {@link createSession} of some dozens of responses at once, in nearly half the time it takes to open one after another. They share nothing but the form. */
export function createSessions(compiled: CompiledForm, responses: readonly StoredResponse[], environment: EngineEnvironment): readonly Session[] {
  const made = responses.map((response) => prepare(compiled, response, environment));
  Recomputation.open(made);
  return made.map(({ session }) => session);
}

function prepare(compiled: CompiledForm, { answers: store, last }: StoredResponse, environment: EngineEnvironment): { readonly session: Session; readonly engine: Recomputation; readonly isNew: boolean } {
  const isNew = store.size === 0;
  /** The few of them that are justifications: looked for at every finding, rarely there. */
  const justifications = new Map<Path, Answer>();
  /** Places of answers that the last round gave and nobody has confirmed. */
  const carried = new Set<Path>();
  /** What people have written on questions, by the question. */
  const notes = new Map<Path, string>();
  const setAside = (path: Path, value: Answer | null): void => {
    const noted = notedPath(path);
    if (noted === null) {
      if (value === null) justifications.delete(path);
      else justifications.set(path, value);
    } else if (typeof value === 'string') notes.set(noted, value);
    else notes.delete(noted);
  };
  store.forEach((value, path) => {
    if (path.charCodeAt(0) === SLASH) return;
    if (path.startsWith('!')) setAside(path, value);
    else if (path.startsWith('@')) {
      const at = parseCarriedPath(path);
      if (at !== null) carried.add(at);
    }
  });
  const pending = new Map<Path, Answer | null>();
  const write = (path: Path, value: Answer | null): void => {
    if (value === null) store.delete(path);
    else store.set(path, value);
    pending.set(path, value);
    if (path.startsWith('!')) setAside(path, value);
    else if (path.startsWith('@')) {
      const at = parseCarriedPath(path);
      if (at !== null && value === null) carried.delete(at);
      else if (at !== null) carried.add(at);
    }
  };
  const past = last === null && carried.size === 0 ? null : {
    round: last?.round ?? '', answers: last?.answers ?? new Map<Path, Answer>(), rows: last ? rowsOfLast(last) : new Map<Path, readonly string[]>(), carried,
    threshold: thresholds(compiled, environment),
  };
  const engine = new Recomputation(compiled, { store, justifications }, write, environment, past);
  const { tree, ledger } = engine;

  const locate = (path: Path): { readonly template: Template; readonly row: Row } => {
    const found = tree.locate(path);
    assert(found, `no question at ${path}`);
    return found;
  };

  /** Keys of the store that stand in no cell of the form, known once a row has been taken away. */
  let loose: Set<Path> | null = null;
  const setMarker = (path: Path, value: Answer | null): void => {
    const repeatPath = repeatOf(path);
    const { template, row: holder } = locate(repeatPath);
    assert(template.inner && (value === null || typeof value === 'number'), `a row of ${repeatPath} has a number as its place`);
    const known = tree.rowAt(path);
    if (value === null) {
      for (const key of tree.takeBelow(path, template.inner)) write(key, null);
      for (const key of (loose ??= looseKeys(store, compiled))) if (isBelow(key, path) && store.has(key)) write(key, null);
      if (known) engine.removeRow(known);
      return;
    }
    if (isMissing(holder.values[template.slot])) {
      write(repeatPath, null);
      engine.setValue(template, holder, null);
    }
    write(path, value);
    tree.noteMarker(path, value);
    if (known) engine.moveRow(known, value);
    else engine.addRow(holder, template, rowIdOf(path), value);
  };

  const markCarried = (at: Path, value: Answer | null): void => {
    write(carriedPath(at), value);
    if (value !== null) loose?.add(carriedPath(at));
    const found = tree.locate(at);
    if (found) engine.judge.check(found.template, found.row);
    engine.touch(at);
  };

  const answer = (path: Path, given: Answer | null): ReadonlySet<Path> => {
    const value = normalise(given);
    const justified = parseJustificationPath(path);
    if (justified) {
      ledger.recount(justified.rule, justified.at, -1);
      write(path, value);
      loose?.add(path);
      ledger.recount(justified.rule, justified.at, 1);
      engine.touch(justified.at);
    } else if (parseCarriedPath(path) !== null) markCarried(parseCarriedPath(path) as Path, value);
    else if (isRowPath(path)) setMarker(path, value);
    else {
      const { template, row } = locate(path);
      if (same(row.values[template.slot] ?? null, value)) return NONE;
      if (carried.has(path)) write(carriedPath(path), null);
      write(path, value);
      engine.setValue(template, row, value);
    }
    return engine.run();
  };

  const session: Session = {
    form: compiled.definition,
    answer,
    addRow(repeat, options = {}) {
      const { template, row: holder } = locate(repeat);
      const rows = tree.rowsOf(holder, template);
      const id = options.id ?? newId(environment, tree.markers(repeat));
      const before = options.before === undefined ? rows.length : rows.findIndex((row) => row.id === options.before);
      assert(before >= 0, `no row ${options.before ?? ''} in ${repeat}`);
      const order = placeBetween(rows[before - 1]?.order, rows[before]?.order);
      setMarker(rowPath(repeat, id), order);
      engine.fillDefaults(tree.rowAt(rowPath(repeat, id)) as Row);
      return { row: id, changed: engine.run() };
    },
    removeRow(repeat, row) {
      setMarker(rowPath(repeat, row), null);
      return engine.run();
    },
    field(path): FieldState {
      const { template, row } = locate(path);
      const relevant = row.isRelevant(template);
      const { required, readonly } = engine.judge.stateOf(template, row);
      return { path, value: row.values[template.slot] ?? null, relevant, required: relevant && required, readonly };
    },
    texts(path) {
      const { template, row } = locate(path);
      const { node } = template;
      if (node.kind === 'root') return { label: compiled.definition.title };
      const parts = partsOf(compiled, template);
      const label = parts.label?.print(engine.world, row) ?? node.label;
      const hint = parts.hint?.print(engine.world, row) ?? node.hint;
      return { label, ...(hint && { hint }) };
    },
    relevant(path) {
      if (path === '/') return true;
      const { template, row } = locate(path);
      return row.scope === template.inner ? (row.parent as Row).isRelevant(template) : row.isRelevant(template);
    },
    rows(repeat) {
      const { template, row } = locate(repeat);
      return tree.rowsOf(row, template).map((one) => one.id);
    },
    choices(path): readonly Choice[] {
      const { template, row } = locate(path);
      return choicesOf(compiled, engine.world, template, row);
    },
    choicesInNewRow(repeat, tail): readonly Choice[] {
      const { template, row: holder } = locate(repeat);
      const question = template.inner?.templates.find(({ node }) => node.kind === 'question' && node.path === templateOf(repeat) + tail);
      assert(template.inner && question, `no question ${tail} in the rows of ${repeat}`);
      return choicesOf(compiled, engine.world, question, new Row(template.inner, holder, '', '', 0));
    },
    findings: (stage: Stage = 'complete') => ledger.findings(stage),
    findingsAt: (path, stage: Stage = 'complete') => ledger.at(path, stage),
    progress(path): Progress {
      const { template, row } = path === '/' ? { template: compiled.outline.root, row: tree.root } : locate(path);
      const { required, answered, errors, warnings, unjustified } = ledger.tally(row, row.scope === template.inner ? null : template);
      return { required, answered, errors, warnings, unjustified };
    },
    last,
    isCarried: (path) => carried.has(path),
    marks: () => carried.size,
    carried: (at) => relevantAmong(engine.tree.root, carried, at),
    confirm(paths) {
      for (const path of paths) if (carried.has(path)) markCarried(path, null);
      return engine.run();
    },
    notes: () => notes,
    answers: () => new Map(store),
    relevantAnswers: () => relevantAnswers(engine, store, notes),
    takeChanges(): readonly AnswerChange[] {
      const changes = [...pending].map(([path, value]) => ({ path, value }));
      pending.clear();
      return changes;
    },
  };
  return { session, engine, isNew };
}

const NONE: ReadonlySet<Path> = new Set();

const SLASH = 0x2f;

/** No answer is `null`, never `''` or `[]`; text is NFC. */
function normalise(value: Answer | null): Answer | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.length === 0 ? null : (value as readonly string[]).map((code) => code.normalize('NFC'));
  return value;
}

/** The threshold of a question: its own, else that of the form on the day; numbers alone have one. */
function thresholds({ parameters }: CompiledForm, { now }: EngineEnvironment): (question: Question) => number | null {
  const common = parameterOn(parameters, CHANGE_PARAMETER, now().slice(0, 10));
  return ({ type, change }) => (type !== 'integer' && type !== 'decimal' && type !== 'range' ? null : change ?? (typeof common === 'number' ? common : null));
}

/** Relevant cells among some places, at a path and below it, in the order of the form. */
function relevantAmong(root: Row, places: Pick<ReadonlySet<Path>, 'has' | 'size'>, at: Path): readonly Path[] {
  const found: Path[] = [];
  const walk = (row: Row): void => {
    for (const template of row.scope.templates) {
      if (!row.isRelevant(template)) continue;
      const path = row.pathOf(template);
      if (places.has(path) && (at === '/' || path === at || (path.startsWith(at) && '/['.includes(path[at.length] as string)))) found.push(path);
      (row.rows[template.slot] ?? []).forEach(walk);
    }
  };
  if (places.size > 0) walk(root);
  return found;
}

/** Justifications, notes, marks, and what an older form left. */
function looseKeys(store: ReadonlyMap<Path, Answer>, { outline }: CompiledForm): Set<Path> {
  return new Set([...store.keys()].filter((key) => !outline.byPath.has(templateOf(key))));
}

/** Whether a loose key belongs to a row: it stands below it, or is written to something there. */
function isBelow(key: Path, row: Path): boolean {
  const path = parseJustificationPath(key)?.at ?? parseCarriedPath(key) ?? key;
  return path.startsWith(row) && (path.length === row.length || path[row.length] === '/');
}

function placeBetween(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 1 : after - 1;
  return after === undefined ? Math.floor(before) + 1 : (before + after) / 2;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

function newId({ random }: EngineEnvironment, taken: ReadonlyMap<string, number>): string {
  for (;;) {
    const id = Array.from({ length: 8 }, () => ALPHABET.charAt(Math.floor(random() * ALPHABET.length))).join('');
    if (!taken.has(id)) return id;
  }
}

function relevantAnswers(engine: Recomputation, store: ReadonlyMap<Path, Answer>, notes: ReadonlyMap<Path, string>): Answers {
  const kept = new Map<Path, Answer>();
  const walk = (row: Row): void => {
    for (const template of row.scope.templates) {
      if (!row.isRelevant(template)) continue;
      const value = row.values[template.slot];
      const path = row.pathOf(template);
      if (template.node.kind === 'question' && template.node.parameters?.['kind'] === 'end') kept.set(path, engine.world.environment.now());
      else if (value !== null && value !== undefined) kept.set(path, value);
      for (const inner of row.rows[template.slot] ?? []) {
        kept.set(inner.path, inner.order);
        walk(inner);
      }
    }
  };
  walk(engine.tree.root);
  for (const { finding } of engine.ledger.entries()) {
    const path = justificationPath(finding.rule, finding.paths[0] as Path);
    const given = store.get(path);
    if (given !== undefined) kept.set(path, given);
  }
  for (const at of relevantAmong(engine.tree.root, notes, '/')) kept.set(notePath(at), notes.get(at) as string);
  return kept;
}
