import type { VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Answer } from '../../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { answerCell } from '../../fill/lines.ts';
import { cellPath, type Slot, type Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import { textIn, type Column } from '../../outline.ts';
import type { GridCursor } from './cursor.ts';
import { GridCell } from './GridCell.tsx';
import { lineOf, type GridLayout } from './layout.ts';
import { TableSum } from './Totals.tsx';

interface GridRowsProps {
  readonly table: Table;
  readonly layout: GridLayout;
  readonly cursor: GridCursor;
  /** The last turn for which a cell of the table has taken the cursor. */
  readonly taken: RefObject<number>;
  /** What describes the active cell, by its id. */
  readonly last: string | undefined;
  /** Begins the ids of the parts of the table. */
  readonly id: string;
  /** The rows that are drawn. */
  readonly items: readonly VirtualItem[];
  /** The height of all rows, in px. */
  readonly height: number;
}

/** The rows in sight. Where the table scrolls sideways their numbers and names stand beside them: for who listens those are the rows, and have the other cells too. */
export function GridRows({ table, layout: { tracks, minWidth, drawn, frozen }, cursor: { at, area }, taken, last, id, items, height }: GridRowsProps) {
  const { fill } = useFill();
  const latest = useRef(table);
  useLayoutEffect(() => { latest.current = table; });
  const onAnswer = useCallback((row: number, column: number, value: Answer | null) => answerCell(fill, latest.current, row, column, value), [fill]);
  const cellAt = (row: number, column: number) => {
    const { question } = table.columns[column] as Column;
    const here = row === at.row && column === at.column;
    const chosen = at.anchor !== null && row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
    return (
      <GridCell key={question.name} id={frozen ? `${id}r${row}c${column}` : undefined} question={question} path={cellPath(table, row, column)} row={row} column={column} line={lineOf(table, column)} frozen={column === 0 && !table.head}
        active={here} turn={here ? at.turn : 0} taken={taken} chosen={chosen} last={here ? last : undefined} onAnswer={onAnswer} />
    );
  };
  const numberOf = (row: number) => <div role="gridcell" className="grid-cell grid-number" aria-selected={row === at.row} aria-colindex={1}>{row + 1}</div>;
  const nameOf = (row: number) => (table.head ? <LineHead choice={table.slots[row]?.choice ?? null} /> : table.columns.length > 0 && cellAt(row, 0));
  return (
    <div className="grid-rows" role="presentation" style={{ height, minWidth }}>
      <div role="presentation" className="grid-window" id={`${id}rows`} style={{ paddingTop: items[0]?.start }}>
        {items.map(({ key, index }) => (
          <div key={key} role="row" aria-rowindex={frozen ? undefined : index + 1} className="grid-row" style={{ gridTemplateColumns: tracks }}>
            {!frozen && numberOf(index)}
            {!frozen?.named && nameOf(index)}
            {drawn.map((column) => cellAt(index, column))}
            {table.sums && <TableSum table={table} line={index} at={at} taken={taken} total={`${id}total`} id={`${id}r${index}sum`} />}
          </div>
        ))}
      </div>
      {frozen && (
        <div role="presentation" className="grid-frozen" style={{ width: frozen.width, paddingTop: items[0]?.start }}>
          {items.map(({ key, index }) => <div key={key} role="row" aria-rowindex={index + 1} aria-owns={[...drawn.map((column) => `${id}r${index}c${column}`), ...(table.sums ? [`${id}r${index}sum`] : [])].join(' ')} className="grid-lead" style={{ gridTemplateColumns: frozen.tracks }}>{numberOf(index)}{frozen.named && nameOf(index)}</div>)}
        </div>
      )}
    </div>
  );
}

/** What a line stands for, in a table whose lines are a list. */
function LineHead({ choice }: { readonly choice: Slot['choice'] }) {
  const t = useText();
  const language = useLanguage();
  const text = choice ? textIn(choice.label, language) : t('rows.outside');
  return (
    <div role="rowheader" className="grid-cell grid-first grid-line" aria-colindex={2} style={{ gridColumn: 2 }} title={textIn(choice?.label, language)}>
      <span className={text.length > 20 ? 'grid-text grid-long' : 'grid-text'}>{text}</span>
    </div>
  );
}
