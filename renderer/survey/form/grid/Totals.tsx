import { useCallback, useId, type RefObject } from 'react';
import { useLanguage, useText } from '../../../text/text.tsx';
import { useLive, writeText } from '../../../ui/live.ts';
import { printNumber } from '../../../ui/field/numbers.ts';
import { isSum, sumOf, type Table } from '../../fill/table.ts';
import { useFill, useLiveTable } from '../../fill/use.ts';
import { useCursorIn, type ActiveCell } from './cursor.ts';
import { lineOf, type GridLayout } from './layout.ts';

interface SumsProps {
  readonly table: Table;
  /** Where the cursor of the table stands. */
  readonly at: ActiveCell;
  /** The last turn for which a cell of the table has taken the cursor. */
  readonly taken: RefObject<number>;
  /** The id of the word that sums are called by. */
  readonly total: string;
}

/** The last line of a table whose lines are a list: the sum of every column that has one. Always in sight. */
export function Totals({ layout, ...sums }: SumsProps & { readonly layout: GridLayout }) {
  const t = useText();
  const { table, total } = sums;
  return (
    <div className="grid-totals" role="row" aria-rowindex={table.slots.length + 1} style={{ gridTemplateColumns: layout.tracks, minWidth: layout.minWidth }}>
      <div role="presentation" className="grid-pinned">
        <div role="gridcell" aria-colindex={1} className="grid-cell grid-number" />
        <div role="rowheader" aria-colindex={2} className="grid-cell grid-first"><span className="grid-text" id={total}>{t('rows.total')}</span></div>
      </div>
      {layout.drawn.map((index) => (isSum(table, { row: table.slots.length, column: index })
        ? <TableSum key={index} column={index} {...sums} />
        : <div key={index} role="gridcell" aria-colindex={lineOf(table, index)} className="grid-cell" style={{ gridColumn: lineOf(table, index) }} />))}
      {table.sums && <TableSum {...sums} />}
    </div>
  );
}

interface TableSumProps extends SumsProps {
  /** The column or the line that is summed; the whole table when neither is named. */
  readonly column?: number;
  readonly line?: number;
  /** Set where another element has it for who listens. */
  readonly id?: string;
}

/** A sum of a table, a dash while nothing has been answered: read, and said as a total, where the arrows have led to it. */
export function TableSum({ table, at, taken, total, column, line, id: known }: TableSumProps) {
  const own = useId();
  const id = known ?? own;
  const language = useLanguage();
  const { session } = useFill();
  const read = useCallback(() => sumOf(session, table, { ...(column !== undefined && { column }), ...(line !== undefined && { line }) }), [session, table, column, line]);
  const cell = useLive<HTMLDivElement, number | null>(useLiveTable(table.path, read), (place, sum) => writeText(place, sum === null ? '–' : printNumber(language, sum)));
  const place = { row: line ?? table.slots.length, column: column ?? table.columns.length };
  const active = at.row === place.row && at.column === place.column;
  useCursorIn(cell, active ? at.turn : 0, taken, false);
  return (
    <div role="gridcell" aria-readonly id={id} aria-labelledby={`${total} ${id}`} ref={cell} className={`grid-cell number grid-sum${active ? ' grid-active' : ''}`} data-row={place.row} data-column={place.column}
      aria-colindex={lineOf(table, place.column)} style={{ gridColumn: lineOf(table, place.column) }} aria-selected={active} tabIndex={active ? 0 : -1} />
  );
}
