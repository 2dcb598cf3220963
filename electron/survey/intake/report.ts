import writeWorkbook from 'write-excel-file/node';
import type { Cell } from 'write-excel-file/node';
import type { Language } from '../../../shared/ipc/service.ts';
import { letterOf, type CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { Writing } from '../../../shared/ipc/intake.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { isNumeric, readValue } from '../workbook/readValue.ts';
import type { ImportedList } from './importList.ts';
import type { ListTable } from './listTable.ts';

/**
 * The rows that were refused as a workbook of the same columns, each with its row and the reason: corrected there, it can be
 * imported by the same mapping and says the same. Text stays text, never a formula; only a text that was read as a number or a day
 * becomes that number, that day (ISO 8601): a few rows alone may not tell how they are written.
 */
export async function printRefused(table: ListTable, { refused, columns: mapped, writing }: Pick<ImportedList, 'refused' | 'columns' | 'writing'>, language: Language): Promise<Uint8Array> {
  const added = [printSentence(language, 'excel.refused.row'), printSentence(language, 'excel.refused.reason')];
  // The list may be an earlier report itself.
  const head = table.head.slice(0, table.head.length - (added.every((name, index) => table.head.at(index - 2) === name) ? 2 : 0));
  const questions = new Map(mapped.map(({ column, question }) => [column, question]));
  const lines = refused.map(({ row, code, values }) => [
    ...head.map((_, column) => {
      const cell = table.rows[row - table.firstRow]?.[column] ?? null;
      return cellOf(asRead(cell, questions.get(column) ?? null, writing), table.percents.has(`${letterOf(column)}${row}`));
    }),
    { value: row, type: Number }, { value: printSentence(language, code, values), type: String },
  ]);
  const columns = [...head.map((name) => ({ width: Math.min(40, Math.max(12, name.length + 2)) })), { width: 8 }, { width: 80 }];
  const sheet = { sheet: table.reading.sheet || printSentence(language, 'excel.lists'), data: [[...head, ...added].map((value): Cell => ({ value, type: String, fontWeight: 'bold' })), ...lines], columns, stickyRowsCount: 1 };
  return writeWorkbook([sheet]).toBuffer();
}

/** A text that says a number or a day, in the writing of the list, as what it says. */
function asRead(cell: CellValue, question: Question | null, writing: Writing): CellValue {
  if (question === null || typeof cell !== 'string') return cell;
  const value = readValue(question, cell, null, writing);
  return (isNumeric(question) && typeof value === 'number') || (question.type === 'date' && typeof value === 'string') ? value : cell;
}

function cellOf(value: CellValue, percent: boolean): Cell {
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number, ...(percent && { format: '0.##%' }) } : { value: typeof value === 'boolean' ? String(value) : value, type: String };
}
