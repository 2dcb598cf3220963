import type { Template } from '../outline.ts';
import type { Row, RowIndex } from '../row.ts';
import type { Syntax } from './syntax.ts';
import { toText } from './values.ts';

/** A predicate `column = key` whose key is the same for every row or choice: it is looked up instead of tried on each. */
export interface Lookup {
  readonly column: string;
  readonly at: number;
  readonly key: Syntax;
}

/** Recognises `[name = ${x}]`, `[name = 'code']`, `[name = current()/.]`, either way round. */
export function asLookup(syntax: Syntax): Lookup | null {
  if (syntax.kind !== 'binary' || syntax.operator !== '=') return null;
  const left = columnName(syntax.left);
  if (left !== null && isFixed(syntax.right)) return { column: left, at: syntax.left.at, key: syntax.right };
  const right = columnName(syntax.right);
  if (right !== null && isFixed(syntax.left)) return { column: right, at: syntax.right.at, key: syntax.left };
  return null;
}

/** The column a bare name means; null for anything else. */
export function columnName(syntax: Syntax): string | null {
  if (syntax.kind !== 'path' || syntax.start.kind !== 'here' || syntax.steps.length !== 1) return null;
  const [step] = syntax.steps;
  return step?.test.kind === 'child' && step.predicates.length === 0 ? step.test.name : null;
}

/** Whether a key cannot depend on the row or choice at hand: a literal, `${name}`, `current()/…`. */
export function isFixed(syntax: Syntax): boolean {
  if (syntax.kind === 'string') return true;
  if (syntax.kind !== 'path') return false;
  const { start } = syntax;
  return (start.kind === 'reference' && start.predicates.length === 0) || (start.kind === 'expression' && start.expression.kind === 'call' && start.expression.name === 'current');
}

const NONE: readonly Row[] = [];

/** Rows of a repeat by the text of one of their cells; the index is made anew when anything in the rows has changed. */
export function rowsByText(holder: Row, repeat: Template, column: Template, key: string): readonly Row[] {
  const known = (holder.indexes ??= new Map<Template, RowIndex>());
  const stamp = holder.stamps[repeat.slot] ?? 0;
  let index = known.get(column);
  if (!index || index.stamp !== stamp) {
    const rows = new Map<string, Row[]>();
    for (const row of holder.rows[repeat.slot] ?? NONE) {
      const text = toText(row.atom(column));
      const same = rows.get(text);
      if (same) same.push(row);
      else rows.set(text, [row]);
    }
    known.set(column, (index = { stamp, rows }));
  }
  return index.rows.get(key) ?? NONE;
}
