import { eachNode } from '../../shared/survey/engine/evaluate.ts';
import { toText } from '../../shared/survey/expression/values.ts';
import { indexedPath } from '../../shared/survey/json.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { isMissing } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';

/** What can be said of one node: of a group its relevance, of a repeat the number of rows too, of a question the rest. */
export interface Fact {
  readonly relevant: boolean;
  readonly rows?: number;
  readonly required?: boolean;
  readonly value?: string;
  readonly violation?: 'required' | 'constraint' | null;
  readonly options?: readonly string[];
}

/** By path, rows counted from 1. */
export type Facts = ReadonlyMap<string, Fact>;

/** What our engine says. */
export function factsOf(session: Session): Facts {
  const found = new Map<string, Fact>();
  eachNode(session, (node, path) => {
    const relevant = session.relevant(path);
    const shown = indexedPath(session, path);
    if (node.kind !== 'question') {
      found.set(shown, { relevant, ...(node.kind === 'repeat' && { rows: session.rows(path).length }) });
      return;
    }
    const { value, required } = session.field(path);
    const rules = relevant ? session.findingsAt(path).map((finding) => finding.rule) : [];
    found.set(shown, {
      relevant,
      required,
      value: relevant ? textOf(value) : '',
      violation: rules.includes('required') ? 'required' : rules.includes('constraint') ? 'constraint' : null,
      ...(node.list !== undefined && relevant && { options: session.choices(path).map((choice) => choice.value) }),
    });
  });
  return found;
}

function textOf(answer: Answer | null): string {
  if (answer === null || isMissing(answer)) return '';
  return typeof answer === 'object' ? answer.join(' ') : toText(answer);
}

export interface Disagreement {
  readonly path: string;
  readonly about: keyof Fact | 'presence';
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Where the two differ; a node of an irrelevant part is compared by its relevance alone. */
export function compareFacts(ours: Facts, theirs: Facts): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const a = ours.get(path);
    const b = theirs.get(path);
    if (!a || !b) {
      found.push({ path, about: 'presence', ours: a !== undefined, theirs: b !== undefined });
      continue;
    }
    for (const about of ['relevant', 'rows', 'required', 'value', 'violation', 'options'] as const)
      if ((a.relevant || about === 'relevant') && !alike(a[about], b[about])) found.push({ path, about, ours: a[about], theirs: b[about] });
  }
  return found;
}

/** The same text, or the same number to the fifteen digits that ours keeps (`differences.ts`). */
function alike(ours: unknown, theirs: unknown): boolean {
  if (String(ours) === String(theirs)) return true;
  if (typeof ours !== 'string' || typeof theirs !== 'string' || ours === '' || theirs === '') return false;
  return Number(Number(theirs).toPrecision(15)) === Number(ours) || Math.abs(Number(ours) - Number(theirs)) <= 1e-12 * Math.abs(Number(ours));
}

/** How many single facts a comparison looks at. */
export function countFacts(facts: Facts): number {
  let count = 0;
  for (const fact of facts.values()) count += Object.keys(fact).length;
  return count;
}
