import { useState } from 'react';
import type { Repeat } from '../../../../shared/survey/form.ts';
import { useProgram } from '../../../service/program.tsx';
import type { Table } from '../../fill/table.ts';

/** A table to fill, or one row at a time. */
export type View = 'table' | 'card';

/** From how many columns on a repeat opens row by row: nobody should scroll sideways for an hour. */
const WIDE = 8;

/** As a table or row by row: as the person left it the last time. */
export function useView(repeat: Repeat, table: Table | null): readonly [View, (view: View) => void] {
  const { memory } = useProgram();
  const name = `table ${repeat.path}`;
  const [view, setView] = useState<View>(() => {
    if (!table) return 'card';
    const left = memory.get(name);
    return left === 'table' || left === 'card' ? left : table.columns.length <= WIDE ? 'table' : 'card';
  });
  return [table?.head ? 'table' : view, (next) => {
    memory.set(name, next);
    setView(next);
  }];
}
