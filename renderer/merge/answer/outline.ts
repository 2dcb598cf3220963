import type { CellView } from '../../../shared/ipc/merge.ts';
import type { FormDefinition, FormNode, Group, Question, Repeat } from '../../../shared/survey/form.ts';
import { isRowPath, rowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** A merged company laid out as its form is: sections, in them fields and tables, each with the cell that stands there. */
export interface Section {
  readonly group: Group;
  readonly items: readonly Item[];
  readonly answered: number;
  readonly conflicts: number;
}

export type Item =
  | { readonly kind: 'field'; readonly question: Question; readonly path: Path; readonly cell: CellView | null }
  | { readonly kind: 'heading'; readonly group: Group }
  | Table;

export interface Table {
  readonly kind: 'table';
  readonly repeat: Repeat;
  readonly path: Path;
  readonly columns: readonly Question[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly id: string;
  readonly path: Path;
  /** The row marker: in conflict when one side deleted the row and the other changed it (M6). */
  readonly marker: CellView | null;
  /** By column, in the order of {@link Table.columns}. */
  readonly cells: readonly (CellView | null)[];
}

type Cells = ReadonlyMap<Path, CellView>;

/** Lays the cells out in the order of the form. A question without a cell is there too, with `cell` null. */
export function outlineOf(form: FormDefinition, cells: readonly CellView[]): readonly Section[] {
  const byPath = new Map(cells.map((cell) => [cell.path, cell]));
  const rows = rowsByRepeat(byPath);
  const sections = form.body.filter((node) => node.kind === 'group');
  const loose = form.body.filter((node) => node.kind !== 'group');
  const all: readonly Group[] = loose.length === 0 ? sections : [looseGroup(form, loose), ...sections];
  return all.map((group) => {
    const items = group.children.flatMap((node) => itemsOf(node, node.path, byPath, rows));
    const shown = items.flatMap(cellsOf);
    return {
      group, items,
      answered: shown.filter((cell) => cell.value !== null && !isRowPath(cell.path)).length,
      conflicts: shown.filter((cell) => cell.state === 'conflict').length,
    };
  });
}

/** Every cell of an item, row markers included. */
export function cellsOf(item: Item): readonly CellView[] {
  switch (item.kind) {
    case 'field': return item.cell === null ? [] : [item.cell];
    case 'heading': return [];
    case 'table': return item.rows.flatMap((row) => [row.marker, ...row.cells].filter((cell) => cell !== null));
  }
}

/** Whether the question holds something a person answers or the form computes. */
function holdsAnswer(question: Question): boolean {
  return question.type !== 'note' && question.type !== 'metadata' && question.type !== 'hidden';
}

function itemsOf(node: FormNode, path: Path, cells: Cells, rows: ReadonlyMap<Path, readonly Row[]>): readonly Item[] {
  switch (node.kind) {
    case 'question':
      return holdsAnswer(node) ? [{ kind: 'field', question: node, path, cell: cells.get(path) ?? null }] : [];
    case 'group':
      return [{ kind: 'heading', group: node }, ...node.children.flatMap((child) => itemsOf(child, `${path}/${child.name}`, cells, rows))];
    case 'repeat': {
      const columns = columnsOf(node.children);
      const filled = (rows.get(path) ?? []).map((row) => ({
        ...row, cells: columns.map((column) => cells.get(row.path + column.path.slice(node.path.length)) ?? null),
      }));
      const nested = filled.flatMap((row) => repeatsOf(node.children).flatMap((child) =>
        itemsOf(child, row.path + child.path.slice(node.path.length), cells, rows)));
      return [{ kind: 'table', repeat: node, path, columns, rows: filled }, ...nested];
    }
  }
}

function columnsOf(children: readonly FormNode[]): readonly Question[] {
  return children.flatMap((child) => {
    if (child.kind === 'question') return holdsAnswer(child) ? [child] : [];
    return child.kind === 'group' ? columnsOf(child.children) : [];
  });
}

function repeatsOf(children: readonly FormNode[]): readonly Repeat[] {
  return children.flatMap((child) => {
    if (child.kind === 'repeat') return [child];
    return child.kind === 'group' ? repeatsOf(child.children) : [];
  });
}

/** Rows of every repeat in the order of their markers; a row that was taken away stays only while it is in conflict. */
function rowsByRepeat(cells: Cells): ReadonlyMap<Path, readonly Row[]> {
  const markers = new Map<Path, CellView | null>();
  for (const [path, cell] of cells) {
    if (!path.startsWith('/')) continue;
    if (isRowPath(path)) markers.set(path, cell);
    else for (const match of path.matchAll(/\]/g)) {
      const row = path.slice(0, match.index + 1);
      if (!cells.has(row)) markers.set(row, null);
    }
  }
  const byRepeat = new Map<Path, Row[]>();
  for (const [path, marker] of markers) {
    if (marker !== null && marker.value === null && marker.state === 'clean') continue;
    const at = path.lastIndexOf('[');
    const repeat = path.slice(0, at);
    const id = path.slice(at + 1, -1);
    const rows = byRepeat.get(repeat) ?? [];
    rows.push({ id, path: rowPath(repeat, id), marker, cells: [] });
    byRepeat.set(repeat, rows);
  }
  for (const rows of byRepeat.values()) rows.sort((a, b) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : 1));
  return byRepeat;
}

function orderOf(row: Row): number {
  return typeof row.marker?.value === 'number' ? row.marker.value : Number.MAX_SAFE_INTEGER;
}

function looseGroup(form: FormDefinition, children: readonly FormNode[]): Group {
  return { kind: 'group', name: form.id, path: '', label: form.title, children };
}

/** Which row of its table a path lies in: its position from 1 and what it is called there (its first words). Null outside of tables. */
export function rowOf(sections: readonly Section[], path: Path): { readonly number: number; readonly name: string | null } | null {
  const end = path.lastIndexOf(']');
  if (end < 0) return null;
  const row = path.slice(0, end + 1);
  for (const section of sections)
    for (const item of section.items) {
      if (item.kind !== 'table') continue;
      const index = item.rows.findIndex((each) => each.path === row);
      if (index < 0) continue;
      const named = item.rows[index]?.cells.find((cell, column) => item.columns[column]?.type === 'text' && typeof cell?.value === 'string');
      return { number: index + 1, name: typeof named?.value === 'string' ? named.value : null };
    }
  return null;
}
