import type { Scope, Template } from '../outline.ts';
import { isRowPath, rowPath } from '../path.ts';
import type { Answer, Path } from '../response.ts';
import { Row } from '../row.ts';

/** All rows of a response, found by path; loads answers of a row when the row appears. */
export class Tree {
  readonly root: Row;
  readonly #byPath = new Map<Path, Row>();
  readonly #store: ReadonlyMap<Path, Answer>;
  /** Row markers in the store by repeat, whether their rows are shown or not. */
  readonly #markers = new Map<Path, Map<string, number>>();
  readonly #byTemplate: ReadonlyMap<string, Template>;

  constructor(top: Scope, byTemplate: ReadonlyMap<string, Template>, store: ReadonlyMap<Path, Answer>) {
    this.#store = store;
    this.#byTemplate = byTemplate;
    const root = new Row(top, null, '', '', 0);
    // Most questions of a form have no answer: the answers are gone through, not the questions.
    const cells = new Cells();
    store.forEach((value, path) => {
      const end = path.lastIndexOf(']');
      const template = end < 0 ? byTemplate.get(path) : undefined;
      if (template?.scope === top) root.values[template.slot] = value;
      else if (typeof value === 'number' && isRowPath(path)) this.noteMarker(path, value);
      else if (end > 0) cells.add(path, end + 1, value);
    });
    this.root = root;
    if (this.#markers.size > 0) for (const template of top.templates) this.#loadRows(root, template, cells);
  }

  /** Finds the cell of a concrete path; null for a path the form or the response does not have. */
  locate(path: Path): { readonly template: Template; readonly row: Row } | null {
    const end = path.lastIndexOf(']');
    const row = end < 0 ? this.root : this.#byPath.get(path.slice(0, end + 1));
    if (!row) return null;
    if (end === path.length - 1) return row.scope.repeat ? { template: row.scope.repeat, row } : null;
    const suffix = path.slice(end + 1);
    const template = this.#byTemplate.get((row.scope.repeat?.path ?? '') + suffix);
    return template && template.scope === row.scope ? { template, row } : null;
  }

  rowAt(path: Path): Row | null {
    return this.#byPath.get(path) ?? null;
  }

  /** All rows of a scope, in the order of the form. */
  rowsIn(scope: Scope): readonly Row[] {
    const slot = scope.repeat?.slot;
    if (!scope.parent || slot === undefined) return [this.root];
    const holders = this.rowsIn(scope.parent);
    if (holders.length <= 1) return holders[0]?.rows[slot] ?? NOTHING;
    return holders.flatMap((row) => row.rows[slot] ?? []);
  }

  rowsOf(row: Row, repeat: Template): readonly Row[] {
    return row.rows[repeat.slot] ?? [];
  }

  noteMarker(path: Path, order: number | null): void {
    const open = path.lastIndexOf('[');
    const repeat = path.slice(0, open);
    const id = path.slice(open + 1, -1);
    const known = this.#markers.get(repeat) ?? new Map<string, number>();
    if (order === null) known.delete(id);
    else known.set(id, order);
    this.#markers.set(repeat, known);
  }

  /** Ids and order keys of all markers of a repeat. */
  markers(repeat: Path): ReadonlyMap<string, number> {
    return this.#markers.get(repeat) ?? new Map();
  }

  /** Forgets the markers of a row, shown or not, and of the rows below it; gives all their keys in the store. */
  takeBelow(row: Path, scope: Scope): readonly Path[] {
    const keys = this.#store.has(row) ? [row] : [];
    for (const template of scope.templates) {
      const path = row + template.suffix;
      if (this.#store.has(path)) keys.push(path);
      if (template.inner) for (const id of [...this.markers(path).keys()]) keys.push(...this.takeBelow(rowPath(path, id), template.inner));
    }
    this.noteMarker(row, null);
    return keys;
  }

  /** Shows a row, with everything the store (or `cells`, where they are all of it) holds below it, at its place by order key. */
  insert(holder: Row, repeat: Template, id: string, order: number, cells: Cells | null = null): Row {
    const scope = repeat.inner as Scope;
    const row = new Row(scope, holder, id, rowPath(holder.pathOf(repeat), id), order);
    const sisters = holder.rows[repeat.slot] as Row[];
    let at = sisters.length;
    while (at > 0 && comesBefore(row, sisters[at - 1] as Row)) at--;
    sisters.splice(at, 0, row);
    number(sisters, at);
    this.#byPath.set(row.path, row);
    if (cells) this.#take(row, cells);
    else this.#load(row);
    return row;
  }

  /** Takes a row out of sight; the store keeps what it is told to keep. */
  remove(row: Row): void {
    const sisters = row.parent?.rows[row.scope.repeat?.slot ?? 0] as Row[];
    const at = sisters.indexOf(row);
    sisters.splice(at, 1);
    number(sisters, at);
    for (const one of descendants(row)) {
      one.alive = false;
      this.#byPath.delete(one.path);
    }
  }

  #load(row: Row): void {
    for (const template of row.scope.templates) {
      row.values[template.slot] = this.#store.get(row.pathOf(template)) ?? null;
      this.#loadRows(row, template, null);
    }
  }

  #take(row: Row, cells: Cells): void {
    const answers = cells.of(row.path);
    for (let at = 0; at < answers.length; at += 2) {
      const template = row.scope.bySuffix.get(answers[at] as string);
      if (template) row.values[template.slot] = answers[at + 1] as Answer;
    }
    for (const template of row.scope.templates) if (template.inner) this.#loadRows(row, template, cells);
  }

  #loadRows(row: Row, template: Template, cells: Cells | null): void {
    if (template.node.kind !== 'repeat' || template.node.count !== undefined) return;
    const markers = this.markers(row.pathOf(template));
    // In their order, so that none has to be put between those that are there.
    if (markers.size > 0) for (const [id, order] of [...markers].sort(([one, a], [other, b]) => a - b || (one < other ? -1 : 1))) this.insert(row, template, id, order, cells);
  }
}

/** Answers in rows by the path of their row, gathered in one walk over all answers: thousands of paths are not put together and looked for. */
class Cells {
  /** Of each row what follows its path, and the answer there, by turns. */
  readonly #byRow = new Map<Path, (string | Answer)[]>();
  #row = '';
  #answers: (string | Answer)[] = [];

  /** The path of the row ends at `end`; answers of one row mostly come one after another. */
  add(path: Path, end: number, value: Answer): void {
    if (end !== this.#row.length || !path.startsWith(this.#row)) {
      this.#row = path.slice(0, end);
      const known = this.#byRow.get(this.#row);
      this.#answers = known ?? [];
      if (!known) this.#byRow.set(this.#row, this.#answers);
    }
    this.#answers.push(path.slice(end), value);
  }

  of(row: Path): readonly (string | Answer)[] {
    return this.#byRow.get(row) ?? NOTHING;
  }
}

const NOTHING: readonly never[] = [];

/** A row and all rows below it, outermost first. */
export function descendants(row: Row): readonly Row[] {
  const found = [row];
  for (let at = 0; at < found.length; at++) (found[at] as Row).rows.forEach((rows) => { if (rows.length > 0) found.push(...rows); });
  return found;
}

/** Rows stand by their order key; equal keys (added by two people at once) by id. */
function comesBefore(a: Row, b: Row): boolean {
  return a.order < b.order || (a.order === b.order && a.id < b.id);
}

function number(rows: readonly Row[], from: number): void {
  for (let at = from; at < rows.length; at++) (rows[at] as Row).position = at;
}
