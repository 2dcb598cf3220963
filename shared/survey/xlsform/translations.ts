import { remark } from '../remark.ts';
import type { Complaint, Table } from './sheet.ts';

/** Columns of the survey, the choices and the rules whose texts people read. */
export const SPOKEN: readonly string[] = ['label', 'hint', 'guidance_hint', 'required_message', 'constraint_message', 'message'];

/** Names every text that is written in one of the form's languages and not in another. */
export function missingTranslations(tables: readonly (Table | undefined)[], languages: readonly string[], language: string): readonly Complaint[] {
  return tables.flatMap((table) => SPOKEN.flatMap((column) => (table ? missingIn(table, column, languages, language) : [])));
}

function missingIn(table: Table, column: string, languages: readonly string[], language: string): readonly Complaint[] {
  const written = new Set(table.columns.filter((one) => one.name === column).map((one) => one.language ?? language));
  if (written.size === 0) return [];
  return languages.flatMap((tag): readonly Complaint[] => {
    const lines = table.lines.filter((line) => {
      const texts = line.text(column, language);
      return Object.keys(texts).length > 0 && texts[tag] === undefined;
    });
    const [first] = lines;
    if (!first) return [];
    if (written.has(tag)) return lines.map((line) => ({ ...line.address(column, tag), ...remark('not-translated', { column, language: tag }) }));
    return [{ ...first.address(column), ...remark('column-not-translated', { column, language: tag }) }];
  });
}
