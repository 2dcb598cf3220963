import { writeFileSync } from 'node:fs';
import writeWorkbook from 'write-excel-file/node';
import type { Cell } from 'write-excel-file/node';
import type { TableTaker } from './collect.ts';
import type { TableCell } from './csv.ts';
import { csvTaker, type WrittenTable } from './csvTables.ts';
import type { GrowingFiles } from './files.ts';
import { PROVENANCE, REVISIONS } from './plainTables.ts';
import { column, type ColumnType, type TableShape } from './tables.ts';

/** What Excel takes: lines of a sheet below its head, characters of a cell, of a sheet's name; and the first day from which it counts days as everybody does. */
const LIMITS = { lines: 1_048_575, text: 32_767, name: 31, day: '1900-03-01' };
/** Too many lines for a sheet: they go beside the workbook as CSV. */
const BESIDE: ReadonlySet<string> = new Set([PROVENANCE.name, REVISIONS.name]);

/** What a cell of a sheet cannot hold. */
const LONG_TEXTS: TableShape = {
  name: 'long_texts', label: { ru: 'Тексты длиннее ячейки Excel', en: 'Texts longer than a cell of Excel' },
  columns: [column('table', 'Таблица', 'Table'), column('line', 'Строка листа', 'Line of the sheet', 'integer'), column('column', 'Колонка', 'Column'), column('value', 'Текст полностью', 'The whole text')],
};

interface Held extends WrittenTable {
  readonly lines: (readonly TableCell[])[];
}

/**
 * One workbook, a sheet a table, with typed cells: text is text whatever it begins with, never a formula (B22). Provenance lies beside
 * it as CSV, since a sheet cannot hold it; a table beyond the lines of a sheet too, and whatever text is longer than a cell.
 */
export function xlsxTaker(files: GrowingFiles, limit = LIMITS.lines): { readonly taker: TableTaker; readonly written: () => readonly WrittenTable[]; readonly finish: () => Promise<void> } {
  const { path, part } = files.name('svod.xlsx');
  const beside = csvTaker(files);
  const sheets = new Map<string, Held>();
  return {
    written: () => [...sheets.values(), ...beside.written],
    taker: {
      begin(shape) {
        if (BESIDE.has(shape.name)) return beside.taker.begin(shape);
        sheets.set(shape.name, { shape, path, rows: 0, lines: [] });
      },
      add(shape, line) {
        const sheet = sheets.get(shape.name);
        if (!sheet) return beside.taker.add(shape, line);
        sheet.lines.push(line);
        sheet.rows += 1;
        if (sheet.rows <= limit) return;
        sheets.delete(shape.name);
        void beside.taker.begin(shape);
        for (const held of sheet.lines) beside.taker.add(shape, held);
      },
      flush: () => undefined,
    },
    async finish() {
      const long = [...sheets.values()].flatMap(({ shape, lines }) => lines.flatMap((line, row) => line.flatMap((cell, index): (readonly TableCell[])[] =>
        typeof cell === 'string' && written(cell).length > LIMITS.text ? [[shape.name, row + 2, shape.columns[index]?.name ?? '', cell]] : [])));
      if (long.length > 0) await beside.taker.begin(LONG_TEXTS);
      for (const line of long) beside.taker.add(LONG_TEXTS, line);
      const made = [...sheets.values()].map(({ shape, lines }) => ({
        sheet: shape.name.slice(0, LIMITS.name), data: [headOf(shape), ...lines.map((line) => line.map((cell, index) => cellOf(cell, shape.columns[index]?.type ?? 'text')))], stickyRowsCount: 1,
      }));
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
  if (type === 'date' && cell >= LIMITS.day) return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  const text = written(cell);
  return { value: text.length > LIMITS.text ? `${text.slice(0, LIMITS.text - 1)}…` : text, type: String };
}

/** Text as a sheet spells it: what XML cannot hold, and what looks like that, as `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19). */
function written(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}
