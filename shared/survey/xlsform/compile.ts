import type { CompiledForm, FormProblem } from '../engine/compile.ts';
import { checkForm } from '../engine/compile.ts';
import type { FormDefinition, FormNode, Question } from '../form.ts';
import { LENGTHS } from '../engine/parseForm.ts';
import type { Remark } from '../remark.ts';
import { remark } from '../remark.ts';
import { readChoices, withOther } from './choices.ts';
import { COLUMNS, UNSUPPORTED_COLUMNS } from './columns.ts';
import { readFields } from './fields.ts';
import type { Files } from './files.ts';
import { readFileLists } from './files.ts';
import { nameLongTexts } from './lengths.ts';
import { lintForm } from './lint.ts';
import { readSurvey } from './questions.ts';
import { readRenames } from './renames.ts';
import { readParameters, readRules, ruleKey } from './rules.ts';
import type { Address, Column, Complaint, Notes, Sheet, Table } from './sheet.ts';
import { isYes, languageTag, readTable } from './sheet.ts';
import { missingTranslations, SPOKEN } from './translations.ts';

export interface WorkbookResult {
  /** Present only when there are no errors. */
  readonly definition?: FormDefinition;
  readonly form?: CompiledForm;
  readonly errors: readonly Complaint[];
  readonly unsupported: readonly Complaint[];
  readonly warnings: readonly Complaint[];
}

const SHEETS = ['survey', 'choices', 'settings', 'external_choices', '_settings', '_fields', '_rules', '_parameters', '_renames'];

/** Sheets of the standard for what no desktop computer does: a template brings them along empty. */
const UNSUPPORTED_SHEETS = ['entities', 'osm'];

/** Whether a sheet of this name is part of a form: what stands in others need not be read. */
export function isFormSheet(name: string): boolean {
  return [...SHEETS, ...UNSUPPORTED_SHEETS].includes(name.trim().toLowerCase());
}

/**
 * Compiles an XLSForm workbook to a form definition. Every expression is checked against the form, and whatever is wrong
 * or not supported is named with the address of its cell; with errors there is no definition. `files` are those beside
 * the workbook that {@link filesNamedIn} names.
 */
export function compileWorkbook(sheets: readonly Sheet[], options: { readonly fallbackId?: string; readonly files?: Files } = {}): WorkbookResult {
  const notes: Notes = { errors: [], warnings: [], unsupported: [] };
  const named = (name: string): Table | undefined => {
    const sheet = sheets.find((one) => one.name.trim().toLowerCase() === name);
    return sheet && readTable(sheet);
  };
  const seen = new Set<string>();
  for (const sheet of sheets) {
    nameOtherSheet(sheet, seen, notes);
    nameFlaws(sheet, notes);
  }
  const survey = named('survey');
  if (!survey) {
    notes.errors.push({ sheet: 'survey', row: 1, column: 'A', ...remark('no-survey') });
    return notes;
  }
  const tables = { survey, choices: named('choices'), external: named('external_choices'), settings: named('settings'), titles: named('_settings'), fields: named('_fields'), rules: named('_rules'), parameters: named('_parameters'), renames: named('_renames') };
  for (const table of [survey, tables.settings, tables.titles, tables.fields, tables.rules, tables.parameters, tables.renames]) if (table) nameColumns(table, notes);

  for (const table of Object.values(tables)) {
    if (!table) continue;
    nameDoubles(table, notes);
    nameLongTexts(table, notes);
    notes.warnings.push(...table.unheaded.map((at) => ({ ...at, ...remark('no-heading') })));
  }
  const settings = tables.settings?.lines[0];
  for (const table of [tables.settings, tables.titles]) {
    const [, second] = table?.lines ?? [];
    if (second) notes.warnings.push({ sheet: second.address('').sheet, row: second.row, column: 'A', ...remark('settings-row') });
  }
  const wanted = settings?.cell('default_language') ?? '';
  const { language, all } = languagesOf([survey, tables.choices, tables.external, tables.rules, tables.settings], wanted, notes);
  const atLanguage = settings?.address('default_language') ?? { sheet: 'settings', row: 1, column: 'A' };
  if (!all.includes(language)) notes.errors.push({ ...atLanguage, ...remark('language-missing', { language: wanted }) });
  else if (wanted !== '' && language.length > LENGTHS.language) notes.errors.push({ ...atLanguage, ...remark('language-long', { most: LENGTHS.language }) });

  const places = new Map<string, Address>();
  const note = (where: string, part: string, address: Address): void => void places.set(`${where} ${part}`, address);
  const lists = { ...readFileLists(options.files ?? new Map(), survey, language, notes), ...readChoices([tables.choices, tables.external].filter((table) => table !== undefined), language, { allowDuplicates: settings?.cell('allow_choice_duplicates') ?? '' }, notes) };
  const fields = readFields(tables.fields, notes);
  const leftOut = new Map<string, number>();
  const read = readSurvey(survey, { leftOut, language, languages: all, lists: new Set(Object.keys(lists)), fields, notes, note });
  const byName = pathsByName(read);
  const body = resolveTriggers(read, (name) => byName.get(name) ?? [], places, notes);
  for (const [name, line] of fields) if (!byName.has(name)) notes.errors.push({ ...line.address('name'), ...remark('question-unknown', { name }) });
  const rules = readRules(tables.rules, language, (name) => byName.get(name) ?? [], note, notes);
  const id = settings?.cell('form_id') || options.fallbackId || '';
  if (id === '') notes.errors.push({ sheet: 'settings', row: 2, column: 'A', ...remark('no-form-id') });
  // Other tools know one title only: further languages stand in `_settings`.
  const title = { ...tables.titles?.lines[0]?.text('form_title', language), ...settings?.text('form_title', language) };
  const definition: FormDefinition = {
    formatVersion: 1,
    id,
    version: settings?.cell('version') || '1',
    title: Object.keys(title).length > 0 ? title : { [language]: id },
    languages: all,
    defaultLanguage: language,
    body,
    choices: addOthers(lists, body, all),
    rules,
    parameters: readParameters(tables.parameters, notes),
    ...(tables.renames && tables.renames.lines.length > 0 && { renames: readRenames(tables.renames, byName, lists, notes) }),
  };
  const checked = checkForm(definition);
  if (!checked.ok) for (const problem of checked.error) notes.errors.push({ ...addressOf(problem, places), ...complaintOf(withReason(problem, leftOut)) });
  notes.warnings.push(...missingTranslations([survey, tables.choices, tables.external, tables.rules], all, language));
  notes.warnings.push(...lintForm(definition).map(({ where, part, remark: said }) => ({ ...(places.get(`${where} ${part}`) ?? NOWHERE), ...said })));
  return { ...sorted(notes), ...(notes.errors.length === 0 && checked.ok && { definition, form: checked.value }) };
}

const NOWHERE: Address = { sheet: 'survey', row: 1, column: 'A' };

function nameOtherSheet(sheet: Sheet, seen: Set<string>, notes: Notes): void {
  const name = sheet.name.trim().toLowerCase();
  const at = { sheet: sheet.name, row: 1, column: 'A' };
  if (SHEETS.includes(name)) {
    if (seen.has(name)) notes.errors.push({ ...at, ...remark('sheet-twice', { sheet: name }) });
    seen.add(name);
  } else if (UNSUPPORTED_SHEETS.includes(name)) {
    const { lines, unheaded } = readTable(sheet);
    if (lines.length > 0 || unheaded.length > 0) notes.unsupported.push({ ...at, ...remark('sheet', { sheet: sheet.name }) });
  } else if (name.startsWith('_')) notes.warnings.push({ ...at, ...remark('sheet-unread', { sheet: sheet.name }) });
}

/** A value that the spreadsheet itself does not know must not be taken for none. */
function nameFlaws(sheet: Sheet, notes: Notes): void {
  if (!SHEETS.includes(sheet.name.trim().toLowerCase())) return;
  for (const { row, column, kind, shown } of sheet.flaws ?? []) {
    notes.errors.push({ sheet: sheet.name, row, column, ...(kind === 'error' ? remark('cell-error', { shown }) : remark('cell-formula')) });
  }
}

function nameColumns(table: Table, notes: Notes): void {
  const known = COLUMNS[table.sheet.trim().toLowerCase()];
  for (const { name, letter, language } of table.columns) {
    const at = { sheet: table.sheet, row: table.head, column: letter };
    if (known?.includes(name)) continue;
    if (UNSUPPORTED_COLUMNS.test(name)) {
      const line = table.lines.find((one) => (language === null ? one.cell(name) : one.text(name, '')[language] ?? '') !== '' && !isYes(one.cell('disabled')));
      if (line) notes.unsupported.push({ ...at, row: line.row, ...remark('column', { column: name }) });
    } else notes.warnings.push({ ...at, ...remark('column-unread', { column: name }) });
  }
}

/** Of two columns with one heading only the first would be read. */
function nameDoubles(table: Table, notes: Notes): void {
  const seen = new Map<string, string>();
  for (const { name, language, letter } of table.columns) {
    const heading = language === null ? name : `${name}::${language}`;
    const before = seen.get(heading);
    if (before === undefined) seen.set(heading, letter);
    else notes.errors.push({ sheet: table.sheet, row: table.head, column: letter, ...remark('column-twice', { column: heading, before }) });
  }
}

/**
 * The languages of a form, in the order in which columns first name them, and the default one. Texts under a heading without a language are in
 * the default language; where that is the heading of other texts too, and nobody says which is the default, they are a language of their own.
 */
function languagesOf(tables: readonly (Table | undefined)[], wanted: string, notes: Notes): { readonly language: string; readonly all: readonly string[] } {
  const columns = tables.map((table) => (table?.columns ?? []).filter((column) => isSpoken(column.name)));
  const named = [...new Set(columns.flat().flatMap((column) => column.language ?? []))];
  if (named.length === 0) {
    const only = wanted === '' ? 'und' : languageTag(wanted);
    return { language: only, all: [only] };
  }
  const hasPlain = columns.flat().some((column) => column.language === null);
  const twice = (language: string): readonly Complaint[] => tables.flatMap((table, index) => (table ? plainAndNamed(table, columns[index] ?? [], language) : []));
  const first = named[0] as string;
  const language = wanted !== '' ? languageTag(wanted) : twice(first).length > 0 ? 'und' : first;
  notes.errors.push(...twice(language));
  return { language, all: hasPlain && !named.includes(language) ? [language, ...named] : named };
}

/** Headings that are there without a language and in this one as well. */
function plainAndNamed(table: Table, columns: readonly Column[], language: string): readonly Complaint[] {
  return columns.flatMap((column): readonly Complaint[] => {
    const other = columns.find((one) => one.name === column.name && one.language === language);
    if (column.language !== null || !other) return [];
    const [before, after] = column.index < other.index ? [column, other] : [other, column];
    return [{ sheet: table.sheet, row: table.head, column: after.letter, ...remark('column-twice', { column: `${column.name}::${language}`, before: before.letter }) }];
  });
}

/** Columns whose texts people read; `label::ru` names a language, `attribute::x` does not. */
function isSpoken(column: string): boolean {
  return column === 'form_title' || SPOKEN.includes(column);
}

function pathsByName(nodes: readonly FormNode[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const walk = (list: readonly FormNode[]): void => {
    for (const node of list) {
      found.set(node.name, [...(found.get(node.name) ?? []), node.path]);
      if (node.kind !== 'question') walk(node.children);
    }
  };
  walk(nodes);
  return found;
}

/** Turns names in `trigger` into template paths. */
function resolveTriggers(nodes: readonly FormNode[], pathsOf: (name: string) => readonly string[], places: ReadonlyMap<string, Address>, notes: Notes): readonly FormNode[] {
  return nodes.map((node): FormNode => {
    if (node.kind !== 'question') return { ...node, children: resolveTriggers(node.children, pathsOf, places, notes) };
    if (!node.trigger) return node;
    const trigger = node.trigger.flatMap((name) => {
      const [path] = pathsOf(name);
      if (path === undefined) notes.errors.push({ ...(places.get(`${node.path} trigger`) ?? NOWHERE), ...remark('trigger-unknown', { name }) });
      return path ?? [];
    });
    return { ...node, trigger };
  });
}

function addOthers(lists: FormDefinition['choices'], body: readonly FormNode[], languages: readonly string[]): FormDefinition['choices'] {
  const open = new Set<string>();
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (node.kind !== 'question') walk(node.children);
      else if (isOpen(node)) open.add(node.list as string);
    }
  };
  walk(body);
  return Object.fromEntries(Object.entries(lists).map(([name, choices]) => [name, open.has(name) ? withOther(choices, languages) : choices]));
}

function isOpen(question: Question): boolean {
  return question.orOther === true && question.list !== undefined;
}

function addressOf(problem: FormProblem, places: ReadonlyMap<string, Address>): Address {
  const where = problem.rule === undefined ? problem.where : ruleKey(problem.rule);
  return places.get(`${where} ${problem.part}`) ?? NOWHERE;
}

/** A name that is not found because its question is not supported is not the author's slip. */
function withReason(problem: FormProblem, leftOut: ReadonlyMap<string, number>): FormProblem {
  const { code, values } = problem.remark;
  const row = code === 'question-unknown' ? leftOut.get(String(values['name'])) : undefined;
  return row === undefined ? problem : { ...problem, remark: remark('question-left-out', { ...values, row }) };
}

function complaintOf({ kind, remark: said, where, at }: FormProblem): Remark & Pick<Complaint, 'within'> {
  return kind === 'cycle' || kind === 'unknown-template' || kind === 'unknown-list' ? said : { ...said, within: { where, character: at + 1 } };
}

function sorted(notes: Notes): Notes {
  const order = (a: Address, b: Address): number => rank(a.sheet) - rank(b.sheet) || a.row - b.row || a.column.length - b.column.length || (a.column < b.column ? -1 : a.column > b.column ? 1 : 0);
  return { errors: notes.errors.toSorted(order), warnings: notes.warnings.toSorted(order), unsupported: notes.unsupported.toSorted(order) };
}

function rank(sheet: string): number {
  const at = SHEETS.indexOf(sheet.trim().toLowerCase());
  return at < 0 ? SHEETS.length : at;
}
