import { writeFileSync } from 'node:fs';
import writeWorkbook from 'write-excel-file/node';
import type { Cell } from 'write-excel-file/node';
import type { TableTaker } from './collect.ts';
import type { TableCell } from './csv.ts';
import { csvTaker, type WrittenTable } from './csvTables.ts';
import type { GrowingFiles } from './files.ts';
import { PROVENANCE, REVISIONS } from './plainTables.ts';
import type { ColumnType, TableShape } from './tables.ts';

/** What Excel takes: lines of a sheet with its head, characters of a cell, of a sheet's name. */
const LIMITS = { lines: 1_048_575, text: 32_767, name: 31 };
/** Too many lines for a sheet: they go beside the workbook as CSV. */
const BESIDE: ReadonlySet<string> = new Set([PROVENANCE.name, REVISIONS.name]);

interface Held extends WrittenTable {
  readonly lines: Cell[][];
}

/**
 * One workbook, a sheet a table, with typed cells: text is text whatever it begins with, never a formula (B22). Provenance lies beside
 * it as CSV, since a sheet cannot hold it; a table beyond the lines of a sheet too.
 */
export function xlsxTaker(files: GrowingFiles): { readonly taker: TableTaker; readonly written: () => readonly WrittenTable[]; readonly finish: () => Promise<void> } {
  const { path, part } = files.name('svod.xlsx');
  const beside = csvTaker(files);
  const sheets = new Map<string, Held>();
  return {
    written: () => [...sheets.values(), ...beside.written],
    taker: {
      begin(shape) {
        if (BESIDE.has(shape.name)) return beside.taker.begin(shape);
        sheets.set(shape.name, { shape, path, rows: 0, lines: [headOf(shape)] });
      },
      add(shape, line) {
        const sheet = sheets.get(shape.name);
        if (!sheet) return beside.taker.add(shape, line);
        if (sheet.rows >= LIMITS.lines) throw new RangeError(`The table ${shape.name} has more lines than a sheet.`);
        sheet.lines.push(line.map((cell, index) => cellOf(cell, shape.columns[index]?.type ?? 'text')));
        sheet.rows += 1;
      },
      flush: () => undefined,
    },
    async finish() {
      const made = [...sheets.values()].map(({ shape, lines }) => ({ sheet: shape.name.slice(0, LIMITS.name), data: lines, stickyRowsCount: 1 }));
      writeFileSync(part, await writeWorkbook(made).toBuffer());
    },
  };
}

function headOf({ columns }: TableShape): Cell[] {
  return columns.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' }));
}

function cellOf(cell: TableCell, type: ColumnType): Cell {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (type === 'date') return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: cell.length > LIMITS.text ? `${cell.slice(0, LIMITS.text - 1)}…` : cell, type: String };
}
