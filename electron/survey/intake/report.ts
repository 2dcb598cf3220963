import writeWorkbook from 'write-excel-file/node';
import type { Cell } from 'write-excel-file/node';
import type { Language } from '../../../shared/ipc/service.ts';
import type { CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { RowRefusal } from './listRows.ts';
import type { ListTable } from './listTable.ts';

/**
 * The rows that were refused as a workbook of the same columns, each with its row and the reason: corrected there, it can be
 * imported by the same mapping. Text stays text, never a formula.
 */
export async function printRefused(table: ListTable, refused: readonly RowRefusal[], language: Language): Promise<Uint8Array> {
  const head = [...table.head, printSentence(language, 'excel.refused.row'), printSentence(language, 'excel.refused.reason')];
  const lines = refused.map(({ row, code, values }) => [
    ...table.head.map((_, column) => cellOf(table.rows[row - table.firstRow]?.[column] ?? null)),
    { value: row, type: Number }, { value: printSentence(language, code, values), type: String },
  ]);
  const columns = [...table.head.map((name) => ({ width: Math.min(40, Math.max(12, name.length + 2)) })), { width: 8 }, { width: 80 }];
  const sheet = { sheet: table.reading.sheet || printSentence(language, 'excel.lists'), data: [head.map((value): Cell => ({ value, type: String, fontWeight: 'bold' })), ...lines], columns, stickyRowsCount: 1 };
  return writeWorkbook([sheet]).toBuffer();
}

function cellOf(value: CellValue): Cell {
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number } : { value: typeof value === 'boolean' ? String(value) : value, type: String };
}
