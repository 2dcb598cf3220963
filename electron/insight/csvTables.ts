import type { TableTaker } from './collect.ts';
import { printCsvLine } from './csv.ts';
import type { GrowingFile, GrowingFiles } from './files.ts';
import type { TableShape } from './tables.ts';

/** A table as it was written. */
export interface WrittenTable {
  readonly shape: TableShape;
  readonly path: string;
  rows: number;
}

/** One CSV file a table, the head first. */
export function csvTaker(files: GrowingFiles): { readonly taker: TableTaker; readonly written: readonly WrittenTable[] } {
  const written: (WrittenTable & { readonly file: GrowingFile })[] = [];
  const byName = new Map<string, (typeof written)[number]>();
  return {
    written,
    taker: {
      begin(shape) {
        const file = files.open(`${shape.name}.csv`);
        file.write(printCsvLine(shape.columns.map(({ name }) => name)));
        const table = { shape, path: file.path, file, rows: 0 };
        written.push(table);
        byName.set(shape.name, table);
      },
      add({ name }, line) {
        const table = byName.get(name) as (typeof written)[number];
        table.file.write(printCsvLine(line));
        table.rows += 1;
      },
      flush: () => undefined,
    },
  };
}
