import type { Json } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import type { Finding } from '../findings.ts';
import type { FormNode, Stage } from '../form.ts';
import type { AnswersProblem } from '../json.ts';
import { answersFromJson, indexedPath, printAnswer } from '../json.ts';
import { rowPath } from '../path.ts';
import type { Path } from '../response.ts';
import type { EngineEnvironment, Session } from '../session.ts';
import type { CompiledForm } from './compile.ts';
import { createSession } from './engine.ts';

/** What the engine makes of a file of answers; keys are paths that count rows from 1. */
export interface Evaluation {
  /** Relevant questions; `null` where there is no answer. */
  readonly values: Readonly<Record<string, Json>>;
  readonly relevant: Readonly<Record<string, boolean>>;
  readonly required: Readonly<Record<string, boolean>>;
  /** With paths that count rows from 1. */
  readonly findings: readonly Finding[];
}

/** Runs the engine once over answers that mirror the form. */
export function evaluate(form: CompiledForm, answers: Json, environment: EngineEnvironment, stage: Stage = 'complete'): Result<Evaluation, readonly AnswersProblem[]> {
  const read = answersFromJson(form.definition, answers);
  if (!read.ok) return read;
  const session = createSession(form, read.value, environment);
  const values: Record<string, Json> = {};
  const relevant: Record<string, boolean> = {};
  const required: Record<string, boolean> = {};
  eachNode(session, (node, path) => {
    const shown = indexedPath(session, path);
    relevant[shown] = session.relevant(path);
    if (node.kind !== 'question') return;
    const field = session.field(path);
    required[shown] = field.required;
    if (field.relevant && node.type !== 'note') values[shown] = field.value === null ? null : printAnswer(field.value);
  });
  const findings = session.findings(stage).map((finding) => ({ ...finding, paths: finding.paths.map((path) => indexedPath(session, path)) }));
  return ok({ values, relevant, required, findings });
}

/** Calls back for every node of a response in the order of the form: sections, repeats, and questions in every row. */
export function eachNode(session: Session, visit: (node: FormNode, path: Path) => void): void {
  const walk = (nodes: readonly FormNode[], at: Path): void => {
    for (const node of nodes) {
      const path = `${at}/${node.name}`;
      visit(node, path);
      if (node.kind === 'group') walk(node.children, path);
      if (node.kind === 'repeat') for (const row of session.rows(path)) walk(node.children, rowPath(path, row));
    }
  };
  walk(session.form.body, '');
}
