import { LENGTHS } from '../engine/parseForm.ts';
import { remark } from '../remark.ts';
import type { Notes, Table } from './sheet.ts';
import { SPOKEN } from './translations.ts';

const EXPRESSIONS: readonly string[] = ['relevant', 'required', 'constraint', 'calculation', 'choice_filter', 'repeat_count', 'readonly', 'trigger', 'when', 'assert'];
const CODES: readonly string[] = ['type', 'list_name', 'code_list', 'atomic', 'id_scheme', 'scheme_country', 'check'];

/** Names every text that is longer than a form may hold, so that what compiles is what the door for forms takes. */
export function nameLongTexts(table: Table, notes: Notes): void {
  for (const column of table.columns) {
    if (column.language !== null && column.language.length > LENGTHS.language)
      notes.errors.push({ sheet: table.sheet, row: table.head, column: column.letter, ...remark('language-long', { most: LENGTHS.language }) });
    if (column.name.length > LENGTHS.name) notes.errors.push({ sheet: table.sheet, row: table.head, column: column.letter, ...remark('text-long', { length: column.name.length, most: LENGTHS.name }) });
    const most = lengthOf(table.sheet.trim().toLowerCase(), column.name);
    for (const line of table.lines) {
      const length = line.at(column).length;
      if (length > most) notes.errors.push({ sheet: table.sheet, row: line.row, column: column.letter, ...remark('text-long', { length, most }) });
    }
  }
}

function lengthOf(sheet: string, column: string): number {
  if (SPOKEN.includes(column) || column === 'form_title') return LENGTHS.text;
  if (EXPRESSIONS.includes(column)) return LENGTHS.expression;
  if (column === 'form_id' || column === 'version') return LENGTHS.id;
  if (column === 'id' && sheet === '_rules') return LENGTHS.rule;
  if (column === 'name') return sheet === 'survey' ? LENGTHS.name : LENGTHS.code;
  return CODES.includes(column) ? LENGTHS.code : LENGTHS.line;
}
