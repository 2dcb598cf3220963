import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sheets of a form's workbook, in their order in the file. */
export const SHEETS = ['survey', 'choices', 'settings', '_settings', '_fields', '_rules', '_parameters'] as const;
export type SheetName = (typeof SHEETS)[number];

/** One sheet as rows of text; the first row is the header. */
export interface SourceSheet {
  readonly name: SheetName;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads the readable sources of a form: one tab-separated file a sheet, a cell being whatever stands between two tabs.
 * Throws when a row is longer than its header.
 */
export function readSources(folder: string): readonly SourceSheet[] {
  return SHEETS.map((name) => {
    const lines = readFileSync(join(folder, `${name}.tsv`), 'utf8').replace(/\n$/, '').split('\n');
    const rows = lines.map((line) => line.split('\t'));
    const width = rows[0]?.length ?? 0;
    rows.forEach((row, index) => {
      if (row.length > width) throw new Error(`${name}.tsv, line ${index + 1}: ${row.length} cells under ${width} headings.`);
    });
    return { name, rows };
  });
}
