import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, type FocusEvent, type SyntheticEvent } from 'react';
import { useLanguage } from '../../../text/text.tsx';
import { tidyLine } from '../../fill/lines.ts';
import type { Pasted } from '../../fill/paste.ts';
import type { Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import { textIn } from '../../outline.ts';
import { useGridClipboard } from './clipboard.ts';
import { arriveAt, useGridCursor, type ActiveCell } from './cursor.ts';
import { GridHead } from './GridHead.tsx';
import { GridRows } from './GridRows.tsx';
import { useGridKeys, type GridWays } from './keys.ts';
import { lineOf, ROW, useGridLayout } from './layout.ts';
import { Totals } from './Totals.tsx';

/** The height of the heads of columns at most, and what stays free at an edge, in px: as in `scroll-padding` of the sheet. */
const HEADS = 74;
const EDGE = 8;

interface RowGridProps extends GridWays {
  readonly table: Table;
  readonly active: ActiveCell;
  /** What describes the active cell, by its id: what the last round says of it. */
  readonly last: string | undefined;
  readonly onPasted: (pasted: Pasted) => void;
}

/**
 * A repeat as a table, with the keys of a spreadsheet: the active cell is the field, the others are text. Typing types over, F2
 * edits, Esc puts back; Enter on the last row adds one when it has answers.
 */
export function RowGrid({ table, active, last, onPasted, ...ways }: RowGridProps) {
  const language = useLanguage();
  const { fill, session } = useFill();
  const { columns, slots } = table;
  const id = useId();
  const taken = useRef(0);
  const scroller = useRef<HTMLDivElement>(null);
  // Rows stand between the heads and the totals, which lie over them: a row beneath those is not in sight.
  const virtual = useVirtualizer({ scrollPaddingEnd: HEADS + (table.head ? ROW : 0) + EDGE, count: slots.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 2, initialRect: { width: 1000, height: 10 * ROW }, getItemKey: (index) => slots[index]?.key ?? index });
  const cursor = useGridCursor(table, active, ways.onActive, (row) => virtual.scrollToIndex(row));
  const layout = useGridLayout(table, scroller, cursor.at.column);
  const onKeyDown = useGridKeys(table, cursor, scroller, ways);
  const onClipboard = useGridClipboard(table, cursor, ways.onAdd !== null, onPasted);
  const onEnter = (event: SyntheticEvent<HTMLElement>) => arriveAt(event, cursor);
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    void fill.flush();
    tidyLine(fill, session, table, cursor.at.row);
  };
  return (
    <div className={layout.frozen ? 'grid grid-wide' : 'grid'} ref={scroller} role="grid" aria-label={textIn(table.repeat.label, language)} aria-rowcount={slots.length + (table.head ? 1 : 0)} aria-colcount={lineOf(table, columns.length) - 1 + (table.sums ? 1 : 0)} aria-multiselectable aria-owns={layout.frozen ? `${id}rows ${id}head` : `${id}head`} data-totals={table.head ? '' : undefined} data-several={cursor.at.anchor === null ? undefined : ''}
      onKeyDownCapture={onKeyDown} onMouseDown={onEnter} onFocus={onEnter} onBlur={onBlur}
      onCopy={onClipboard} onCut={onClipboard} onPaste={onClipboard}>
      <GridHead table={table} layout={layout} id={`${id}head`} />
      <GridRows table={table} layout={layout} cursor={cursor} taken={taken} last={last} id={id} items={virtual.getVirtualItems().filter(({ index }) => index < slots.length)} height={virtual.getTotalSize()} />
      {table.head && <Totals table={table} at={cursor.at} taken={taken} total={`${id}total`} layout={layout} />}
    </div>
  );
}
