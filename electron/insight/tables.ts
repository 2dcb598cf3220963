import type { Audience } from '../../shared/ipc/insight.ts';
import type { FormDefinition, FormNode, Question, Repeat, Text } from '../../shared/survey/form.ts';
import { isRowPath, rowIdsOf, templateOf } from '../../shared/survey/path.ts';
import { isMissing } from '../../shared/survey/response.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { ExportedCompany } from './companies.ts';
import type { TableCell } from './csv.ts';
import { isShown } from './scope.ts';

/** What a column holds; `null` stands for nothing in all of them. */
export type ColumnType = 'text' | 'integer' | 'number' | 'date';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly label: Text;
}

/** The column of a question. It has the question's name, unless every table has a column of that name. */
export interface QuestionColumn extends Column {
  readonly question: Question;
}

export function isAsked(one: Column): one is QuestionColumn {
  return 'question' in one;
}

/** A table as every format writes it. */
export interface TableShape {
  readonly name: string;
  readonly label: Text;
  readonly columns: readonly Column[];
}

/** The form's own questions, or those of one repeat. */
export interface FormTable extends TableShape {
  /** Template path of the repeat; empty for the table of companies. */
  readonly repeat: Path;
  /** Columns of row ids: one for every repeat around and itself. */
  readonly depth: number;
  readonly questions: readonly Question[];
}

export const column = (name: string, ru: string, en: string, type: ColumnType = 'text'): Column => ({ name, type, label: { ru, en } });

const ENTITY = column('entity', 'Организация: хеш её идентификатора', 'Company: hash of its identifier');
const COMPANY_COLUMNS: readonly Column[] = [
  ENTITY, column('country', 'Государство', 'State'), column('number', 'Идентификатор', 'Identifier'), column('name', 'Наименование', 'Name'),
  column('status', 'Состояние: утверждено, есть расхождения и т. п.', 'Status: approved, in conflict and so on'),
  column('decision', 'Решение Комиссии: accepted – принята, returned – возвращена, пусто – ещё нет', 'Decision of the Commission: accepted, returned, empty: none yet'),
  column('quality', 'Класс качества ответов: A, B или C', 'Class of the answers: A, B or C'),
];
const ROW = column('row', 'Строка: её постоянный идентификатор', 'Row: its lasting id');

/** The tables of a form: one for companies, one a repeat. Personal fields have no column (B7). */
export function tablesOf(form: FormDefinition, audience: Audience): readonly FormTable[] {
  const tables: FormTable[] = [];
  const collect = (nodes: readonly FormNode[], repeat: Repeat | null, depth: number): void => {
    const questions: Question[] = [];
    const inner: Repeat[] = [];
    const walk = (children: readonly FormNode[]): void => {
      for (const node of children) {
        if (node.kind === 'group') walk(node.children);
        else if (node.kind === 'repeat') inner.push(node);
        else if (node.type !== 'note' && node.personal !== true && isShown(node, repeat?.name ?? null, audience)) questions.push(node);
      }
    };
    walk(nodes);
    const frame = repeat === null ? COMPANY_COLUMNS : [ENTITY, ...rowColumns(depth), column('order', 'Порядковый номер строки', 'Place of the row', 'integer')];
    const taken = new Set(frame.map(({ name }) => name));
    const columns = [...frame, ...questions.map((question): QuestionColumn => ({ name: taken.has(question.name) ? `answer_${question.name}` : question.name, type: typeOf(question), label: question.label, question }))];
    if (repeat === null || questions.length > 0) {
      tables.push({ name: repeat?.name ?? 'companies', label: repeat?.label ?? { ru: 'Организации', en: 'Companies' }, columns, repeat: repeat?.path ?? '', depth, questions });
    }
    for (const child of inner) collect(child.children, child, depth + 1);
  };
  collect(form.body, null, 0);
  return tables;
}

function rowColumns(depth: number): readonly Column[] {
  return Array.from({ length: depth }, (_, level) => (level === depth - 1 ? ROW : { ...ROW, name: `row_${level + 1}` }));
}

function typeOf({ type }: Question): ColumnType {
  switch (type) {
    case 'integer':
    case 'year':
      return 'integer';
    case 'decimal':
    case 'range':
      return 'number';
    case 'date':
      return 'date';
    default:
      return 'text';
  }
}

/** The lines of one company in a table: one for the company itself, one a row for a repeat. */
export function linesOf(table: FormTable, company: ExportedCompany): readonly (readonly TableCell[])[] {
  const { entity, country, number, name, status, decision, quality, answers } = company;
  if (table.depth === 0) {
    return [[entity, country, number, name, status, decision || null, quality || null, ...table.questions.map((question) => cellOf(question, answers.get(question.path)))]];
  }
  const rows = [...answers].filter(([path]) => isRowPath(path) && templateOf(path) === table.repeat);
  const ordered = rows.map(([path, order]) => ({ path, order: typeof order === 'number' ? order : 0 })).sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));
  return ordered.map(({ path }, index) => [
    entity, ...rowIdsOf(path), index + 1,
    ...table.questions.map((question) => cellOf(question, answers.get(`${path}${question.path.slice(table.repeat.length)}`))),
  ]);
}

/** A reason code leaves the cell empty: it stands in the table of missing answers. Several codes are joined by a space, as in XLSForm. */
function cellOf(question: Question, answer: Answer | undefined): TableCell {
  return answer === undefined || isMissing(answer) || !fits(question, answer) ? null : plain(answer);
}

/** Whether an answer is of its column's type; a draft may hold one that is not, which then stands among the missing ones with its text. */
export function fits(question: Question, answer: Answer): boolean {
  switch (typeOf(question)) {
    case 'integer':
      return Number.isInteger(answer);
    case 'number':
      return typeof answer === 'number';
    case 'date':
      return typeof answer === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(answer);
    case 'text':
      return true;
  }
}

/** An answer as one cell: a reason code by its name, several codes joined by a space. */
export function plain(answer: Answer): string | number {
  if (isMissing(answer)) return answer.missing;
  return typeof answer === 'string' || typeof answer === 'number' ? answer : (answer as readonly string[]).join(' ');
}
