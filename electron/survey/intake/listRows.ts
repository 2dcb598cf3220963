import type { ListMapping, Writing } from '../../../shared/ipc/intake.ts';
import type { FormDefinition, Question } from '../../../shared/survey/form.ts';
import { checkIdentifier, isScheme, schemeOfCountry } from '../../../shared/survey/identifiers/check.ts';
import { isMissing, type Answer, type Path } from '../../../shared/survey/response.ts';
import { clean, letterOf, type CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import type { SentenceCode, SentenceValues } from '../../../shared/text/print.ts';
import type { Company } from '../../database/tables/company.ts';
import { identifyCompany } from '../company.ts';
import type { FormMap } from '../formMap.ts';
import { foldName, type ChoiceNames } from '../workbook/choiceNames.ts';
import { columnNames } from './columnNames.ts';
import type { ListTable } from './listTable.ts';
import { isNumeric, readValue, withoutApostrophe } from '../workbook/readValue.ts';

/** Why a row is refused. */
export interface RowRefusal {
  readonly row: number;
  /** Null when the row does not say which company it is about. */
  readonly entity: string | null;
  /** As the row names the company. */
  readonly company: string;
  readonly code: Extract<SentenceCode, `excel.refused.${string}`>;
  readonly values: SentenceValues;
}

/** What one row says. */
export interface ListRow {
  readonly row: number;
  readonly company: Company;
  /** Questions outside the table whose rows the list holds. */
  readonly answers: Map<Path, Answer>;
  /** Questions of that table. */
  readonly item: ReadonlyMap<Path, Answer>;
}

interface MappedColumn {
  readonly column: number;
  readonly name: string;
  readonly path: Path;
  /** Null for the number of the company. */
  readonly question: Question | null;
  readonly names: ChoiceNames | null;
  readonly values: ReadonlyMap<string, string | null>;
  /** What its texts were read as. */
  readonly seen: Map<string, ReadCell>;
  /** Whether a number in it is the answer as it stands. */
  readonly isNumber: boolean;
  /** Whether it belongs to the table whose rows the list holds. */
  readonly inTable: boolean;
}

/** What a cell says, and why it cannot be taken; the value is null when it says nothing. */
interface ReadCell {
  readonly value: Answer | null;
  readonly wrong: RowRefusal['code'] | null;
}

const EMPTY: ReadCell = { value: null, wrong: null };
const NOTHING: Map<Path, Answer> = new Map();

const MOST_SEEN = 10_000;

/** The reader of a list's rows; columns that the list does not have are in `absent`. */
export interface RowReader {
  readonly absent: readonly string[];
  readonly columns: readonly MappedColumn[];
  /** The question that holds a company's number by this scheme. */
  readonly ownNumber: (scheme: string) => Path | undefined;
  /** Null for an empty row. */
  readonly read: (cells: readonly CellValue[], row: number) => ListRow | RowRefusal | null;
}

/** Makes the reader of a list by its mapping. `country` is where a company is from whose row does not say it. */
export function rowReader(definition: FormDefinition, map: FormMap, table: ListTable, mapping: ListMapping, writing: Writing, country: string): RowReader {
  const at = new Map(table.head.map((name, column) => [name, column]));
  const columns = mapping.columns.flatMap(({ column: name, question: path, values }): readonly MappedColumn[] => {
    const column = at.get(name);
    if (column === undefined) return [];
    const question = map.questions.get(path) ?? null;
    return [{
      column, name, path, question, names: question && columnNames(definition, map, question), values: new Map(Object.entries(values).map(([text, code]) => [foldName(text), code])), seen: new Map(),
      isNumber: question !== null && isNumeric(question) && Object.keys(values).length === 0, inTable: mapping.repeat !== null && path.startsWith(`${mapping.repeat}/`),
    }];
  });
  const flawed = new Map(table.flaws.map((flaw) => [`${flaw.column}${flaw.row}`, flaw]));
  const { identity } = map;
  const numbers = new Set(identity.number.values());

  const countryColumn = columns.find(({ path }) => path === identity.country);
  const numberColumn = columns.find(({ question }) => question === null);
  const numberOf = new Map([...identity.number].map(([scheme, path]) => [scheme, columns.find((one) => one.path === path)]));
  const named = columns.find(({ path }) => path === identity.name) ?? numberColumn ?? columns.find(({ path }) => numbers.has(path));

  const read = (cells: readonly CellValue[], row: number): ListRow | RowRefusal | null => {
    if (!cells.some((cell) => cell !== null && clean(cell) !== '')) return null;
    let entity: string | null = null;
    const refuse = (code: RowRefusal['code'], values: SentenceValues): RowRefusal => ({ row, entity, company: named ? clean(cells[named.column] ?? null) : '', code, values });
    const said = countryColumn ? cellOf(countryColumn, cells[countryColumn.column] ?? null).value : null;
    const state = typeof said === 'string' ? said : country;
    const scheme = schemeOfCountry(state);
    if (!scheme) return refuse('excel.refused.country', { country: state });
    const digits = identifierIn(scheme, cells[(numberColumn ?? numberOf.get(scheme))?.column ?? -1] ?? null);
    if (digits === '') return refuse('excel.refused.no-number', {});
    const company = identifyCompany({ country: state, scheme, number: digits, name: (named ? clean(cells[named.column] ?? null) : '') || digits });
    if (!company.ok) return refuse('excel.refused.identifier', { number: digits });
    entity = company.value.entity;

    const answers = new Map<Path, Answer>();
    const item = mapping.repeat === null ? NOTHING : new Map<Path, Answer>();
    for (const mapped of columns) {
      const { column, path, name } = mapped;
      const flaw = flawed.size === 0 ? undefined : flawed.get(`${letterOf(column)}${row}`);
      if (flaw) return refuse(`excel.refused.${flaw.kind}`, { column: name, shown: flaw.shown });
      const cell = cells[column] ?? null;
      if (cell === null) continue;
      const percent = table.percents.size > 0 && table.percents.has(`${letterOf(column)}${row}`);
      if (typeof cell === 'number' && mapped.isNumber && !percent) {
        (mapped.inTable ? item : answers).set(path, cell);
        continue;
      }
      const { value, wrong } = cellOf(mapped, cell, percent);
      if (value === null) continue;
      if (wrong) return refuse(wrong, { column: name, text: clean(cell) });
      (mapped.inTable ? item : answers).set(path, value);
    }
    // The list says which company it is; how its number is written there does not change it.
    const own = identity.number.get(scheme);
    if (own !== undefined) answers.set(own, company.value.number);
    if (identity.country !== null) answers.set(identity.country, state);
    return { row, company: company.value, answers, item };
  };

  /** The texts of a list of choices, and of days, come again and again. */
  const cellOf = (mapped: MappedColumn, cell: CellValue, percent = false): ReadCell => {
    const isKept = typeof cell === 'string' && (mapped.names !== null || mapped.question?.type === 'date');
    const before = isKept ? mapped.seen.get(cell) : undefined;
    if (before !== undefined) return before;
    const value = parsed(mapped, cell, percent);
    const read = value === null ? EMPTY : { value, wrong: refusalOf(mapped, value) };
    if (isKept && mapped.seen.size < MOST_SEEN) mapped.seen.set(cell, read);
    return read;
  };

  const parsed = ({ question, names, values }: MappedColumn, cell: CellValue, percent: boolean): Answer | null => {
    if (cell === null || question === null) return null;
    if (values.size === 0) return readValue(question, cell, names, writing, percent);
    const whole = values.get(foldName(clean(cell)));
    if (whole !== undefined) return whole === null ? null : question.type === 'select_multiple' || question.type === 'rank' ? [whole] : whole;
    const value = readValue(question, cell, names, writing, percent);
    if (!Array.isArray(value)) return value;
    const codes = (value as readonly string[]).map((code) => values.get(foldName(code)) ?? (values.has(foldName(code)) ? null : code)).filter((code) => code !== null);
    return codes.length === 0 ? null : codes;
  };

  return { absent: mapping.columns.filter(({ column }) => !at.has(column)).map(({ column }) => column), columns, ownNumber: (scheme) => identity.number.get(scheme), read };
}

/** Why a value cannot be taken from a list: unlike a person's draft, a list is corrected where it is kept. */
function refusalOf({ question, names }: MappedColumn, value: Answer): RowRefusal['code'] | null {
  if (question === null || isMissing(value)) return null;
  switch (question.type) {
    case 'integer': case 'decimal': case 'range': case 'year': return typeof value === 'number' ? null : 'excel.refused.number';
    case 'date': return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : 'excel.refused.date';
    case 'select_one': return names === null || (typeof value === 'string' && names.nameOf(value) !== undefined) ? null : 'excel.refused.value';
    case 'select_multiple': case 'rank': return names === null || (Array.isArray(value) && (value as readonly string[]).every((code) => names.nameOf(code) !== undefined)) ? null : 'excel.refused.value';
    default: return null;
  }
}

const LENGTHS: Readonly<Record<string, readonly number[]>> = { ru_inn: [10, 12], by_unp: [9], kz_bin: [12], kg_inn: [14], am_tin: [8] };

/** The number as the state writes it; zeros in front that a spreadsheet has dropped come back where the check digit then fits. */
function identifierIn(scheme: string, cell: CellValue): string {
  const text = withoutApostrophe(clean(cell)).replace(/[\s-]/g, '');
  if (!/^\d+$/.test(text) || !isScheme(scheme) || checkIdentifier(scheme, text).ok) return text;
  const padded = (LENGTHS[scheme] ?? []).map((length) => text.padStart(length, '0')).find((number) => {
    const checked = checkIdentifier(scheme, number);
    return number !== text && checked.ok && checked.certainty === 'check-digit';
  });
  return padded ?? text;
}
