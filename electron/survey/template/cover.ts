import type { Language } from '../../../shared/ipc/service.ts';
import { REASON_CODES } from '../../../shared/survey/response.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { BookCell, BookRow, BookSheet } from '../workbook/print.ts';
import type { CellStyle } from '../workbook/printStyles.ts';
import { NO_MARK } from './marks.ts';

/** What the first sheet says. */
export interface Cover {
  readonly title: string;
  readonly form: { readonly id: string; readonly version: string };
  readonly body: string;
  readonly round: string;
  /** Empty when the workbook is for no company in particular. */
  readonly company: string;
  /** Name of the sheet of lists; null when there is none. */
  readonly lists: string | null;
}

/** How many letters of the instructions fit on a line. */
const LETTERS = 95;

/** The first sheet: whose workbook this is and how to fill it in. */
export function printCover({ title, form, body, round, company, lists }: Cover, language: Language): BookSheet {
  const told = (code: Parameters<typeof printSentence>[1], values?: Parameters<typeof printSentence>[2]): string => printSentence(language, code, values);
  const rows: BookRow[] = [];
  const merges: string[] = [];
  const row = (height: number, ...cells: readonly (readonly [column: number, value: string, style: CellStyle])[]): void => {
    rows.push({ height, cells: new Map([[0, { value: NO_MARK, style: 'plain' }], ...cells.map(([column, value, style]): [number, BookCell] => [column, { value, style }])]) });
  };
  const fact = (name: string, value: string): void => row(20, [1, name, 'soft'], [2, value, 'label']);
  row(30, [1, title, 'title']);
  row(8);
  fact(told('excel.company'), company || told('excel.empty'));
  fact(told('excel.body'), body);
  fact(told('excel.round'), round);
  fact(told('excel.form'), told('excel.version', form));
  row(12);
  row(24, [1, told('excel.how'), 'section']);
  const reasons = REASON_CODES.map((reason) => `[${told(`reason.${reason}`)}]`).join(', ');
  const how = [
    told('excel.how.cells'), ...(lists === null ? [] : [told('excel.how.lists', { lists })]), told('excel.how.marks'),
    told('excel.how.reasons', { reason: told('excel.column.reason'), reasons }), told('excel.how.tables'), told('excel.how.back'),
  ];
  for (const [index, text] of how.entries()) {
    row(Math.ceil(text.length / LETTERS) * 15 + 3, [1, `${index + 1}. ${text}`, 'label']);
    merges.push(`B${rows.length}:C${rows.length}`);
  }
  return { name: told('excel.start'), state: 'visible', columns: [{ width: 4, hidden: true }, { width: 26 }, { width: 92 }], rows, merges, validations: [] };
}
