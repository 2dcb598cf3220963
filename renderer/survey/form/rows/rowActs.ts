import { useState } from 'react';
import type { Repeat } from '../../../../shared/survey/form.ts';
import { rowPath } from '../../../../shared/survey/path.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { useLanguage } from '../../../text/text.tsx';
import type { Block } from '../../fill/clipboard.ts';
import { pasteBlock, type Pasted } from '../../fill/paste.ts';
import { copyInto, copyRow, isBlankRow } from '../../fill/rows.ts';
import type { Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import type { Cell, Kept } from '../grid/acts.ts';

interface Rows {
  readonly repeat: Repeat;
  readonly path: Path;
  readonly rows: readonly string[];
  /** Null when the repeat cannot be one. */
  readonly table: Table | null;
  readonly active: Cell;
  readonly goTo: (row: number, column?: number, kept?: Kept) => void;
}

/** What can be done with the rows of a repeat, and what the last of it has come to. */
export interface RowActs {
  /** Rows are added and taken out by the person: they are neither counted nor a list. */
  readonly free: boolean;
  readonly mayAdd: boolean;
  /** The row the person stands in; undefined in a table without rows and in a line that is no row yet. */
  readonly current: string | undefined;
  /** Adds a row before another, or at the end. */
  readonly add: (before?: string) => void;
  /** Repeats the row above where the current one is empty, else the current one below it. */
  readonly duplicate: () => void;
  readonly remove: () => void;
  /** The row that was taken out last, as people count, and the step that was. */
  readonly removed: { readonly row: number; readonly step: number } | null;
  readonly paste: (block: Block, at: Cell) => void;
  readonly pasted: Pasted | null;
  readonly setPasted: (pasted: Pasted | null) => void;
  readonly undo: () => void;
}

export function useRowActs({ repeat, path, rows, table, active, goTo }: Rows): RowActs {
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const [removed, setRemoved] = useState<RowActs['removed']>(null);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const free = repeat.count === undefined && !table?.head;
  const mayAdd = !locked && free && (repeat.max === undefined || rows.length < repeat.max);
  const current = table?.head ? table.slots[active.row]?.row ?? undefined : rows[Math.min(active.row, rows.length - 1)];
  return {
    free, mayAdd, current, removed, pasted, setPasted,
    add: (before) => {
      if (!mayAdd) return;
      const added = fill.addRow(path, before === undefined ? {} : { before });
      if (added !== null) goTo(session.rows(path).indexOf(added));
    },
    duplicate: () => {
      if (!mayAdd || current === undefined) return;
      const above = rows[rows.indexOf(current) - 1];
      if (above !== undefined && isBlankRow(session, repeat, path, current)) {
        fill.edit(() => copyInto(fill, session, repeat, path, above, current));
        return goTo(rows.indexOf(current));
      }
      const added = copyRow(fill, repeat, path, current);
      if (added !== null) goTo(session.rows(path).indexOf(added));
    },
    remove: () => {
      if (locked || repeat.count !== undefined || current === undefined) return;
      if (repeat.lastRound === 'append' && session.last?.answers.has(rowPath(path, current))) return fill.say('row-kept', path);
      fill.removeRow(path, current);
      setRemoved({ row: rows.indexOf(current) + 1, step: fill.lastStep() });
      goTo(table?.head ? active.row : Math.max(0, Math.min(active.row, rows.length - 2)), active.column);
    },
    paste: (block, at) => {
      if (table) setPasted(pasteBlock(fill, table, at, block, { language, mayAdd }));
    },
    undo: () => {
      setRemoved(null);
      setPasted(null);
      fill.undo();
    },
  };
}
