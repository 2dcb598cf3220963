import type { Language } from '../../../shared/ipc/service.ts';
import { letterOf, type CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { Writing } from '../../../shared/ipc/intake.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { UNSEEN, type Look } from '../workbook/cells.ts';
import { LIMITS, printWorkbook, type BookCell, type BookRow } from '../workbook/print.ts';
import { isNumeric, readValue } from '../workbook/readValue.ts';
import type { ImportedList } from './importList.ts';
import type { ListTable } from './listTable.ts';

/**
 * The rows that were refused as a workbook of the same columns, each with its row and the reason: corrected there, it can be
 * imported by the same mapping and says the same. Text stays text, never a formula; only a text that was read as a number or a day
 * becomes that number, that day (ISO 8601): a few rows alone may not tell how they are written. `look` is told how many rows are written; what it throws goes up.
 */
export function printRefused(table: ListTable, { refused, columns: mapped, writing }: Pick<ImportedList, 'refused' | 'columns' | 'writing'>, language: Language, look: Look = UNSEEN): Promise<Uint8Array> {
  const added = [printSentence(language, 'excel.refused.row'), printSentence(language, 'excel.refused.reason')];
  // The list may be an earlier report itself.
  const head = table.head.slice(0, table.head.length - (added.every((name, index) => table.head.at(index - 2) === name) ? 2 : 0));
  const questions = new Map(mapped.map(({ column, question }) => [column, question]));
  const lines = function* (): Iterable<BookRow> {
    yield rowOf([...head, ...added].map((value) => ({ value, style: 'head' })));
    for (const [index, { row, code, values }] of refused.entries()) {
      if (index % STEP === 0) look(index, refused.length);
      const cells = head.map((_, column) => {
        const cell = table.rows[row - table.firstRow]?.[column] ?? null;
        return cellOf(asRead(cell, questions.get(column) ?? null, writing), table.percents.has(`${letterOf(column)}${row}`));
      });
      yield rowOf([...cells, { value: row, style: 'cell' }, { value: printSentence(language, code, values), style: 'cell' }]);
    }
  };
  const columns = [...head.map((name) => ({ width: Math.min(40, Math.max(12, name.length + 2)) })), { width: 8 }, { width: 80 }];
  const name = (table.reading.sheet || printSentence(language, 'excel.lists')).slice(0, LIMITS.sheetName);
  return printWorkbook([{ name, state: 'visible', columns, rows: lines(), merges: [], validations: [], frozen: { rows: 1, columns: 0 }, open: true }]);
}

/** So many rows are written between two looks. */
const STEP = 500;

const rowOf = (cells: readonly (BookCell | null)[]): BookRow => ({ cells: new Map(cells.flatMap((cell, column) => (cell === null ? [] : [[column, cell] as const]))) });

/** A text that says a number or a day, in the writing of the list, as what it says. */
function asRead(cell: CellValue, question: Question | null, writing: Writing): CellValue {
  if (question === null || typeof cell !== 'string') return cell;
  const value = readValue(question, cell, null, writing);
  return (isNumeric(question) && typeof value === 'number') || (question.type === 'date' && typeof value === 'string') ? value : cell;
}

function cellOf(value: CellValue, percent: boolean): BookCell | null {
  if (value === null) return null;
  return { value: typeof value === 'boolean' ? String(value) : value, style: percent && typeof value === 'number' ? 'cellPercent' : 'cell' };
}
