import type { CellPlace } from '../../../shared/ipc/intake.ts';
import { clean, letterOf, type CellValue, type Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import type { SentenceCode, SentenceValues } from '../../../shared/text/print.ts';

/** A cell that says nothing that could be taken. */
export interface CellTrouble extends CellPlace {
  readonly code: Extract<SentenceCode, `excel.cell.${string}`>;
  readonly values: SentenceValues;
}

/** One row of a sheet; its columns count from 0. A cell that has a flaw is empty, and complained of as often as it is looked at. */
export interface Line {
  readonly text: (column: number) => string;
  readonly value: (column: number) => CellValue;
  /** Whether the cell shows its number as a percentage. */
  readonly percent: (column: number) => boolean;
  readonly at: (column: number) => CellPlace;
  readonly complain: (column: number, code: CellTrouble['code'], values?: SentenceValues) => void;
}

/** The rows of a sheet by their index; what they complain of goes to `troubles`. */
export function linesOf(sheet: Sheet, troubles: CellTrouble[]): (index: number) => Line {
  const flaws = new Map((sheet.flaws ?? []).map((flaw) => [`${flaw.column}${flaw.row}`, flaw]));
  return (index) => {
    const at = (column: number): CellPlace => ({ sheet: sheet.name, cell: `${letterOf(column)}${index + 1}` });
    const complain: Line['complain'] = (column, code, values = {}) => void troubles.push({ ...at(column), code, values });
    const value = (column: number): CellValue => {
      const flaw = flaws.get(at(column).cell);
      if (!flaw) return sheet.rows[index]?.[column] ?? null;
      complain(column, `excel.cell.${flaw.kind}`, { shown: flaw.shown });
      return null;
    };
    return { at, value, complain, percent: (column) => sheet.percents?.has(at(column).cell) === true, text: (column) => clean(value(column)) };
  };
}
