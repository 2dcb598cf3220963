import type { CellValue, Sheet } from '../../../../shared/survey/xlsform/sheet.ts';

/** Sheets drawn as text: cells parted by `|`, one row a line. */
export function book(sheets: Readonly<Record<string, string>>): readonly Sheet[] {
  return Object.entries(sheets).map(([name, text]) => ({
    name,
    rows: text.trim().split('\n').map((line) => line.split('|').map((cell): CellValue => cell.trim() || null)),
  }));
}

export const settings = 'form_id | version | form_title::Русский (ru) | form_title::English (en) | default_language\ntest | 2026-1 | Опрос | Survey | Русский (ru)';
