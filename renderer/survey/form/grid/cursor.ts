import { useEffect, useLayoutEffect, useRef, type RefObject, type SyntheticEvent } from 'react';
import type { Answer, Path } from '../../../../shared/survey/response.ts';
import { tidyLine } from '../../fill/lines.ts';
import type { Area } from '../../fill/paste.ts';
import { cellPath, isSum, type Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import { areaOf, type Cell, type Kept, type Mode, type Selection } from './acts.ts';

export interface ActiveCell extends Selection {
  /** 0 until the person has come here: the table does not take the focus by itself. */
  readonly turn: number;
}

/** Where the person is in a table, and what is selected. */
export interface GridCursor {
  readonly at: ActiveCell;
  /** The selected cells: the active one alone, or all between it and the other corner. */
  readonly area: Area;
  readonly mode: RefObject<Mode>;
  /** Who goes to another row leaves theirs saved, and no row behind that is empty. */
  readonly go: (to: Cell, kept?: Kept) => void;
  /** Puts back into the active cell what stood there when the person came. */
  readonly revert: () => void;
}

/** The cursor of a table, which stands in an answer or in a sum; `show` brings a row into sight. Where rows have gone, it stands in the last of them. */
export function useGridCursor(table: Table, active: ActiveCell, onActive: (row: number, column: number, kept?: Kept) => void, show: (row: number) => void): GridCursor {
  const { fill, session } = useFill();
  const at: ActiveCell = isSum(table, active) ? active : { ...active, row: Math.min(active.row, table.slots.length - 1), column: Math.min(active.column, table.columns.length - 1) };
  const mode = useRef<Mode>('ready');
  const stood = useRef<{ readonly path: Path | null; readonly value: Answer | null }>({ path: null, value: null });
  const latest = useRef(table);
  useLayoutEffect(() => { latest.current = table; });
  useEffect(() => {
    mode.current = 'ready';
    const path = cellPath(latest.current, at.row, at.column);
    stood.current = { path, value: path === null ? null : session.field(path).value };
    if (at.turn > 0) show(Math.min(at.row, table.slots.length - 1));
    // Only when the person goes to another cell: scrolling by hand must not be undone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at.row, at.column, at.turn]);

  const go = (to: Cell, kept?: Kept) => {
    if (to.row !== at.row) {
      fill.settle();
      tidyLine(fill, session, table, at.row);
    }
    onActive(to.row, to.column, kept);
  };
  const revert = () => {
    const { path, value } = stood.current;
    const now = cellPath(table, at.row, at.column);
    if (now !== null && !fill.revert(now)) fill.answer(now, path === now || path === null ? value : null);
    go(at);
  };
  return { at, area: areaOf(at), mode, go, revert };
}

/** Puts the cursor into a cell that the person has come to at this `turn` (0: nobody has), and brings it in sight; into the field in it where there is one, and again when it has one now. */
export function useCursorIn(cell: RefObject<HTMLElement | null>, turn: number, taken: RefObject<number>, editing: boolean): void {
  useEffect(() => {
    if (turn === 0) return;
    // Rows that go away make another cell the active one: that is no reason to call the cursor back from where it went.
    const elsewhere = document.activeElement !== document.body && cell.current?.closest('.grid')?.contains(document.activeElement) === false;
    if (taken.current === turn && elsewhere) return;
    taken.current = turn;
    const target = cell.current?.querySelector<HTMLElement>('input, textarea, button.input') ?? cell.current;
    target?.focus({ preventScroll: true });
    if (target instanceof HTMLInputElement) target.select();
    cell.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [cell, turn, taken, editing]);
}

/** Takes the cursor to the cell that is pressed or focused; with Shift the selection reaches there, and a press into the text of the active cell edits it. */
export function arriveAt(event: SyntheticEvent<HTMLElement>, { at, mode, go }: GridCursor): void {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[role=gridcell][data-row]');
  if (!cell || !event.currentTarget.contains(cell)) return;
  const pressed = event.type === 'mousedown';
  const to = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
  if (pressed && (event.nativeEvent as MouseEvent).shiftKey && at.turn > 0) {
    event.preventDefault();
    return go(to, { anchor: at.anchor ?? { row: at.row, column: at.column } });
  }
  if (at.turn > 0 && to.row === at.row && to.column === at.column) {
    if (pressed && event.target instanceof HTMLInputElement) mode.current = 'editing';
    return;
  }
  if (pressed) event.preventDefault();
  go(to);
}
