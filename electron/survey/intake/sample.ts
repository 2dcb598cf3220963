import type { ColumnValues, ListMapping, ListSample, ReadExample } from '../../../shared/ipc/intake.ts';
import type { Writing } from '../../../shared/ipc/intake.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { printValue } from '../../../shared/survey/engine/message.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { clean } from '../../../shared/survey/xlsform/sheet.ts';
import { localeOf } from '../../../shared/text/values.ts';
import type { ReadyForm } from '../form.ts';
import { columnNames } from './columnNames.ts';
import type { RowReader } from './listRows.ts';
import type { ListTable } from './listTable.ts';
import { readValue } from '../workbook/readValue.ts';
import { recogniseWriting } from './recognise.ts';
import { guessQuestions } from './targets.ts';

const EXAMPLES = 3;
const MOST_VALUES = 500;

/** What a person is shown of a list before columns are mapped. */
export function sampleOf(table: ListTable, form: ReadyForm, repeat: Path | null): ListSample {
  const guesses = guessQuestions(table.head, form.map, repeat);
  return {
    kind: table.kind, sheets: table.sheets, reading: table.reading, writing: recogniseWriting(table), rows: table.rows.length - table.aside.length, hiddenRows: table.hiddenRows,
    columns: table.head.map((name, column) => ({ name, examples: [...textsIn(table, column, EXAMPLES).keys()], guess: guesses[column] ?? null })),
  };
}

/** A mapping of what the headings seem to ask, to begin with. */
export function guessedMapping(sample: ListSample, form: ReadyForm, name: string, repeat: Path | null): ListMapping {
  return {
    formatVersion: 1, form: form.definition.id, name, country: null, repeat, writing: sample.writing,
    reading: sample.kind === 'workbook' ? { sheet: sample.reading.sheet, encoding: null, separator: null, headRow: sample.reading.headRow } : { ...sample.reading, sheet: null },
    columns: sample.columns.flatMap(({ name: column, guess }) => (guess === null ? [] : [{ column, question: guess, values: {} }])),
  };
}

/** The texts of a column with the choice that each of them names by itself: so many as a person looks through, those that name none before all others, then the most frequent. */
export function valuesOf(table: ListTable, form: ReadyForm, column: string, path: Path): ColumnValues {
  const question = form.map.questions.get(path);
  const names = question?.list === undefined ? null : columnNames(form.definition, form.map, question);
  const several = question?.type === 'select_multiple' || question?.type === 'rank';
  const counts = new Map<string, number>();
  for (const [text, count] of textsIn(table, table.head.indexOf(column), Infinity))
    for (const part of several && names?.codeOf(text) === undefined ? text.split(/[;\n]/).map((one) => one.trim()) : [text]) if (part !== '') counts.set(part, (counts.get(part) ?? 0) + count);
  const all = [...counts].map(([text, count]) => ({ text, count, code: names?.codeOf(text) ?? null })).sort((a, b) => Number(a.code !== null) - Number(b.code !== null) || b.count - a.count);
  const hidden = all.slice(MOST_VALUES);
  return { values: all.slice(0, MOST_VALUES), more: hidden.length, moreUnknown: hidden.filter(({ code }) => code === null).length };
}

/** Texts that were read as numbers and days, for a person to confirm: some of each column that holds any. */
export function readExamples(table: ListTable, columns: RowReader['columns'], writing: Writing, language: Language): readonly ReadExample[] {
  return columns.flatMap(({ column, name, question }): readonly ReadExample[] => {
    const kind = question?.type === 'date' ? 'date' : question?.type === 'integer' || question?.type === 'decimal' ? 'number' : null;
    if (kind === null || question === null) return [];
    const found: ReadExample[] = [];
    const seen = new Set<string>();
    for (const row of table.rows) {
      const cell = row[column] ?? null;
      if (typeof cell !== 'string' || seen.has(cell)) continue;
      seen.add(cell);
      const value = readValue(question, cell, null, writing);
      if (typeof value !== 'number' && (kind !== 'date' || typeof value !== 'string')) continue;
      // The ones that could be read otherwise tell most.
      if (/[.,/\s-]/.test(cell.trim())) found.push({ column: name, kind, text: clean(cell), shown: typeof value === 'string' ? longDay(value, language) : printValue(value, language) });
      if (found.length === EXAMPLES) break;
    }
    return found;
  });
}

/** With the month as a word: `03.04.2025` read as the third of April must not look like the fourth of March. */
function longDay(day: string, language: Language): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

function textsIn({ rows }: ListTable, column: number, most: number): ReadonlyMap<string, number> {
  const texts = new Map<string, number>();
  for (const row of rows) {
    const text = clean(row[column] ?? null);
    if (text === '') continue;
    texts.set(text, (texts.get(text) ?? 0) + 1);
    if (texts.size >= most) break;
  }
  return texts;
}
