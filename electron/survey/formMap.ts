import type { FormDefinition, FormNode, Question } from '../../shared/survey/form.ts';
import { isRowPath, notedPath, parseCarriedPath, parseJustificationPath, rowIdsOf, templateOf } from '../../shared/survey/path.ts';
import type { Path } from '../../shared/survey/response.ts';

/** What a form says of its paths, looked up by template path. */
export interface FormMap {
  readonly questions: ReadonlyMap<Path, Question>;
  /** Template path of a repeat → how many repeats stand above it. */
  readonly repeats: ReadonlyMap<Path, number>;
  /** Names and numbers of people: they travel apart (B7). */
  readonly personal: ReadonlySet<Path>;
  readonly identity: Identity;
  /** Whether answers may stand at this concrete path: a question, a row, a repeat (for a reason code), a justification, a note on a question, the mark of an answer carried over. */
  readonly knows: (path: Path) => boolean;
}

/** The questions that say which company it is; a form outside repeats. */
export interface Identity {
  readonly country: Path | null;
  readonly name: Path | null;
  readonly shortName: Path | null;
  readonly region: Path | null;
  /** Identifier scheme → the question that holds the number. */
  readonly number: ReadonlyMap<string, Path>;
}

export function mapForm(definition: FormDefinition): FormMap {
  const questions = new Map<Path, Question>();
  const depth = new Map<Path, number>();
  const repeats = new Map<Path, number>();
  const groups = new Map<Path, number>();
  const walk = (nodes: readonly FormNode[], level: number): void => {
    for (const node of nodes) {
      if (node.kind === 'question') {
        questions.set(node.path, node);
        depth.set(node.path, level);
      } else if (node.kind === 'repeat') {
        repeats.set(node.path, level);
        walk(node.children, level + 1);
      } else {
        groups.set(node.path, level);
        walk(node.children, level);
      }
    }
  };
  walk(definition.body, 0);

  const rules = new Set(definition.rules.map((rule) => rule.id));
  const answerable = (path: Path): boolean => {
    const template = templateOf(path);
    const rows = rowIdsOf(path).length;
    if (isRowPath(path)) return repeats.get(template) === rows - 1;
    return depth.get(template) === rows || repeats.get(template) === rows;
  };
  return {
    questions, repeats,
    personal: new Set([...questions.values()].filter((question) => question.personal === true).map((question) => question.path)),
    identity: identityOf([...questions.values()]),
    knows: (path) => {
      const carried = parseCarriedPath(path);
      if (carried !== null) return answerable(carried);
      const noted = notedPath(path);
      if (noted !== null) return depth.get(templateOf(noted)) === rowIdsOf(noted).length;
      const justification = parseJustificationPath(path);
      if (!justification) return answerable(path);
      return (rules.has(justification.rule) || BUILT_IN.has(justification.rule)) && (answerable(justification.at) || groups.get(templateOf(justification.at)) === rowIdsOf(justification.at).length);
    },
  };
}

const BUILT_IN: ReadonlySet<string> = new Set(['required', 'type', 'range', 'constraint', 'identifier', 'code-list', 'rows', 'duplicate', 'last-round', 'change', 'protected']);

function identityOf(questions: readonly Question[]): Identity {
  const at = (what: Question['identity']): Path | null => questions.find((question) => question.identity === what)?.path ?? null;
  const numbers = questions.filter((question) => question.identity === 'number' && question.idScheme !== undefined);
  return {
    country: at('country'), name: at('name'), shortName: at('shortName'), region: at('region'),
    number: new Map(numbers.map((question) => [question.idScheme as string, question.path])),
  };
}
