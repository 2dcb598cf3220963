import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import type { BookCell, BookRow, BookSheet } from '../workbook/print.ts';

/** A sheet of lists side by side, each in a column under its name. */
export interface ListSheet {
  /** Adds a list once and gives the cells it stands in, `'lists'!$B$2:$B$40`. */
  readonly rangeOf: (title: string, names: readonly string[]) => string;
  /** Null when no list was added. */
  readonly finish: () => BookSheet | null;
}

export function listSheet(name: string, state: BookSheet['state']): ListSheet {
  const lists = new Map<string, { readonly title: string; readonly names: readonly string[]; readonly column: number }>();
  return {
    rangeOf: (title, names) => {
      const key = JSON.stringify([title, names]);
      const list = lists.get(key) ?? { title, names, column: lists.size };
      lists.set(key, list);
      return `'${name.replaceAll("'", "''")}'!$${letterOf(list.column)}$2:$${letterOf(list.column)}$${names.length + 1}`;
    },
    finish: () => {
      if (lists.size === 0) return null;
      const columns = [...lists.values()];
      const most = Math.max(...columns.map(({ names }) => names.length));
      const row = (cellAt: (list: (typeof columns)[number]) => BookCell | null): BookRow => ({
        cells: new Map(columns.flatMap((list): readonly (readonly [number, BookCell])[] => {
          const cell = cellAt(list);
          return cell ? [[list.column, cell]] : [];
        })),
      });
      return {
        name, state, merges: [], validations: [], frozen: { rows: 1, columns: 0 },
        columns: columns.map(() => ({ width: 40 })),
        rows: [
          row(({ title }) => ({ value: title, style: 'head' })),
          ...Array.from({ length: most }, (_, index) => row(({ names }) => (names[index] === undefined ? null : { value: names[index], style: 'plain' }))),
        ],
      };
    },
  };
}
