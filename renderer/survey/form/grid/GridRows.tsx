import type { VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef } from 'react';
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
  /** The rows that are drawn. */
  readonly items: readonly VirtualItem[];
  /** The height of all rows, in px. */
  readonly height: number;
}

/** The rows in sight. Where the table scrolls sideways their numbers and names stand beside them; both pieces of a row say which row they are. */
export function GridRows({ table, layout: { tracks, minWidth, drawn, frozen }, cursor: { at, area }, items, height }: GridRowsProps) {
  const { fill } = useFill();
  const taken = useRef(0);
  const latest = useRef(table);
  useLayoutEffect(() => { latest.current = table; });
  const onAnswer = useCallback((row: number, column: number, value: Answer | null) => answerCell(fill, latest.current, row, column, value), [fill]);
  const cellAt = (row: number, column: number) => {
    const { question } = table.columns[column] as Column;
    const here = row === at.row && column === at.column;
    const chosen = at.anchor !== null && row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
    return (
      <GridCell key={question.name} question={question} path={cellPath(table, row, column)} row={row} column={column} line={lineOf(table, column)} frozen={column === 0 && !table.head}
        active={here} turn={here ? at.turn : 0} taken={taken} chosen={chosen} onAnswer={onAnswer} />
    );
  };
  const numberOf = (row: number) => <div role={table.head ? 'gridcell' : 'rowheader'} className="grid-cell grid-number" aria-selected={row === at.row} aria-colindex={1}>{row + 1}</div>;
  const nameOf = (row: number) => (table.head ? <LineHead choice={table.slots[row]?.choice ?? null} /> : table.columns.length > 0 && cellAt(row, 0));
  return (
    <div className="grid-rows" role="presentation" style={{ height, minWidth }}>
      <div role="presentation" className="grid-window" style={{ paddingTop: items[0]?.start }}>
        {items.map(({ key, index }) => (
          <div key={key} role="row" aria-rowindex={index + 2} className="grid-row" style={{ gridTemplateColumns: tracks }}>
            {!frozen && numberOf(index)}
            {!frozen?.named && nameOf(index)}
            {drawn.map((column) => cellAt(index, column))}
            {table.sums && <TableSum table={table} line={index} at={lineOf(table, table.columns.length)} />}
          </div>
        ))}
      </div>
      {frozen && (
        <div role="presentation" className="grid-frozen" style={{ width: frozen.width, paddingTop: items[0]?.start }}>
          {items.map(({ key, index }) => <div key={key} role="row" aria-rowindex={index + 2} className="grid-lead" style={{ gridTemplateColumns: frozen.tracks }}>{numberOf(index)}{frozen.named && nameOf(index)}</div>)}
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
