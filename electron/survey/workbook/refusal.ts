import type { Address } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence, type Language, type SentenceCode } from '../../../shared/text/print.ts';
import type { Excess } from './parts.ts';

/** What is refused, where, and by how much: a workbook, or a list in a text file. */
export interface Refused {
  readonly problem: string;
  readonly at: Partial<Address>;
  readonly excess?: Excess;
}

const MEGABYTE = 1024 * 1024;

/** Why a workbook or a list is not read, and what to do; sizes in megabytes as a file manager shows them. */
export function sayRefused<Problem extends string>(language: Language, { problem, at: { sheet, row, column }, excess }: Refused & { readonly problem: `workbook.${Problem}` extends SentenceCode ? Problem : never }): string {
  return printSentence(language, `workbook.${problem}` as SentenceCode, {
    sheet: sheet ?? 'none', row: row ?? 0, cell: column === undefined ? 'none' : `${column}${row ?? ''}`,
    ...(excess && { size: Math.ceil(excess.size / MEGABYTE), limit: Math.floor(excess.limit / MEGABYTE) }),
  });
}
