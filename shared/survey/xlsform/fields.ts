import type { Question, QuestionType, Repeat } from '../form.ts';
import { isScheme } from '../identifiers/check.ts';
import { remark } from '../remark.ts';
import type { Line, Notes, Table } from './sheet.ts';
import { isYes } from './sheet.ts';


type Extras = Partial<Pick<Question, 'number' | 'unit' | 'atomic' | 'personal' | 'restricted' | 'measure' | 'idScheme' | 'schemeCountry' | 'identity' | 'shortForm' | 'codeList' | 'lastRound' | 'change'>>;
type RepeatExtras = Partial<Pick<Repeat, 'number' | 'min' | 'max' | 'required' | 'shortForm' | 'table' | 'lastRound'>>;

const IDENTITIES = ['country', 'number', 'name', 'shortName', 'region'] as const;

/** How a repeat is laid out where it is not a plain table. */
const LAYOUTS = ['rows', 'cross'] as const;

/** What may become of last round's numbers, and of its choices and rows. */
const ROUNDS_OF_NUMBER = ['skip', 'grow'] as const;
const ROUNDS_OF_SET = ['skip', 'append'] as const;
const ROUNDS_OF_REST = ['skip'] as const;

/** Reads `_fields` into lines by name; a name that stands twice is refused. */
export function readFields(table: Table | undefined, notes: Notes): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const line of table?.lines ?? []) {
    const name = line.cell('name');
    if (name === '') notes.errors.push({ ...line.address('name'), ...remark('field-none') });
    else if (lines.has(name)) notes.errors.push({ ...line.address('name'), ...remark('field-twice', { name }) });
    else lines.set(name, line);
  }
  return lines;
}

/** What `_fields` adds to a question. */
export function questionExtras(line: Line | undefined, type: QuestionType, lists: ReadonlySet<string>, notes: Notes): Extras {
  if (!line) return {};
  const unit = line.text('unit', 'und');
  const measure = line.cell('measure');
  const identity = line.cell('identity');
  const scheme = line.cell('id_scheme');
  const codeList = line.cell('code_list');
  if (measure !== '' && measure !== 'percent' && measure !== 'money') notes.errors.push({ ...line.address('measure'), ...remark('measure', { found: measure }) });
  if (identity !== '' && !isIdentity(identity)) notes.errors.push({ ...line.address('identity'), ...remark('identity', { known: IDENTITIES.join(', '), found: identity }) });
  if (scheme !== '' && scheme !== 'auto' && !isScheme(scheme)) notes.errors.push({ ...line.address('id_scheme'), ...remark('scheme-unknown', { scheme }) });
  if (scheme === 'auto' && line.cell('scheme_country') === '') notes.errors.push({ ...line.address('scheme_country'), ...remark('scheme-country') });
  if (codeList !== '' && !lists.has(codeList)) notes.errors.push({ ...line.address('code_list'), ...remark('list-unknown', { list: codeList }) });
  return {
    ...(line.cell('number') !== '' && { number: line.cell('number') }),
    ...(Object.keys(unit).length > 0 && { unit }),
    ...(line.cell('atomic') !== '' && { atomic: line.cell('atomic') }),
    ...(isYes(line.cell('personal')) && { personal: true }),
    ...(isYes(line.cell('restricted')) && { restricted: true }),
    ...((measure === 'percent' || measure === 'money') && { measure }),
    ...(scheme !== '' && { idScheme: scheme }),
    ...(line.cell('scheme_country') !== '' && { schemeCountry: line.cell('scheme_country').replace(/^\$\{|\}$/g, '') }),
    ...(isIdentity(identity) && { identity }),
    ...(codeList !== '' && { codeList }),
    ...(isYes(line.cell('short_form')) && { shortForm: true }),
    ...lastRoundOf(line, NUMBERS.has(type) ? ROUNDS_OF_NUMBER : type === 'select_multiple' ? ROUNDS_OF_SET : ROUNDS_OF_REST, notes),
    ...changeOf(line, type, notes),
  };
}

const NUMBERS: ReadonlySet<QuestionType> = new Set(['integer', 'decimal', 'range']);

function lastRoundOf<T extends string>(line: Line, known: readonly T[], notes: Notes): { readonly lastRound?: T } {
  const text = line.cell('last_round');
  const found = known.find((word) => word === text);
  if (text !== '' && found === undefined) notes.errors.push({ ...line.address('last_round'), ...remark('last-round', { known: known.join(', '), found: text }) });
  return found === undefined ? {} : { lastRound: found };
}

function changeOf(line: Line, type: QuestionType, notes: Notes): { readonly change?: number } {
  const text = line.cell('change');
  if (text === '') return {};
  const change = Number(text.replace(',', '.'));
  if (NUMBERS.has(type) && Number.isFinite(change) && change >= 0 && change <= 1_000_000) return { change };
  notes.errors.push({ ...line.address('change'), ...remark('change', { found: text }) });
  return {};
}

/** What `_fields` adds to a repeat. */
export function repeatExtras(line: Line | undefined, notes: Notes): RepeatExtras {
  if (!line) return {};
  const bound = (name: 'min' | 'max'): number | undefined => {
    const text = line.cell(name);
    if (text === '') return undefined;
    const number = Number(text);
    if (Number.isSafeInteger(number) && number >= 0) return number;
    notes.errors.push({ ...line.address(name), ...remark('rows-number', { found: text }) });
    return undefined;
  };
  const min = bound('min');
  const max = bound('max');
  const layout = line.cell('table');
  if (layout !== '' && !isLayout(layout)) notes.errors.push({ ...line.address('table'), ...remark('layout', { known: LAYOUTS.join(', '), found: layout }) });
  if (min !== undefined && max !== undefined && min > max) notes.errors.push({ ...line.address('max'), ...remark('rows-bounds', { max, min }) });
  return {
    ...(line.cell('number') !== '' && { number: line.cell('number') }),
    ...(isLayout(layout) && { table: layout }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(isYes(line.cell('required')) && { required: true }),
    ...(isYes(line.cell('short_form')) && { shortForm: true }),
    ...lastRoundOf(line, ROUNDS_OF_SET, notes),
  };
}

function isIdentity(text: string): text is (typeof IDENTITIES)[number] {
  return (IDENTITIES as readonly string[]).includes(text);
}

function isLayout(text: string): text is (typeof LAYOUTS)[number] {
  return (LAYOUTS as readonly string[]).includes(text);
}
