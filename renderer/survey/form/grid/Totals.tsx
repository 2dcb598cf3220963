import { useCallback, type CSSProperties } from 'react';
import { useLanguage, useText } from '../../../text/text.tsx';
import { useLive, writeText } from '../../../ui/live.ts';
import { printNumber } from '../../../ui/field/numbers.ts';
import { canSum, sumOf, type Table } from '../../fill/table.ts';
import { useFill, useLiveTable } from '../../fill/use.ts';

/** The last line of a table whose lines are a list: the sum of every column that has one. Always in sight. */
export function Totals({ table, style }: { readonly table: Table; readonly style: CSSProperties }) {
  const t = useText();
  return (
    <div className="grid-totals" role="row" aria-rowindex={table.slots.length + 2} style={style}>
      <div role="presentation" className="grid-pinned">
        <div role="presentation" className="grid-cell grid-number" />
        <div role="rowheader" className="grid-cell grid-first"><span className="grid-text">{t('rows.total')}</span></div>
      </div>
      {table.columns.map((entry, index) => (canSum(entry) ? <TableSum key={entry.question.name} table={table} column={index} /> : <div key={entry.question.name} role="presentation" className="grid-cell" />))}
      {table.sums && <TableSum table={table} />}
    </div>
  );
}

interface TableSumProps {
  readonly table: Table;
  /** The column or the line that is summed; the whole table when neither is named. */
  readonly column?: number;
  readonly line?: number;
  /** The line of the grid at which the cell begins. */
  readonly at?: number;
}

/** A sum of a table; a dash while nothing has been answered. */
export function TableSum({ table, column, line, at }: TableSumProps) {
  const language = useLanguage();
  const { session } = useFill();
  const read = useCallback(() => sumOf(session, table, { ...(column !== undefined && { column }), ...(line !== undefined && { line }) }), [session, table, column, line]);
  const cell = useLive<HTMLDivElement, number | null>(useLiveTable(table.path, read), (place, sum) => writeText(place, sum === null ? '–' : printNumber(language, sum)));
  return <div role="gridcell" ref={cell} className="grid-cell number grid-sum" style={at === undefined ? undefined : { gridColumn: at }} />;
}
