import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Path } from '../../../../shared/survey/response.ts';
import type { Table } from '../../fill/table.ts';
import { useFillState } from '../../fill/use.ts';
import type { Kept } from '../grid/acts.ts';
import type { ActiveCell } from '../grid/cursor.ts';

/**
 * The cell of a repeat the person stands in, and the way to another; row by row its row is the one that is open. Who is sent to a cell of the repeat
 * stands in it; who is sent to the repeat stays in the row that was active.
 */
export function useActiveCell(path: Path, table: Table | null): readonly [ActiveCell, (row: number, column?: number, kept?: Kept) => void] {
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0, turn: 0, anchor: null, home: null });
  const goTo = useCallback((row: number, column = 0, { anchor = null, home = null }: Kept = {}) => setActive(({ turn }) => ({ row, column, turn: turn + 1, anchor, home })), []);
  const jump = useFillState((state) => (state.jump?.path === path || state.jump?.path.startsWith(`${path}[`) ? state.jump : null));
  const latest = useRef(table);
  useLayoutEffect(() => { latest.current = table; });
  // Before the next key is heard, as where a section is left for another.
  useLayoutEffect(() => {
    if (!jump) return;
    const { slots, columns } = latest.current ?? { slots: [], columns: [] };
    if (jump.path === path) {
      if (slots.length > 0) setActive((before) => ({ ...before, anchor: null, turn: before.turn + 1 }));
      return;
    }
    const rest = jump.path.slice(path.length + 1);
    const row = slots.findIndex((slot) => slot.row === rest.slice(0, rest.indexOf(']')));
    const tail = rest.slice(rest.indexOf(']') + 1);
    if (row >= 0) goTo(row, Math.max(0, columns.findIndex((column) => column.tail === tail)));
  }, [jump, path, goTo]);
  return [active, goTo];
}
