import type { KeyboardEvent } from 'react';
import type { Area } from '../../fill/paste.ts';

/** Whether the keys belong to the table, or to the text in the cell: typed over, or edited where it stands (F2). */
export type Mode = 'ready' | 'typing' | 'editing';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The active cell, and the other corner when several are selected. */
export interface Selection extends Cell {
  readonly anchor: Cell | null;
  /** The column in which a run of Tab began: Enter goes back to it. */
  readonly home: number | null;
}

/** What is kept on the way to another cell: the other corner of the selection, the column of {@link Selection.home}. */
export type Kept = Partial<Pick<Selection, 'anchor' | 'home'>>;

/** What is known of the table where a key is pressed. */
export interface Ground {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen. */
  readonly page: number;
  readonly filled: (cell: Cell) => boolean;
  /** Whether a sum stands in a place beyond the answers: the arrows lead there, nothing can be done to it. */
  readonly sum: (cell: Cell) => boolean;
}

export type Act =
  | { readonly kind: 'go'; readonly to: Cell; readonly extend: boolean; readonly home: number | null }
  /** Beyond the last row, or out of the table. */
  | { readonly kind: 'below' }
  | { readonly kind: 'leave'; readonly backwards: boolean }
  /** This row is done. */
  | { readonly kind: 'next-row' }
  | { readonly kind: 'edit' | 'revert' | 'clear' | 'collapse' }
  | { readonly kind: 'select'; readonly area: Area };

/** What a key means in a table, as in a spreadsheet; null when it belongs to the field in the cell or to somebody else. */
export function actOf(event: KeyboardEvent<HTMLElement>, mode: Mode, at: Selection, ground: Ground): Act | null {
  const field = event.target as HTMLElement;
  const { key, ctrlKey: ctrl, shiftKey: shift } = event;
  const open = field.getAttribute('aria-expanded') === 'true';
  if (event.altKey || event.metaKey || event.nativeEvent.isComposing) return null;
  const onSum = ground.sum(at);
  const go = (row: number, column: number, home: number | null = null): Act => ({ kind: 'go', to: inside({ row, column }, ground), extend: false, home });
  if (key === 'Tab' && !ctrl) return across(at, shift ? -1 : 1, ground);
  if (key === 'Enter' && !ctrl) return open && (field.getAttribute('aria-activedescendant') || field.tagName === 'BUTTON') ? null : down(at, shift ? -1 : 1, ground);
  if (open) return null;
  if (key === 'Escape') return mode !== 'ready' ? { kind: 'revert' } : at.anchor ? { kind: 'collapse' } : null;
  if (key === 'F2' && !ctrl && !shift) return onSum ? null : { kind: 'edit' };
  if (mode === 'editing') return null;
  if (event.code === 'NumpadDivide' && (mode === 'ready' || field.hasAttribute('inputmode'))) return ctrl ? { kind: 'leave', backwards: false } : { kind: 'next-row' };
  const step = STEPS[key];
  if (step) {
    const to = ctrl ? edge(at, step, ground) : shift ? inside(next(at, step), ground) : beside(at, step, ground);
    return { kind: 'go', to, extend: shift && !onSum, home: null };
  }
  if (key === 'Home' || key === 'End') {
    const column = key === 'Home' ? 0 : ground.columns - 1;
    const row = ctrl ? (key === 'Home' ? 0 : ground.rows - 1) : at.row;
    return { kind: 'go', to: { row, column }, extend: shift && !onSum, home: null };
  }
  if ((key === 'PageDown' || key === 'PageUp') && !ctrl) return go(at.row + (key === 'PageDown' ? ground.page : -ground.page), at.column);
  if (onSum) return null;
  const several = at.anchor !== null;
  const listed = field.tagName !== 'INPUT' || field.getAttribute('role') === 'combobox';
  if (mode === 'ready' && !ctrl && (key === 'Delete' || (key === 'Backspace' && (several || listed)))) return { kind: 'clear' };
  if (mode === 'ready' && ctrl && event.code === 'KeyA') return { kind: 'select', area: { top: 0, left: 0, bottom: ground.rows - 1, right: ground.columns - 1 } };
  if (mode === 'ready' && key === ' ' && shift !== ctrl) {
    return { kind: 'select', area: shift ? { top: at.row, bottom: at.row, left: 0, right: ground.columns - 1 } : { top: 0, bottom: ground.rows - 1, left: at.column, right: at.column } };
  }
  return null;
}

/** The cells between the active one and the other corner. */
export function areaOf({ row, column, anchor }: Selection): Area {
  const other = anchor ?? { row, column };
  return { top: Math.min(row, other.row), bottom: Math.max(row, other.row), left: Math.min(column, other.column), right: Math.max(column, other.column) };
}

const STEPS: Readonly<Record<string, Cell>> = {
  ArrowDown: { row: 1, column: 0 }, ArrowUp: { row: -1, column: 0 }, ArrowRight: { row: 0, column: 1 }, ArrowLeft: { row: 0, column: -1 },
};

function across(at: Selection, by: number, ground: Ground): Act {
  const all = ground.rows * ground.columns;
  // The sum of a line stands between its last answer and the first of the next line, the sums below after all of them.
  const from = at.row >= ground.rows ? all : at.row * ground.columns + (by > 0 ? Math.min(at.column, ground.columns - 1) : at.column);
  const flat = from + by;
  if (flat < 0 || flat >= all) return { kind: 'leave', backwards: by < 0 };
  const row = Math.floor(flat / ground.columns);
  return { kind: 'go', to: { row, column: flat % ground.columns }, extend: false, home: row === at.row ? at.home ?? at.column : at.home };
}

function down(at: Selection, by: number, ground: Ground): Act {
  const row = at.row + by;
  if (row < 0) return { kind: 'leave', backwards: true };
  if (row >= ground.rows) return { kind: 'below' };
  return { kind: 'go', to: inside({ row, column: at.home ?? at.column }, ground), extend: false, home: at.home };
}

/** Over filled cells to the last of them, over empty ones to the next filled one, else to the edge of the table. */
function edge(at: Cell, step: Cell, ground: Ground): Cell {
  const within = (cell: Cell) => isAnswer(cell, ground);
  const first = next(at, step);
  if (!within(first)) return { row: at.row, column: at.column };
  const along = ground.filled(at) && ground.filled(first);
  let cell = first;
  while (within(next(cell, step)) && (along ? ground.filled(next(cell, step)) : !ground.filled(cell))) cell = next(cell, step);
  return cell;
}

/** The answer or the sum beside a place, over what is neither; the place itself at the edge of the table. */
function beside(at: Cell, step: Cell, ground: Ground): Cell {
  for (let cell = next(at, step); cell.row >= 0 && cell.row <= ground.rows && cell.column >= 0 && cell.column <= ground.columns; cell = next(cell, step)) {
    if (isAnswer(cell, ground) || ground.sum(cell)) return cell;
  }
  return { row: at.row, column: at.column };
}

function next({ row, column }: Cell, step: Cell): Cell {
  return { row: row + step.row, column: column + step.column };
}

function isAnswer({ row, column }: Cell, { rows, columns }: Ground): boolean {
  return row >= 0 && row < rows && column >= 0 && column < columns;
}

function inside({ row, column }: Cell, { rows, columns }: Ground): Cell {
  return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
}
