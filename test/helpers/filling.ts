import type { Json } from '../../shared/base/json.ts';
import type { FormDefinition, FormNode } from '../../shared/survey/form.ts';
import { rowPath } from '../../shared/survey/path.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';

type Entries = Readonly<Record<string, Json>>;

/** Enters nested answers as a person would, question by question in the order of the form. */
export function fillIn(session: Session, answers: Entries): void {
  fillNodes(session, session.form.body, answers, '');
}

function fillNodes(session: Session, nodes: readonly FormNode[], answers: Entries, at: Path): void {
  for (const node of nodes) {
    const value = answers[node.name];
    if (value === undefined) continue;
    const path = `${at}/${node.name}`;
    if (node.kind === 'group') fillNodes(session, node.children, value as Entries, path);
    else if (node.kind === 'question') session.answer(path, value as Answer);
    else for (const row of value as readonly Entries[]) fillNodes(session, node.children, row, rowPath(path, session.addRow(path).row));
  }
}

/**
 * What a person changes in a filled form: `F13` is the question in the first row, `F13#2` in the second; `+line` adds a
 * row, `-line#2` removes the second, `-line` all of them. `null` takes an answer away.
 */
export type Edits = Readonly<Record<string, Answer | null | Entries>>;

export function edit(session: Session, edits: Edits): void {
  for (const [key, value] of Object.entries(edits)) {
    const [, sign = '', name = '', number] = /^([+-]?)(\w+)(?:#(\d+))?$/.exec(key) ?? [];
    const template = templatePath(session.form, name);
    if (sign === '+') fillRow(session, template, value as Entries);
    else if (sign === '-') for (const row of number ? [rowAt(session, template, Number(number))] : session.rows(template)) session.removeRow(template, row);
    else session.answer(pathOf(session, name, Number(number ?? 1)), value as Answer | null);
  }
}

/** Where a question stands: in the first row of its repeat, or the numbered one. */
export function pathOf(session: Session, name: string, row = 1): Path {
  const repeat = repeatOf(session.form, name);
  const template = templatePath(session.form, name);
  return repeat === null ? template : template.replace(repeat, rowPath(repeat, rowAt(session, repeat, row)));
}

function fillRow(session: Session, repeat: string, row: Entries): void {
  const node = nodes(session.form.body).find((found) => found.path === repeat);
  if (node?.kind !== 'repeat') throw new Error(`${repeat} is no repeat.`);
  fillNodes(session, node.children, row, rowPath(repeat, session.addRow(repeat).row));
}

function rowAt(session: Session, repeat: Path, number: number): string {
  const row = session.rows(repeat)[number - 1];
  if (row === undefined) throw new Error(`${repeat} has no row ${number}.`);
  return row;
}

/** All nodes of a form, outer before inner. */
export function nodes(body: readonly FormNode[]): readonly FormNode[] {
  return body.flatMap((node) => (node.kind === 'question' ? [node] : [node, ...nodes(node.children)]));
}

function templatePath(form: FormDefinition, name: string): string {
  const node = nodes(form.body).find((found) => found.name === name);
  if (!node) throw new Error(`The form has no ${name}.`);
  return node.path;
}

function repeatOf(form: FormDefinition, name: string): string | null {
  const path = templatePath(form, name);
  const repeat = nodes(form.body).find((node) => node.kind === 'repeat' && path.startsWith(`${node.path}/`));
  return repeat?.path ?? null;
}
