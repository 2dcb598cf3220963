import type { FormDefinition, FormNode, Question } from './form.ts';

/** What another version of a form asks differently, question by question, in the order of the form. */
export interface FormChanges {
  readonly added: readonly QuestionChange[];
  readonly removed: readonly QuestionChange[];
  /** The same question of another type, label or list of codes. */
  readonly changed: readonly QuestionChange[];
}

export interface QuestionChange {
  readonly path: string;
  readonly label: Question['label'];
}

/** Compares the questions of two forms by their paths; without a form before, all are added. */
export function changesBetween(before: FormDefinition | null, after: FormDefinition): FormChanges {
  const [old, next] = [before === null ? [] : questionsOf(before.body), questionsOf(after.body)];
  const [byOld, byNext] = [old, next].map((questions) => new Map(questions.map((question) => [question.path, question]))) as [Map<string, Question>, Map<string, Question>];
  const asked = (form: FormDefinition | null, { type, label, list }: Question): string => JSON.stringify([type, label, list === undefined ? null : (form?.choices[list] ?? list)]);
  const told = ({ path, label }: Question): QuestionChange => ({ path, label });
  return {
    added: next.filter(({ path }) => !byOld.has(path)).map(told),
    removed: old.filter(({ path }) => !byNext.has(path)).map(told),
    changed: next.filter((question) => {
      const same = byOld.get(question.path);
      return same !== undefined && asked(before, same) !== asked(after, question);
    }).map(told),
  };
}

function questionsOf(nodes: readonly FormNode[]): readonly Question[] {
  return nodes.flatMap((node) => (node.kind === 'question' ? [node] : questionsOf(node.children)));
}
