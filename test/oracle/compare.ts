import fc from 'fast-check';
import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import { eachNode } from '../../shared/survey/engine/evaluate.ts';
import type { FormDefinition, Question } from '../../shared/survey/form.ts';
import { indexedPath } from '../../shared/survey/json.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { environment } from '../helpers/form.ts';
import type { Disagreement } from './facts.ts';
import { compareFacts, countFacts, factsOf } from './facts.ts';
import type { Edit } from './forms.ts';
import { answerFor, makeEdits, makeForm } from './forms.ts';
import { made } from './draw.ts';
import type { Peer } from './peer.ts';
import { openPeer } from './peer.ts';

interface Tally {
  forms: number;
  cases: number;
  facts: number;
  /** Answers dropped because the choice filter no longer lets them through (`differences.ts`). */
  filtered: number;
  /** Responses left because a count of rows became smaller (`differences.ts`). */
  shrunk: number;
}

const emptyTally = (): Tally => ({ forms: 0, cases: 0, facts: 0, filtered: 0, shrunk: 0 });

interface Found {
  readonly edits: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

export interface Comparison {
  readonly tally: Tally;
  /** The smallest response in which the engines differ, and how to see it again; null when they agree. */
  readonly disagreement: string | null;
}

/** Fills random responses to random forms in both engines until so many states have been compared. */
export async function compareEngines(options: { readonly cases: number; readonly seed: number; readonly seconds?: number }): Promise<Comparison> {
  const tally = emptyTally();
  const one = fc.record({ form: made(makeForm), edits: made(makeEdits) });
  const property = fc.asyncProperty(one, async ({ form, edits }) => {
    if (tally.cases >= options.cases) return;
    const found = await compareCase(form, edits, tally);
    if (found) throw new Error(printDisagreement(form, found));
  });
  const limit = options.seconds === undefined ? {} : { interruptAfterTimeLimit: options.seconds * 1000 };
  const result = await fc.check(property, { seed: options.seed, numRuns: options.cases, unbiased: true, ...limit });
  if (!result.failed || result.counterexample === null) return { tally, disagreement: null };
  const error = 'errorInstance' in result && result.errorInstance instanceof Error ? result.errorInstance.message : '';
  return { tally, disagreement: `${error}\n(seed ${result.seed}, path ${result.counterexamplePath})` };
}

/** Fills one response in both engines and compares after every edit; gives the first edit after which they differ. */
async function compareCase(form: FormDefinition, edits: readonly Edit[], tally: Tally): Promise<Found | null> {
  const peer = await openPeer(form);
  const session = createSession(compileForm(form), new Map(), environment());
  tally.forms++;
  const done: string[] = ['open'];
  let counted = countedRows(session);
  for (let index = -1; index < edits.length; index++) {
    const edit = edits[index];
    if (edit) done.push(apply(edit, session, peer));
    const now = countedRows(session);
    if (edit?.kind === 'answer' && [...counted].some(([path, rows]) => (now.get(path) ?? 0) < rows)) {
      tally.shrunk++;
      return null;
    }
    counted = now;
    dropFiltered(session, peer, tally);
    const ours = factsOf(session);
    const disagreements = compareFacts(ours, peer.facts());
    tally.cases++;
    tally.facts += countFacts(ours);
    if (disagreements.length > 0) return { edits: done, disagreements };
  }
  return null;
}

/** How many rows every counted repeat has. */
function countedRows(session: Session): ReadonlyMap<Path, number> {
  const found = new Map<Path, number>();
  eachNode(session, (node, path) => {
    if (node.kind === 'repeat' && node.count !== undefined) found.set(path, session.rows(path).length);
  });
  return found;
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
    tally.filtered++;
    const offered = new Set(session.choices(path).map((choice) => choice.value));
    const { value } = session.field(path);
    const kept = Array.isArray(value) ? emptyIsNull((value as readonly string[]).filter((code) => offered.has(code))) : null;
    session.answer(path, kept);
    peer.answer(indexedPath(session, path), kept);
  }
}

function printDisagreement(form: FormDefinition, { edits, disagreements }: Found): string {
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
