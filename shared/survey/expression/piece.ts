import type { Choice, Parameter } from '../form.ts';
import type { Outline, Scope, Template } from '../outline.ts';
import type { Row } from '../row.ts';
import type { EngineEnvironment } from '../session.ts';
import type { Syntax } from './syntax.ts';
import type { BlankWatch, Nodes, Value } from './values.ts';

/** What an expression reads from outside the answers. */
export interface World {
  readonly environment: EngineEnvironment;
  /** Language in which labels are read by `jr:choice-name`. */
  readonly language: string;
  readonly lists: ReadonlyMap<string, ChoiceIndex>;
  readonly parameters: ReadonlyMap<string, readonly Parameter[]>;
  /** Share of required relevant questions below a node that were answered by a reason code. */
  readonly missingShare: (template: Template, row: Row) => number;
}

export interface ChoiceIndex {
  readonly choices: readonly Choice[];
  readonly columns: ReadonlySet<string>;
  /** Choices by the value of a column. */
  readonly by: (column: string) => ReadonlyMap<string, readonly Choice[]>;
}

/** Where evaluation stands. */
export interface Context {
  readonly world: World;
  /** Row of the expression's own node: where `${name}` and `current()` look from. */
  readonly origin: Row;
  /** Row of the node at hand; differs from the origin within predicates. */
  row: Row;
  /** The choice at hand, within a choice filter. */
  item: Choice | null;
  position: number;
  size: number;
  readonly watch: BlankWatch;
}

/** What an expression depends on: an event of a template, seen from the outermost scope its path climbs to. */
export interface Dependency {
  readonly kind: 'value' | 'relevant' | 'rows' | 'position' | 'share';
  readonly template: Template;
  readonly apex: Scope;
}

/** A compiled part of an expression. */
export interface Piece {
  readonly at: number;
  readonly type: 'text' | 'number' | 'boolean' | 'any' | 'nodes';
  readonly value: (context: Context) => Value;
  /** For type `nodes`. */
  readonly nodes?: (context: Context) => Nodes;
  /** A path that may give more than one node: comparisons ask whether any of them holds. */
  readonly many?: boolean;
  /** The template all nodes belong to. */
  readonly track?: Track;
  readonly literal?: string | number;
  /** Of a text that is put together, `concat()` or a choice between such: what of, so that a sentence can say its numbers as its language does. */
  readonly parts?: (context: Context) => readonly Value[];
}

/** Nodes of one template, found by walking rows. */
export interface Track {
  readonly template: Template;
  readonly apex: Scope;
  /** Exactly one row: the usual `${name}`. */
  readonly row?: (context: Context) => Row;
  readonly rows: (context: Context) => readonly Row[];
}

/** What relative names are looked up in. */
export type Here = { readonly kind: 'node'; readonly template: Template; readonly apex: Scope } | { readonly kind: 'item'; readonly list: string };

/** The state of compiling one expression. */
export interface Compiling {
  readonly outline: Outline;
  readonly lists: ReadonlyMap<string, ChoiceIndex>;
  readonly parameters: ReadonlySet<string>;
  /** The node the expression belongs to. */
  readonly base: Template;
  readonly here: Here;
  readonly depend: (dependency: Dependency) => void;
  /** Called for functions whose value differs at every call. */
  readonly volatile: () => void;
  /** Compiles a part with another node at hand. */
  readonly compile: (syntax: Syntax, here: Here) => Piece;
}
