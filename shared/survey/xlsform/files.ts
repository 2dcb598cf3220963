import type { Choice } from '../form.ts';
import { remark } from '../remark.ts';
import { parseCsv } from './csv.ts';
import type { Notes, Sheet } from './sheet.ts';
import { clean, readTable } from './sheet.ts';

/** Texts of the files beside a workbook by their names. */
export type Files = ReadonlyMap<string, string>;

const FROM_FILE = /_from[ _]file\s+([^\s/\\]+\.csv)(?:\s|$)/i;
const PULLDATA = /pulldata\(\s*['"‘“]([^'"’”/\\]+)['"’”]/g;

/**
 * Names of the CSV files a workbook may read: `select_one_from_file towns.csv`, `csv-external` rows, `pulldata('towns', …)`.
 * Plain names only, so that a form reads nothing but what lies beside it.
 */
export function filesNamedIn(sheets: readonly Sheet[]): readonly string[] {
  const survey = sheets.find((sheet) => sheet.name.trim().toLowerCase() === 'survey');
  const found = new Set<string>();
  for (const line of survey ? readTable(survey).lines : []) {
    const named = FROM_FILE.exec(line.cell('type'))?.[1];
    if (named !== undefined) found.add(named);
    if (line.cell('type').toLowerCase() === 'csv-external' && !/[/\\]/.test(line.cell('name'))) found.add(`${line.cell('name')}.csv`);
  }
  for (const cell of (survey?.rows ?? []).flat()) if (typeof cell === 'string') for (const match of cell.matchAll(PULLDATA)) found.add(`${clean(match[1] ?? '')}.csv`);
  return [...found];
}

/** The lists in files, by the file's name without its ending; an empty file is refused. Further columns are attributes. */
export function readFileLists(files: Files, language: string, notes: Notes): Readonly<Record<string, readonly Choice[]>> {
  return Object.fromEntries([...files].map(([file, text]): readonly [string, readonly Choice[]] => {
    const table = readTable({ name: file, rows: parseCsv(text) });
    if (table.lines.length === 0) notes.errors.push({ sheet: file, row: 1, column: 'A', ...remark('file-empty') });
    const further = table.columns.filter(({ name, language: tag }) => tag === null && name !== 'name' && name !== 'label');
    const choices = table.lines.map((line): Choice => {
      const value = line.cell('name');
      const label = line.text('label', language);
      const attributes = Object.fromEntries(further.map(({ name }): readonly [string, string] => [name, line.cell(name)]).filter(([, cell]) => cell !== ''));
      return { value, label: Object.keys(label).length > 0 ? label : { [language]: value }, ...(Object.keys(attributes).length > 0 && { attributes }) };
    });
    return [file.replace(/\.csv$/i, ''), choices];
  }));
}
