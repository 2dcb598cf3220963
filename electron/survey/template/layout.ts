import type { Language } from '../../../shared/ipc/service.ts';
import type { FormNode, Group, Question, Repeat, Text } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import { isMissing, REASON_CODES, type Answer, type Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { textIn } from '../../../shared/survey/shown.ts';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { choiceNames, type ChoiceNames } from '../intake/choiceNames.ts';
import { namesIn } from '../printed.ts';
import { LIMITS, type BookSheet, type Validation } from '../workbook/print.ts';
import { inputStyle, isAsked, printInCell } from './cells.ts';
import { listSheet } from './lists.ts';
import { COLUMN, FIRST } from './marks.ts';
import { draftSheet, type SheetDraft } from './sheetDraft.ts';

/** The sheets of a form, and every answer that stands in one of their cells. */
export interface Layout {
  readonly sheets: readonly BookSheet[];
  readonly base: ReadonlyMap<Path, Answer>;
  /** Name of the sheet of lists that people read; null when no question needs it. */
  readonly lists: string | null;
}

/** Up to how many choices stand one below another, each to be marked; longer lists are answered in one cell. */
const MOST_MARKS = 40;
const MARK = 'x';
const LISTS = '_lists';

export interface LayoutOptions {
  readonly language: Language;
  /** Empty rows of a table; at most as many as the form allows. */
  readonly room: number;
  /** Questions whose answer is shown and cannot be changed. */
  readonly fixed: ReadonlySet<Path>;
}

/**
 * Lays a form out in a workbook: a sheet a section, a line a question, a table a repeat, a matrix where the form lays rows out by
 * the choices of their first question.
 */
export function layOut(session: Session, { language, room, fixed }: LayoutOptions): Layout {
  const { form } = session;
  const say = (text: Text | undefined): string => textIn(text, language, form.defaultLanguage).replace(/\s+/g, ' ').trim();
  const told = (code: Parameters<typeof printSentence>[1], values?: Parameters<typeof printSentence>[2]): string => printSentence(language, code, values);
  const reasons = REASON_CODES.map((reason) => told(`excel.reason.${reason}`));
  const base = new Map<Path, Answer>();
  const behind = listSheet(LISTS, 'hidden');
  const shown = listSheet(told('excel.lists'), 'visible');
  /** Where the answers to a question stand in a table: other questions may offer them. */
  const ranges = new Map<Path, string>();
  const waiting: (() => void)[] = [];

  const numberOf = (node: FormNode): string => node.number ?? (node.kind === 'group' ? '' : node.name);
  const namesFor = ({ list, codeList }: Question): ChoiceNames | null => {
    const choices = form.choices[list ?? codeList ?? ''];
    return choices === undefined ? null : choiceNames(form, choices, language);
  };
  const hintOf = (node: FormNode): string => {
    const depends = namesIn(node.relevant);
    return sentences(say(node.hint), depends.length === 0 ? '' : told('excel.depends', { questions: depends.join(', ') }));
  };
  const isSeveral = ({ type }: Question): boolean => type === 'select_multiple' || type === 'rank';

  /** What the cell of a question takes. In a table a reason may stand in it too, so there the program only asks. */
  const validationOf = (question: Question, inTable: boolean, path: Path | null): Omit<Validation, 'ranges'> | null => {
    const several = isSeveral(question);
    const text = sentences(say(question.hint), several ? told('excel.several') : '');
    const prompt = text === '' ? {} : { prompt: { title: `${question.number ?? question.name} ${say(question.label)}`, text } };
    const otherwise = inTable ? 'ask' : 'stop';
    const most = 1e15;
    switch (question.type) {
      case 'integer': case 'year': return { allow: { kind: 'whole', from: -most, to: most }, otherwise, error: told('excel.wants.integer'), ...prompt };
      case 'decimal': case 'range': return { allow: { kind: 'decimal', from: -most, to: most }, otherwise, error: told('excel.wants.decimal'), ...prompt };
      case 'date': return { allow: { kind: 'date', from: 1, to: 2_958_465 }, otherwise, error: told('excel.wants.date'), ...prompt };
      case 'acknowledge': return { allow: { kind: 'list', source: behind.rangeOf('acknowledge', [MARK]) }, otherwise, ...prompt };
      default: {
        const names = namesFor(question)?.names ?? [];
        if (names.length === 0) return text === '' ? null : { allow: { kind: 'any' }, otherwise: 'none', ...prompt };
        if (several) shown.rangeOf(say(question.label), names);
        const filtered = path === null || question.choiceFilter === undefined ? [] : session.choices(path).map(({ value }) => namesFor(question)?.nameOf(value) ?? value);
        const free = several || question.codeList !== undefined;
        return {
          allow: { kind: 'list', source: behind.rangeOf(question.list ?? question.codeList ?? '', filtered.length > 0 ? filtered : names) },
          otherwise: free ? 'none' : filtered.length > 0 ? 'ask' : otherwise, error: told('excel.wants.list'), ...prompt,
        };
      }
    }
  };

  /** Puts an answer and what may be entered; an answer that no cell can hold is shown as such and cannot be changed. */
  const putAnswer = (sheet: SheetDraft, column: number, question: Question, answer: Answer | null, path: Path | null, inTable: boolean): void => {
    const printed = answer === null ? null : printInCell(question, answer, namesFor(question), language);
    if (printed === undefined) return sheet.put(column, told('excel.too-long'), 'fixed');
    if (answer !== null && path !== null) base.set(path, answer);
    if (path !== null && (fixed.has(path) || session.field(path).readonly)) return sheet.put(column, printed, 'fixed');
    sheet.put(column, printed, inputStyle(question));
    const offered = /^\$\{\s*([^\s{}]+)\s*\}$/.exec(question.list ?? '')?.[1];
    if (offered === undefined) return sheet.allow(column, validationOf(question, inTable, path));
    const row = sheet.at();
    waiting.push(() => {
      const source = [...ranges].find(([template]) => template.endsWith(`/${offered}`))?.[1];
      if (source !== undefined) sheet.allowAt(column, row, { allow: { kind: 'list', source }, otherwise: 'ask', error: told('excel.wants.list') });
    });
  };

  const putReason = (sheet: SheetDraft, path: Path): void => {
    const { value } = session.field(path);
    if (isMissing(value)) base.set(path, value);
    sheet.put(COLUMN.reason, isMissing(value) ? told(`excel.reason.${value.missing}`) : null, 'input');
    sheet.allow(COLUMN.reason, { allow: { kind: 'list', source: behind.rangeOf('reasons', reasons) }, otherwise: 'stop' });
  };
  const putHint = (sheet: SheetDraft, text: string): void => {
    if (text === '') return;
    sheet.put(COLUMN.hint, text, 'soft');
    sheet.join(COLUMN.hint, COLUMN.hint + 3);
  };

  const question = (sheet: SheetDraft, node: Question): void => {
    const choices = namesFor(node);
    const { value } = session.field(node.path);
    const marked = node.type === 'select_multiple' && choices !== null && choices.names.length <= MOST_MARKS && !node.list?.startsWith('$')
      && (value === null || isMissing(value) || (typeof value === 'object' && value.every((code) => choices.nameOf(code) !== undefined)));
    sheet.row({ kind: 'node', path: node.path });
    sheet.put(COLUMN.number, numberOf(node), 'number');
    sheet.put(COLUMN.label, say(node.label), 'label');
    if (marked) sheet.put(COLUMN.answer, told('excel.marks'), 'soft');
    else putAnswer(sheet, COLUMN.answer, node, isMissing(value) ? null : value, node.path, false);
    sheet.join(COLUMN.answer, COLUMN.answer + 1);
    sheet.put(COLUMN.unit, say(node.unit), 'soft');
    if (node.type !== 'acknowledge' && !fixed.has(node.path)) putReason(sheet, node.path);
    if (node.appearance === 'multiline') sheet.atLeast(3);
    putHint(sheet, sentences(hintOf(node), isSeveral(node) && !marked ? told('excel.several') : ''));
    if (!marked) return;
    const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
    if (chosen.length > 0) base.set(node.path, chosen);
    for (const { value: code } of form.choices[node.list as string] ?? []) {
      sheet.row({ kind: 'choice', path: node.path, code });
      sheet.put(COLUMN.label, choices.nameOf(code) ?? code, 'choice');
      sheet.put(COLUMN.answer, chosen.includes(code) ? MARK : null, 'inputMark');
      sheet.allow(COLUMN.answer, { allow: { kind: 'list', source: behind.rangeOf('marks', [MARK]) }, otherwise: 'stop' });
    }
  };

  const table = (sheet: SheetDraft, node: Repeat): void => {
    const columns = columnsOf(node);
    const rows = session.rows(node.path);
    const [first] = columns;
    const lines = (node.table === 'rows' || node.table === 'cross') && first?.question.type === 'select_one' ? (form.choices[first.question.list ?? ''] ?? []) : [];
    const empty = lines.length > 0 ? 0 : Math.max(0, Math.min(room, (node.max ?? Infinity) - rows.length));
    sheet.row({ kind: 'none' });
    sheet.row({ kind: 'node', path: node.path });
    sheet.put(COLUMN.number, numberOf(node), 'number');
    sheet.put(COLUMN.label, say(node.label), 'section');
    if (empty > 0) sheet.put(COLUMN.answer, told('excel.rows', { count: rows.length + empty }), 'soft');
    sheet.put(COLUMN.unit, told('excel.column.reason'), 'soft');
    putReason(sheet, node.path);
    putHint(sheet, hintOf(node));
    sheet.row({ kind: 'columns', path: node.path }, { hidden: true });
    for (const [index, { question: asked }] of columns.entries()) sheet.put(FIRST + index, asked.path, 'plain');
    sheet.row({ kind: 'none' });
    sheet.put(COLUMN.number, told('excel.column.number'), 'head');
    for (const [index, { question: asked }] of columns.entries()) {
      const unit = say(asked.unit);
      sheet.put(FIRST + index, `${numberOf(asked)} ${say(asked.label)}${unit === '' ? '' : `, ${unit}`}`, 'head');
    }
    const start = sheet.at() + 1;
    const put = (id: string, code: string | null, count: number): void => {
      sheet.row({ kind: 'row', path: node.path, id, code });
      sheet.put(COLUMN.number, count, 'number');
      if (id !== '') base.set(rowPath(node.path, id), count);
      for (const [index, { question: asked, tail }] of columns.entries()) {
        const path = id === '' ? null : rowPath(node.path, id) + tail;
        const value = path === null ? null : session.field(path).value;
        if (index > 0 || code === null) putAnswer(sheet, FIRST + index, asked, value, path, true);
        else {
          sheet.put(FIRST, namesFor(asked)?.nameOf(code) ?? code, 'fixed');
          if (path !== null && value !== null) base.set(path, value);
        }
      }
    };
    const lineOf = (row: string): Answer | null => (first === undefined ? null : session.field(rowPath(node.path, row) + first.tail).value);
    const left = new Set(rows);
    let count = 0;
    for (const { value: code } of lines) {
      const row = [...left].find((id) => lineOf(id) === code);
      if (row !== undefined) left.delete(row);
      put(row ?? '', code, (count += 1));
    }
    for (const row of left) put(row, null, (count += 1));
    for (let index = 0; index < empty; index += 1) put('', null, (count += 1));
    const end = sheet.at();
    const rangeOf = (column: number): string => `${letterOf(column)}${start}:${letterOf(column)}${end}`;
    for (const [index, { question: asked }] of columns.entries())
      ranges.set(asked.path, `'${sheet.name.replaceAll("'", "''")}'!$${letterOf(FIRST + index)}$${start}:$${letterOf(FIRST + index)}$${end}`);
    if (lines.length === 0) return;
    sheet.row({ kind: 'none' });
    sheet.put(FIRST, told('excel.total'), 'total');
    for (const [index, { question: asked }] of columns.entries()) {
      if (index === 0) continue;
      const numeric = asked.type === 'integer' || asked.type === 'decimal';
      const sum = rows.reduce((total, row) => total + numberIn(session.field(rowPath(node.path, row) + (columns[index]?.tail ?? '')).value), 0);
      if (numeric) sheet.put(FIRST + index, sum, 'total', `SUM(${rangeOf(FIRST + index)})`);
    }
  };

  const nodes = (sheet: SheetDraft, children: readonly FormNode[]): void => {
    let headed = false;
    for (const node of children) {
      if (node.kind === 'group') {
        heading(sheet, node);
        nodes(sheet, node.children);
        headed = false;
      } else if (node.kind === 'repeat') {
        if (hasRepeat(node)) nested(sheet, node);
        else table(sheet, node);
        headed = false;
      } else if (node.type === 'note') {
        sheet.row({ kind: 'none' });
        sheet.put(COLUMN.label, say(session.texts(node.path).label), 'soft');
      } else if (isAsked(node)) {
        if (!headed) head(sheet);
        headed = true;
        question(sheet, node);
      }
    }
  };
  const head = (sheet: SheetDraft): void => {
    sheet.row({ kind: 'none' });
    for (const [column, code] of [[COLUMN.number, 'number'], [COLUMN.label, 'question'], [COLUMN.answer, 'answer'], [COLUMN.answer + 1, null], [COLUMN.unit, 'unit'], [COLUMN.reason, 'reason'], [COLUMN.hint, 'hint']] as const)
      sheet.put(column, code === null ? null : told(`excel.column.${code}`), 'head');
    sheet.join(COLUMN.hint, COLUMN.hint + 3);
  };
  const heading = (sheet: SheetDraft, node: Group): void => {
    sheet.row({ kind: 'none' });
    sheet.row({ kind: 'none' });
    sheet.put(COLUMN.number, numberOf(node), 'number');
    sheet.put(COLUMN.label, say(node.label), 'section');
    putHint(sheet, hintOf(node));
  };
  const nested = (sheet: SheetDraft, node: Repeat): void => {
    sheet.row({ kind: 'none' });
    sheet.put(COLUMN.number, numberOf(node), 'number');
    sheet.put(COLUMN.label, told('excel.nested', { table: say(node.label) }), 'soft');
  };

  const taken = new Set([LISTS, told('excel.lists'), told('excel.start')].map((name) => name.toLowerCase()));
  const drafts = sectionsOf(form.body).map(({ name, label, hint, children }) => {
    const sheet = draftSheet(sheetName(`${name} ${say(label)}`.trim() || told('excel.form'), taken));
    sheet.row({ kind: 'none' });
    sheet.put(COLUMN.number, name, 'title');
    sheet.put(COLUMN.label, say(label) || say(form.title), 'title');
    if (hint !== '') putHint(sheet, hint);
    nodes(sheet, children);
    return sheet;
  });
  for (const settle of waiting) settle();
  const sections = drafts.map((sheet) => sheet.finish({ rows: 1, columns: FIRST + 1 }));
  const [reading, hidden] = [shown.finish(), behind.finish()];
  return { sheets: [...sections, ...(reading ? [reading] : []), ...(hidden ? [hidden] : [])], base, lists: reading?.name ?? null };

  /** Sections of the form as sheets; what stands outside them gathers on one. */
  function sectionsOf(body: readonly FormNode[]): readonly { readonly name: string; readonly label: Text; readonly hint: string; readonly children: readonly FormNode[] }[] {
    const outside = body.filter((node) => node.kind !== 'group');
    const groups = body.filter((node) => node.kind === 'group');
    return [
      ...(outside.length === 0 ? [] : [{ name: '', label: {}, hint: '', children: outside }]),
      ...groups.map((node) => ({ name: node.number ?? (node.name.length <= 3 ? node.name : ''), label: node.label, hint: hintOf(node), children: node.children })),
    ];
  }
}

interface Column {
  readonly question: Question;
  readonly tail: string;
}

/** Questions of a repeat, groups opened up. */
function columnsOf(repeat: Repeat): readonly Column[] {
  const columnsIn = (nodes: readonly FormNode[], tail: string): readonly Column[] => nodes.flatMap((node) => {
    const here = `${tail}/${node.name}`;
    if (node.kind === 'question') return isAsked(node) ? [{ question: node, tail: here }] : [];
    return columnsIn(node.children, here);
  });
  return columnsIn(repeat.children, '');
}

function hasRepeat(node: Repeat | Group): boolean {
  return node.children.some((child) => child.kind === 'repeat' || (child.kind === 'group' && hasRepeat(child)));
}

/** Texts one after another, each with its full stop. */
function sentences(...texts: readonly string[]): string {
  const said = texts.filter((text) => text !== '');
  return said.map((text, index) => (index < said.length - 1 && !/[.!?…]$/.test(text) ? `${text}.` : text)).join(' ');
}

const numberIn = (value: Answer | null): number => (typeof value === 'number' ? value : 0);

/** A name that Excel takes for a sheet and no other sheet has. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted.replace(/[\\/?*[\]:]/g, ' ').replace(/\s+/g, ' ').replace(/^'|'$/g, '').trim();
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : ` ${count}`;
    const most = LIMITS.sheetName - end.length;
    const name = (plain.length <= most ? plain : `${plain.slice(0, most - 1).trim()}…`) + end;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
