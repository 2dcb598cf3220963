import { compileForm } from '../../shared/survey/compile.ts';
import { createSession } from '../../shared/survey/engine.ts';
import { eachNode } from '../../shared/survey/evaluate.ts';
import type { FormDefinition, Question } from '../../shared/survey/form.ts';
import { indexedPath } from '../../shared/survey/json.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { environment } from '../helpers/form.ts';
import type { Disagreement } from './facts.ts';
import { compareFacts, countFacts, factsOf } from './facts.ts';
import type { Edit } from './forms.ts';
import { answerFor } from './forms.ts';
import type { Peer } from './peer.ts';
import { openPeer } from './peer.ts';

export interface Tally {
  forms: number;
  cases: number;
  facts: number;
  readonly known: Map<string, number>;
}

export const emptyTally = (): Tally => ({ forms: 0, cases: 0, facts: 0, known: new Map() });

export interface Found {
  readonly edits: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

/** Fills one response in both engines and compares after every edit; gives the first edit after which they differ. */
export async function compareCase(form: FormDefinition, edits: readonly Edit[], tally: Tally): Promise<Found | null> {
  const peer = await openPeer(form);
  const session = createSession(compileForm(form), new Map(), environment());
  tally.forms++;
  const done: string[] = ['open'];
  for (let index = -1; index < edits.length; index++) {
    const edit = edits[index];
    if (edit) done.push(apply(edit, session, peer));
    dropFiltered(session, peer, tally);
    const ours = factsOf(session);
    const disagreements = compareFacts(ours, peer.facts());
    tally.cases++;
    tally.facts += countFacts(ours);
    if (disagreements.length > 0) return { edits: done, disagreements };
  }
  return null;
}

/** Does the same in both; says what was done. */
function apply(edit: Edit, session: Session, peer: Peer): string {
  const questions: { readonly path: Path; readonly question: Question }[] = [];
  const repeats: Path[] = [];
  eachNode(session, (node, path) => {
    if (node.kind === 'question' && node.type !== 'calculate' && node.type !== 'note' && session.relevant(path)) questions.push({ path, question: node });
    if (node.kind === 'repeat' && node.count === undefined && session.relevant(path)) repeats.push(path);
  });
  if (edit.kind === 'answer') {
    const target = questions[edit.at % questions.length];
    if (!target) return 'nothing to answer';
    const offered = new Set(session.choices(target.path).map((choice) => choice.value));
    const wanted = edit.clears ? null : answerFor(target.question, edit.value);
    const value = target.question.list === undefined || wanted === null ? wanted
      : Array.isArray(wanted) ? emptyIsNull((wanted as readonly string[]).filter((code) => offered.has(code)))
      : offered.has(wanted as string) ? wanted : null;
    session.answer(target.path, value);
    peer.answer(indexedPath(session, target.path), value);
    return `${indexedPath(session, target.path)} := ${JSON.stringify(value)}`;
  }
  const repeat = repeats[edit.at % repeats.length];
  if (repeat === undefined) return 'no repeat';
  const shown = indexedPath(session, repeat);
  const rows = session.rows(repeat);
  if (edit.kind === 'add') {
    if (rows.length >= 4) return 'full';
    session.addRow(repeat);
    peer.addRow(shown);
    return `add ${shown}`;
  }
  if (rows.length === 0) return 'no row';
  const row = edit.row % rows.length;
  session.removeRow(repeat, rows[row] as string);
  peer.removeRow(shown, row);
  return `remove ${shown}[${row + 1}]`;
}

const emptyIsNull = (codes: readonly string[]): readonly string[] | null => (codes.length === 0 ? null : codes);

/**
 * A known difference: the other engine drops a code that the choice filter no longer lets through, ours keeps it and
 * says so. To go on, it is dropped here too.
 */
function dropFiltered(session: Session, peer: Peer, tally: Tally): void {
  for (let turn = 0; turn < 20; turn++) {
    const finding = session.findings('draft').find((one) => one.rule === 'code-list');
    const path = finding?.paths[0];
    if (path === undefined) return;
    tally.known.set('filtered', (tally.known.get('filtered') ?? 0) + 1);
    const offered = new Set(session.choices(path).map((choice) => choice.value));
    const { value } = session.field(path);
    const kept = Array.isArray(value) ? emptyIsNull((value as readonly string[]).filter((code) => offered.has(code))) : null;
    session.answer(path, kept);
    peer.answer(indexedPath(session, path), kept);
  }
}

export function printDisagreement(form: FormDefinition, { edits, disagreements }: Found): string {
  const lines: string[] = [];
  const walk = (nodes: FormDefinition['body'], indent: string): void => {
    for (const { kind, name, label: _, path: _path, ...rest } of nodes) {
      const { children, ...shown } = rest as { readonly children?: FormDefinition['body'] };
      lines.push(`${indent}${kind} ${name} ${JSON.stringify(shown)}`);
      if (children) walk(children, `${indent}  `);
    }
  };
  walk(form.body, '  ');
  return [...lines, ...edits.map((edit) => `> ${edit}`), ...disagreements.slice(0, 5).map(({ path, about, ours, theirs }) => `${path} ${about}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`)].join('\n');
}
