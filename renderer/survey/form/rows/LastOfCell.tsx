import { cellPath, type Table } from '../../fill/table.ts';
import { useFieldOrNone } from '../../fill/use.ts';
import type { ActiveCell } from '../grid/cursor.ts';
import { LastRoundNote } from '../question/LastRound.tsx';

/** What the last round says of the cell the cursor stands in. */
export function LastOfCell({ table, active }: { readonly table: Table; readonly active: ActiveCell }) {
  const column = table.columns[Math.min(active.column, table.columns.length - 1)];
  const path = active.turn === 0 ? null : cellPath(table, Math.min(active.row, table.slots.length - 1), active.column);
  const field = useFieldOrNone(path);
  return <p className="grid-last note">{column && field?.relevant && <><span>{column.question.name}</span> <LastRoundNote question={column.question} field={field} /></>}</p>;
}
