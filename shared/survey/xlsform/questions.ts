import { namesIn } from '../expression/names.ts';
import { parseExpression } from '../expression/parse.ts';
import type { FormNode, Question, Text } from '../form.ts';
import { DEEPEST } from '../engine/parseForm.ts';
import { remark } from '../remark.ts';
import { questionExtras, repeatExtras } from './fields.ts';
import { readParameters } from './parameters.ts';
import type { Address, Line, Notes, Table } from './sheet.ts';
import { isNo, isYes } from './sheet.ts';
import type { RowType } from './types.ts';
import { parseRowType } from './types.ts';

export interface SurveyReader {
  readonly language: string;
  readonly languages: readonly string[];
  readonly lists: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, Line>;
  readonly notes: Notes;
  /** Rows of questions that are not supported, by name. */
  readonly leftOut: Map<string, number>;
  /** Remembers in which cell a part of a node stands. */
  readonly note: (where: string, part: string, address: Address) => void;
}

/** Whether a row says anything to a reader of the form: rows that hold only authors' notes do not. */
function isAsked(line: Line, language: string): boolean {
  const cells = ['type', 'name', 'relevant', 'required', 'constraint', 'calculation', 'default'];
  return cells.some((column) => line.cell(column) !== '') || ['label', 'hint'].some((column) => Object.keys(line.text(column, language)).length > 0);
}

type QuestionRow = Extract<RowType, { readonly kind: 'question' }>;

/** Reads the survey sheet into the tree of the form. */
export function readSurvey(table: Table, reader: SurveyReader): readonly FormNode[] {
  const { notes } = reader;
  const lines = table.lines.filter((line) => !isYes(line.cell('disabled')) && isAsked(line, reader.language));
  let next = 0;

  const block = (parent: string, depth: number, opened: { readonly of: 'group' | 'repeat'; readonly line: Line } | null): readonly FormNode[] => {
    const nodes: FormNode[] = [];
    const names = new Set<string>();
    while (next < lines.length) {
      const line = lines[next++] as Line;
      const type = parseRowType(line.cell('type'));
      if (type.kind === 'end') {
        if (opened?.of === type.of) return nodes;
        notes.errors.push({ ...line.address('type'), ...(opened ? remark('end-crossed', { of: type.of, opened: opened.of, row: opened.line.row }) : remark('end-nothing', { of: type.of })) });
        if (opened) return nodes;
        continue;
      }
      if (type.kind === 'unknown') {
        notes.errors.push({ ...line.address('type'), ...(line.cell('type') === '' ? remark('type-none') : remark('type-unknown', { type: line.cell('type') })) });
        continue;
      }
      if (type.kind === 'unsupported') {
        if (/^(?:csv|xml)-external$/i.test(line.cell('type')) && reader.lists.has(line.cell('name'))) continue;
        notes.unsupported.push({ ...line.address('type'), ...type.what, values: { ...type.what.values, file: `${line.cell('name')}.${line.cell('type').slice(0, 3).toLowerCase()}` } });
        reader.leftOut.set(line.cell('name'), line.row);
        continue;
      }
      const name = line.cell('name') || (type.kind === 'question' && type.metadata) || '';
      if (!checkName(name, names, line, notes) && type.kind === 'question') continue;
      names.add(name);
      const path = `${parent}/${name}`;
      if (type.kind === 'begin' && depth === DEEPEST) {
        notes.errors.push({ ...line.address('type'), ...remark('too-deep', { most: DEEPEST }) });
        next = Infinity;
        return nodes;
      }
      if (type.kind === 'begin') nodes.push(readBlock(type.of, name, path, depth + 1, line));
      else nodes.push(...readQuestion(type, name, path, line, reader));
      if (type.kind !== 'question' || !type.orOther) continue;
      if (names.has(`${name}_other`)) notes.errors.push({ ...line.address('name'), ...remark('name-twice', { name: `${name}_other` }) });
      names.add(`${name}_other`);
    }
    if (opened && next !== Infinity) notes.errors.push({ ...opened.line.address('type'), ...remark('not-ended', { of: opened.of, name: opened.line.cell('name') }) });
    return nodes;
  };

  const readBlock = (of: 'group' | 'repeat', name: string, path: string, depth: number, line: Line): FormNode => {
    const field = reader.fields.get(name);
    const shared = { name, path, ...common(line, path, reader) };
    const count = line.cell('repeat_count');
    if (count !== '') reader.note(path, 'count', line.address('repeat_count'));
    const children = block(path, depth, { of, line });
    if (of === 'repeat') return { kind: 'repeat', ...shared, children, ...(count !== '' && { count }), ...repeatExtras(field, notes) };
    const number = field?.cell('number') ?? '';
    return { kind: 'group', ...shared, children, ...(number !== '' && { number }) };
  };

  return block('', 0, null);
}

function readQuestion(type: QuestionRow, name: string, path: string, line: Line, reader: SurveyReader): readonly FormNode[] {
  const { notes, note } = reader;
  const { text, expression, truth, messages } = cellsOf(line, path, reader);
  const appearance = line.cell('appearance');
  for (const word of appearance.split(/\s+/)) if (UNSUPPORTED_APPEARANCES.test(word)) notes.unsupported.push({ ...line.address('appearance'), ...remark('appearance', { appearance: word }) });
  if (!hasItsList(type, path, line, reader)) {
    reader.leftOut.set(name, line.row);
    return [];
  }
  const calculation = expression('calculation', 'calculation');
  if (type.type === 'calculate' && calculation === undefined) notes.errors.push({ ...line.address('calculation'), ...remark('calculation-none') });
  const trigger = readTrigger(path, line, reader);
  const parameters = { ...readParameters(type.type, line, notes, type.external === true), ...(type.metadata !== undefined && { kind: type.metadata }) };
  const source = line.cell('default');
  if (source !== '') note(path, 'default', line.address('default'));
  const question: Question = {
    kind: 'question',
    type: type.type === 'integer' && /(?:^|\s)year(?:\s|$)/.test(appearance) ? 'year' : type.type,
    name,
    path,
    ...common(line, path, reader),
    ...optional('guidance', text('guidance_hint')),
    ...optional('required', truth('required', 'required')),
    ...optional('requiredMessage', messages('required_message', 'requiredMessage')),
    ...optional('constraint', expression('constraint', 'constraint')),
    ...optional('constraintMessage', messages('constraint_message', 'constraintMessage')),
    ...optional('calculation', calculation),
    ...(trigger.length > 0 && { trigger }),
    ...optional('readonly', truth('readonly', 'readonly')),
    ...(source !== '' && { default: defaultExpression(source, type.type) }),
    ...optional('list', type.list),
    ...optional('choiceFilter', expression('choice_filter', 'choiceFilter')),
    ...(type.orOther && { orOther: true }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...questionExtras(reader.fields.get(name), type.type, reader.lists, notes),
  };
  if (!type.orOther) return [question];
  const other: Question = {
    kind: 'question', type: 'text', name: `${name}_other`, path: `${path}_other`, relevant: `selected(\${${name}}, 'other')`,
    label: Object.fromEntries(reader.languages.map((tag) => [tag, SPECIFY.get(tag) ?? 'Specify other'])),
  };
  return [question, other];
}

/** Readers of the cells of a line; where an expression or a message stands is noted, so that what is wrong with it can be said of its cell. */
function cellsOf(line: Line, path: string, { note, language }: SurveyReader) {
  const text = (column: string): Text | undefined => {
    const found = line.text(column, language);
    return Object.keys(found).length === 0 ? undefined : found;
  };
  return {
    text,
    expression(column: string, part: string): string | undefined {
      const source = line.cell(column);
      if (source === '') return undefined;
      note(path, part, line.address(column));
      return source;
    },
    truth(column: string, part: string): string | undefined {
      const source = line.cell(column);
      if (isNo(source)) return undefined;
      note(path, part, line.address(column));
      return isYes(source) ? 'true()' : source;
    },
    messages(column: string, part: string): Text | undefined {
      const found = text(column);
      for (const tag of Object.keys(found ?? {})) note(path, `${part}::${tag}`, line.address(column, tag));
      return found;
    },
  };
}

/** A question whose list is nowhere cannot be asked; choices from rows of the form (`${…}`) are found later. */
function hasItsList({ list, external }: QuestionRow, path: string, line: Line, { notes, note, lists }: SurveyReader): boolean {
  if (list === undefined) return true;
  note(path, 'list', line.address('type'));
  if (list.startsWith('${') || lists.has(list)) return true;
  if (external) notes.unsupported.push({ ...line.address('type'), ...remark('choices-file', { type: line.cell('type'), list }) });
  else notes.errors.push({ ...line.address('type'), ...remark('list-unknown', { list }) });
  return false;
}

/** The names of the questions whose change sets off a calculation. */
function readTrigger(path: string, line: Line, { notes, note }: SurveyReader): readonly string[] {
  const cell = line.cell('trigger');
  const names = namesIn(cell);
  if (names.length > 0) note(path, 'trigger', line.address('trigger'));
  const stray = cell.replace(/\$\{[^{}]*\}/g, '').replace(/[\s,]+/g, ' ').trim();
  if (stray !== '') notes.errors.push({ ...line.address('trigger'), ...remark('trigger-unknown', { name: stray }) });
  return names;
}

/** Looks of the standard that change what is taken or stored: drawings, other calendars, other programs, choices looked up elsewhere, hidden text, pictures to click on. */
const UNSUPPORTED_APPEARANCES = /^(?:signature|draw|annotate|ethiopian|coptic|islamic|bikram-sambat|myanmar|persian|masked|bearing|image-map|ex:.*|printer:.*|search\(.*|map)$/i;

const SPECIFY: ReadonlyMap<string, string> = new Map(Object.entries({ ru: 'Укажите другое', en: 'Specify other', be: 'Удакладніце', kk: 'Нақтылаңыз', ky: 'Тактаңыз', hy: 'Նշեք' }));

function common(line: Line, path: string, { language, note }: SurveyReader) {
  const relevant = line.cell('relevant');
  if (relevant !== '') note(path, 'relevant', line.address('relevant'));
  const label = line.text('label', language);
  const hint = line.text('hint', language);
  const appearance = line.cell('appearance');
  for (const tag of Object.keys(label)) note(path, `label::${tag}`, line.address('label', tag));
  for (const tag of Object.keys(hint)) note(path, `hint::${tag}`, line.address('hint', tag));
  return {
    label,
    ...(Object.keys(hint).length > 0 && { hint }),
    ...(appearance !== '' && { appearance }),
    ...(relevant !== '' && { relevant: isYes(relevant) ? 'true()' : isNo(relevant) ? 'false()' : relevant }),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: V };
}

function checkName(name: string, taken: ReadonlySet<string>, line: Line, notes: Notes): boolean {
  const good = /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name);
  if (!good) notes.errors.push({ ...line.address('name'), ...(name === '' ? remark('name-none') : remark('name-form', { name })) });
  else if (taken.has(name)) notes.errors.push({ ...line.address('name'), ...remark('name-twice', { name }) });
  return good && !taken.has(name);
}


/** A default is text as it stands unless it calls a function or reads an answer; numbers may be computed. */
export function defaultExpression(source: string, type: Question['type']): string {
  if (/\$\{|^\s*[\p{L}_:-]+\(.*\)\s*$/u.test(source) && parses(source)) return source;
  const numeric = type === 'integer' || type === 'decimal' || type === 'range' || type === 'calculate';
  if (numeric && parses(source)) return source;
  if (!source.includes("'")) return `'${source}'`;
  return source.includes('"') ? `concat('${source.replaceAll("'", `', "'", '`)}')` : `"${source}"`;
}

function parses(source: string): boolean {
  try {
    parseExpression(source);
    return true;
  } catch {
    return false;
  }
}
