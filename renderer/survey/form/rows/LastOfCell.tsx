import { useLayoutEffect, useRef } from 'react';
import type { Answer } from '../../../../shared/survey/response.ts';
import { cellPath, isSum, type Table } from '../../fill/table.ts';
import { useFieldOrNone } from '../../fill/use.ts';
import type { ActiveCell } from '../grid/cursor.ts';
import { LastRoundNote } from '../question/LastRound.tsx';

interface LastOfCellProps {
  readonly table: Table;
  readonly active: ActiveCell;
  /** By which the cell is described. */
  readonly id: string;
}

/** What the last round says of the cell the cursor stands in. It describes the cell for who comes to it; what changes under the cursor is not to be read into the middle of a number. */
export function LastOfCell({ table, active, id }: LastOfCellProps) {
  const column = table.columns[Math.min(active.column, table.columns.length - 1)];
  const path = active.turn === 0 || isSum(table, active) ? null : cellPath(table, Math.min(active.row, table.slots.length - 1), active.column);
  const field = useFieldOrNone(path);
  const place = useRef<HTMLSpanElement>(null);
  const said = useRef<{ readonly turn: number; readonly value: Answer | null | undefined }>({ turn: 0, value: null });
  const { turn } = active;
  const value = field?.value;
  useLayoutEffect(() => {
    const arrived = said.current.turn !== turn;
    if (arrived) place.current?.setAttribute('id', id);
    else if (said.current.value !== value) place.current?.removeAttribute('id');
    said.current = { turn, value };
  }, [turn, value, id]);
  return <p className="grid-last note">{column && field?.relevant && <span>{column.question.name} </span>}<span className="grid-last-said" ref={place}>{column && field?.relevant && <LastRoundNote question={column.question} field={field} />}</span></p>;
}
