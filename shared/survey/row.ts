import type { Finding } from './findings.ts';
import type { Stage } from './form.ts';
import type { Scope, Template } from './outline.ts';
import type { Answer, Path } from './response.ts';
import { isMissing } from './response.ts';
import type { Tally } from './tally.ts';

/** What an expression sees of an answer: numbers and text; no answer, a reason code and an irrelevant answer are `''`. */
export type Atom = string | number;

/** A finding with its place in the form. */
export interface Entry {
  readonly finding: Finding;
  readonly stage: Stage;
  /** The node it points to first, and the row that holds that node. */
  readonly template: Template;
  readonly row: Row;
  /** Rules come after built-in checks of the same node, in the order of the sheet. */
  readonly order: number;
  /** The finding with its justification, once asked for. */
  shown?: Finding;
}

/** Rows of a repeat by the text of one of their cells, as of a stamp. */
export interface RowIndex {
  readonly stamp: number;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/** One row of a scope with its cells; the response itself is the only row of the outermost scope. */
export class Row {
  readonly scope: Scope;
  readonly parent: Row | null;
  readonly id: string;
  /** Concrete path of the row; empty for the response itself. */
  readonly path: Path;
  /** Order key as stored in the row's marker. */
  order: number;
  /** Place among its sisters, from 0. */
  position = 0;
  alive = true;
  /** Answers and calculated values by slot. */
  readonly values: (Answer | null)[];
  /** Relevance by slot, for templates that have a `relevant` of their own. */
  readonly relevance: boolean[];
  /** Rows of repeats by slot. */
  readonly rows: Row[][] = [];
  /** By slot of a repeat: grows with every change in its rows, so that indexes of them know when they are old. */
  readonly stamps: number[] = [];
  /** Rows found by the text of a cell, by the template of that cell. */
  indexes: Map<Template, RowIndex> | null = null;
  // What the judge last said: of cells by slot, of rules by their index.
  readonly marks: number[];
  entries: Map<number, readonly Entry[]> | null = null;
  ruleEntries: Map<number, Entry> | null = null;
  /** Counts of groups and repeats of this row, by slot. */
  readonly tallies: Tally[] = [];
  /** Counts of the row as a whole. */
  tally: Tally | null = null;

  constructor(scope: Scope, parent: Row | null, id: string, path: Path, order: number) {
    this.scope = scope;
    this.parent = parent;
    this.id = id;
    this.path = path;
    this.order = order;
    this.values = new Array<Answer | null>(scope.templates.length).fill(null);
    this.marks = new Array<number>(scope.templates.length).fill(0);
    this.relevance = new Array<boolean>(scope.templates.length).fill(true);
    for (const template of scope.templates) if (template.inner) this.rows[template.slot] = [];
  }

  /** The row of an outer scope that holds this one. */
  up(steps: number): Row {
    return steps === 0 ? this : (this.parent as Row).up(steps - 1);
  }

  /** Whether a template of this row's scope is relevant here, all it stands in included. */
  isRelevant(template: Template): boolean {
    const source = template.relevanceFrom;
    if (!source) return true;
    if (source.scope === this.scope) return this.relevance[source.slot] as boolean;
    return this.up(this.scope.depth - source.scope.depth).relevance[source.slot] as boolean;
  }

  /** What an expression reads of a template of this row's scope. */
  atom(template: Template): Atom {
    return this.isRelevant(template) ? this.answered(template) : '';
  }

  /** The same of a template that is known to be relevant. */
  answered(template: Template): Atom {
    const value = this.values[template.slot];
    return value === null || value === undefined ? '' : atomOf(value);
  }

  /** Notes that something in this row changed. */
  stamp(): void {
    const slot = this.scope.repeat?.slot;
    if (this.parent && slot !== undefined) this.parent.stamps[slot] = (this.parent.stamps[slot] ?? 0) + 1;
  }

  pathOf(template: Template): Path {
    return this.path + template.suffix;
  }
}

function atomOf(value: Answer): Atom {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return isMissing(value) ? '' : value.join(' ');
}
