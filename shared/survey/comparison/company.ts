import type { Choice, FormDefinition, FormNode, Question } from '../form.ts';
import { rowIdsOf, templateOf } from '../path.ts';
import type { Answer, Answers, Path } from '../response.ts';

/** One company's answers among others; `id` is whatever the caller tells them apart by. */
export interface Company {
  readonly id: string;
  readonly answers: Answers;
}

/** Where a rule's argument points: questions by name. */
export interface Lookup {
  readonly question: (name: string) => Question | undefined;
  readonly choices: (list: string) => readonly Choice[];
  readonly identity: (role: NonNullable<Question['identity']>) => readonly Question[];
}

export function lookUp(form: FormDefinition): Lookup {
  const questions = questionsOf(form.body);
  const byName = new Map(questions.map((question) => [question.name, question]));
  return {
    question: (name) => byName.get(name),
    choices: (list) => form.choices[list] ?? [],
    identity: (role) => questions.filter((question) => question.identity === role),
  };
}

export function questionsOf(nodes: readonly FormNode[]): readonly Question[] {
  return nodes.flatMap((node) => (node.kind === 'question' ? [node] : questionsOf(node.children)));
}

export interface Entry {
  readonly path: Path;
  /** Ids of the rows it stands in, joined: equal for answers of one row. */
  readonly row: string;
  readonly value: Answer;
}

/** The answers to one question, in every row. */
export function entriesOf(company: Company, question: Question | undefined): readonly Entry[] {
  if (!question) return [];
  const direct = company.answers.get(question.path);
  if (direct !== undefined) return [{ path: question.path, row: '', value: direct }];
  const ending = `/${question.name}`;
  const found: Entry[] = [];
  for (const [path, value] of company.answers)
    if (path.endsWith(ending) && path.includes('[') && templateOf(path) === question.path) found.push({ path, row: rowIdsOf(path).join(' '), value });
  return found;
}

export function textOf(company: Company, question: Question | undefined): string {
  const value = question && company.answers.get(question.path);
  return typeof value === 'string' ? value : '';
}

export function numberOf(company: Company, question: Question | undefined): number | null {
  const value = question && company.answers.get(question.path);
  return typeof value === 'number' ? value : null;
}
