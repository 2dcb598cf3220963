import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import { useLanguage } from '../../../text/text.tsx';
import { catchClipboard } from '../../../ui/catchClipboard.ts';
import { clearArea, fillDown, fillRight } from '../../fill/paste.ts';
import { sortRows } from '../../fill/rows.ts';
import { cellPath, isSum, type Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import { openField, opensList } from '../steps.ts';
import { actOf, type Act, type Cell, type Kept } from './acts.ts';
import type { GridCursor } from './cursor.ts';
import { ROW } from './layout.ts';

/** The ways on from a cell. */
export interface GridWays {
  readonly onActive: (row: number, column: number, kept?: Kept) => void;
  /** Adds a row at the end; null when none can be added. */
  readonly onAdd: (() => void) | null;
  /** Enter on an empty last row, or beyond the table: the row goes, the cursor goes on. */
  readonly onLeave: (backwards: boolean) => void;
}

/** The keys of a table. The table listens for its cells, so that moving repaints two of them and not all. */
export function useGridKeys(table: Table, { at, area, mode, go, revert }: GridCursor, scroller: RefObject<HTMLElement | null>, { onActive, onAdd, onLeave }: GridWays): (event: KeyboardEvent<HTMLElement>) => void {
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const { columns, slots } = table;
  // The fields keep what is written in them to themselves: the table hears of it at the window.
  useEffect(() => {
    const onInput = ({ target }: Event) => { if (mode.current === 'ready' && scroller.current?.contains(target as Node)) mode.current = 'typing'; };
    window.addEventListener('input', onInput, true);
    return () => window.removeEventListener('input', onInput, true);
  }, [mode, scroller]);

  const isFilled = ({ row, column }: Cell) => {
    const path = cellPath(table, row, column);
    return path !== null && session.field(path).value !== null;
  };
  const below = () => {
    const blank = columns.every((column, index) => column.question.type === 'calculate' || !isFilled({ row: at.row, column: index }));
    if (table.head && at.column < columns.length - 1) go({ row: 0, column: at.column + 1 });
    else if (onAdd && !blank) onAdd();
    else {
      const row = slots[at.row]?.row;
      if (onAdd && blank && row) fill.removeRow(table.path, row);
      onLeave(false);
    }
  };
  /** By the column the cursor stands in; the cursor stays with its row. */
  const sort = () => {
    const row = slots[at.row]?.row;
    const column = columns[at.column];
    if (!row || !column || !sortRows(fill, table.path, column, language)) return;
    onActive(session.rows(table.path).indexOf(row), at.column);
  };
  /** Fills a selection down or to the right, or one cell from that above or on its left, as in Excel; false where the key means none of it. */
  const fills = ({ ctrlKey, altKey, shiftKey, code }: KeyboardEvent<HTMLElement>): boolean => {
    if (!ctrlKey || altKey || shiftKey || locked || isSum(table, at)) return false;
    if (code === 'KeyD' && area.bottom > area.top) fillDown(fill, table, area);
    else if (code === 'KeyR' && area.right > area.left) fillRight(fill, table, area);
    else if (code === 'KeyR' && at.column > 0) fillRight(fill, table, { top: at.row, bottom: at.row, left: at.column - 1, right: at.column });
    else if (code === 'Quote' && at.row > 0) fillDown(fill, table, { top: at.row - 1, bottom: at.row, left: at.column, right: at.column });
    else return false;
    go(at, { anchor: at.anchor });
    return true;
  };
  const edit = (field: HTMLElement) => {
    if (openField(field) === 'text') mode.current = 'editing';
  };

  /** False where the key is not the table's after all. */
  const perform = (act: Act, event: KeyboardEvent<HTMLElement>): boolean => {
    switch (act.kind) {
      case 'go': go(act.to, { home: act.home, anchor: act.extend ? at.anchor ?? { row: at.row, column: at.column } : null }); return true;
      case 'below': below(); return true;
      case 'leave':
        if (event.key === 'Tab') return false;
        onLeave(act.backwards);
        return true;
      case 'next-row':
        if (at.row + 1 < slots.length) go({ row: at.row + 1, column: 0 });
        else if (table.head) onLeave(false);
        else below();
        return true;
      case 'edit': edit(event.target as HTMLElement); return true;
      case 'revert': revert(); return true;
      case 'collapse': go(at); return true;
      case 'select': go({ row: act.area.bottom, column: act.area.right }, { anchor: { row: act.area.top, column: act.area.left } }); return true;
      case 'clear':
        if (locked) return false;
        clearArea(fill, table, area);
        go(at, { anchor: at.anchor });
        return true;
    }
  };

  return (event) => {
    // Lists open in a layer of their own; React still sends their keys through here.
    if (!event.currentTarget.contains(event.target as Node) || event.defaultPrevented || opensList(event)) return;
    if (mode.current === 'ready') catchClipboard(event);
    if (fills(event)) {
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    if (event.key === 'F5' && !event.ctrlKey && !event.altKey && !event.shiftKey && !locked && !table.head && table.repeat.count === undefined) {
      sort();
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / ROW) - 3);
    const act = actOf(event, mode.current, at, { rows: slots.length, columns: columns.length, page, filled: isFilled, sum: (cell) => isSum(table, cell) });
    if (!act || !perform(act, event)) return;
    event.preventDefault();
    // A list in the cell would take the arrows too, where the table has no further row. With Tab it takes what is chosen in it.
    if (event.key !== 'Tab') event.nativeEvent.stopPropagation();
  };
}
