import type { FormDefinition, FormNode, Question, Repeat } from '../../shared/survey/form.ts';
import { isRowPath, rowIdsOf, templateOf } from '../../shared/survey/path.ts';
import { isMissing } from '../../shared/survey/response.ts';
import type { Answer, Answers, Path } from '../../shared/survey/response.ts';
import type { TableCell } from './csv.ts';

/** One table of an export: the form's own questions, or those of one repeat. */
export interface Table {
  readonly name: string;
  /** Template path of the repeat; empty for the table of companies. */
  readonly repeat: Path;
  /** Columns of row ids: one for every repeat around and itself. */
  readonly depth: number;
  readonly questions: readonly Question[];
}

const COMPANY_COLUMNS = ['entity', 'country', 'number', 'name', 'status'] as const;

export interface ExportedCompany {
  readonly entity: string;
  readonly country: string;
  readonly number: string;
  readonly name: string;
  readonly status: string;
  readonly answers: Answers;
}

/** The tables of a form: one for companies, one a repeat. Personal fields have no column (B7). */
export function tablesOf(form: FormDefinition): readonly Table[] {
  const tables: Table[] = [];
  const collect = (nodes: readonly FormNode[], repeat: Repeat | null, depth: number): void => {
    const questions: Question[] = [];
    const inner: Repeat[] = [];
    const walk = (children: readonly FormNode[]): void => {
      for (const node of children) {
        if (node.kind === 'group') walk(node.children);
        else if (node.kind === 'repeat') inner.push(node);
        else if (node.type !== 'note' && node.personal !== true) questions.push(node);
      }
    };
    walk(nodes);
    tables.push({ name: repeat?.name ?? 'companies', repeat: repeat?.path ?? '', depth, questions });
    for (const child of inner) collect(child.children, child, depth + 1);
  };
  collect(form.body, null, 0);
  return tables;
}

export function headOf(table: Table): readonly string[] {
  const rows = table.depth === 0 ? [] : [...Array.from({ length: table.depth }, (_, level) => (level === table.depth - 1 ? 'row' : `row_${level + 1}`)), 'order'];
  return [...(table.depth === 0 ? COMPANY_COLUMNS : ['entity']), ...rows, ...table.questions.map((question) => question.name)];
}

/** The lines of one company in a table: one for the company itself, one a row for a repeat. */
export function linesOf(table: Table, company: ExportedCompany): readonly (readonly TableCell[])[] {
  const { entity, country, number, name, status, answers } = company;
  if (table.depth === 0) {
    return [[entity, country, number, name, status, ...table.questions.map((question) => cellOf(answers.get(question.path)))]];
  }
  const rows = [...answers].filter(([path]) => isRowPath(path) && templateOf(path) === table.repeat);
  const ordered = rows.map(([path, order]) => ({ path, order: typeof order === 'number' ? order : 0 })).sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));
  return ordered.map(({ path }, index) => [
    entity, ...rowIdsOf(path), index + 1,
    ...table.questions.map((question) => cellOf(answers.get(`${path}${question.path.slice(table.repeat.length)}`))),
  ]);
}

/** A reason code leaves the cell empty: it stands in the table of missing answers. Several codes are joined by a space, as in XLSForm. */
function cellOf(answer: Answer | undefined): TableCell {
  if (answer === undefined || isMissing(answer)) return null;
  return typeof answer === 'string' || typeof answer === 'number' ? answer : (answer as readonly string[]).join(' ');
}

export const MISSING_HEAD = ['entity', 'path', 'reason'] as const;

/** Questions of a company answered by a reason code: missing is never zero, and never a blank without a reason. */
export function missingOf(company: ExportedCompany): readonly (readonly TableCell[])[] {
  return [...company.answers].flatMap(([path, answer]) => (isMissing(answer) ? [[company.entity, path, answer.missing]] : []));
}

export const DICTIONARY_HEAD = ['table', 'column', 'type', 'list', 'unit_ru', 'unit_en', 'label_ru', 'label_en'] as const;

/** What every column means. */
export function dictionaryOf(tables: readonly Table[]): readonly (readonly TableCell[])[] {
  return tables.flatMap((table) =>
    table.questions.map((question) => [
      table.name, question.name, question.type, question.list ?? null, question.unit?.ru ?? null, question.unit?.en ?? null, question.label.ru ?? '', question.label.en ?? '',
    ]),
  );
}

export const CODES_HEAD = ['list', 'code', 'label_ru', 'label_en'] as const;

/** The code lists that the columns use. */
export function codesOf(form: FormDefinition, tables: readonly Table[]): readonly (readonly TableCell[])[] {
  const used = new Set(tables.flatMap((table) => table.questions.map((question) => question.list)));
  return Object.entries(form.choices)
    .filter(([list]) => used.has(list))
    .flatMap(([list, choices]) => choices.map((choice) => [list, choice.value, choice.label.ru ?? '', choice.label.en ?? '']));
}
