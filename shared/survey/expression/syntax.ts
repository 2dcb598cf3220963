import type { Remark, RemarkCode, RemarkValues } from '../remark.ts';

/** The typed syntax tree of the ODK subset of XPath 1.0. Positions are offsets in the author's text. */

export type BinaryOperator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod' | '|';

export type Syntax =
  | { readonly kind: 'number'; readonly at: number; readonly value: number }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'binary'; readonly at: number; readonly operator: BinaryOperator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'negate'; readonly at: number; readonly operand: Syntax }
  | { readonly kind: 'call'; readonly at: number; readonly name: string; readonly arguments: readonly Syntax[] }
  | PathSyntax;

/** A location path: where it starts, and the steps from there. */
export interface PathSyntax {
  readonly kind: 'path';
  readonly at: number;
  readonly start: PathStart;
  readonly steps: readonly Step[];
}

export type PathStart =
  /** `/form/group/name` */
  | { readonly kind: 'root' }
  /** `name`, `.`, `../name`: from the node at hand */
  | { readonly kind: 'here' }
  /** `${name}` */
  | { readonly kind: 'reference'; readonly name: string; readonly predicates: readonly Syntax[] }
  /** `current()/…`, `instance('list')/…`, `(…)[1]` */
  | { readonly kind: 'expression'; readonly expression: Syntax; readonly predicates: readonly Syntax[] };

export interface Step {
  readonly at: number;
  readonly test: { readonly kind: 'self' } | { readonly kind: 'parent' } | { readonly kind: 'child'; readonly name: string } | { readonly kind: 'children' };
  readonly predicates: readonly Syntax[];
}

/** What is wrong with an expression, and where in its text (offset from 0). */
export interface ExpressionProblem {
  readonly kind:
    | 'syntax' | 'unknown-name' | 'ambiguous-name' | 'unknown-function' | 'arguments' | 'unknown-list' | 'unknown-parameter'
    | 'unsupported' | 'type';
  readonly at: number;
  readonly remark: Remark;
}

/** Thrown inside the expression room only; its doors turn it into a value. */
export class ExpressionError extends Error {
  readonly problem: ExpressionProblem;
  constructor(kind: ExpressionProblem['kind'], at: number, code: RemarkCode, values: RemarkValues = {}) {
    super(code);
    this.problem = { kind, at, remark: { code, values } };
  }
}
