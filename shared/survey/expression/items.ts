import type { Choice } from '../form.ts';
import { asLookup, columnName, isFixed } from './lookup.ts';
import type { Lookup } from './lookup.ts';
import type { ChoiceIndex, Compiling, Context, Piece } from './piece.ts';
import type { PathSyntax, Step, Syntax } from './syntax.ts';
import { ExpressionError } from './syntax.ts';
import type { Nodes } from './values.ts';
import { toBoolean, toText } from './values.ts';

type Select = (choices: readonly Choice[], context: Context) => readonly Choice[];

/** `instance('list')/root/item[…]/column`: values of a column of the choices that pass. */
export function itemsPath(call: Syntax & { readonly kind: 'call' }, predicates: readonly Syntax[], steps: readonly Step[], at: number, state: Compiling): Piece {
  const argument = call.arguments[0];
  if (call.arguments.length !== 1 || argument?.kind !== 'string')
    throw new ExpressionError('arguments', call.at, 'instance-name');
  const list = argument.value;
  const index = listNamed(list, argument.at, state);
  const [root, item, column] = steps;
  const shape = predicates.length === 0 && isChild(root, 'root') && isChild(item, 'item') && steps.length <= 3 && root.predicates.length === 0;
  if (!shape) throw new ExpressionError('unsupported', at, 'instance-shape');
  if (column && (column.test.kind !== 'child' || column.predicates.length > 0))
    throw new ExpressionError('unsupported', column.at, 'instance-column');
  const selects = item.predicates.map((predicate) => selection(predicate, list, index, state));
  const read = column?.test.kind === 'child' ? columnReader(list, column.test.name, column.at, state) : (choice: Choice) => choice.value;
  const nodes = (context: Context): Nodes => ({
    atoms: selects.reduce((found, select) => select(found, context), index.choices).map((choice) => read(choice, context)),
  });
  return { at, type: 'nodes', many: true, nodes, value: (context) => nodes(context).atoms[0] ?? '' };
}

/** A bare name in a predicate over choices: the column of the choice at hand. */
export function columnPath(path: PathSyntax, list: string, state: Compiling): Piece {
  const [step] = path.steps;
  if (path.steps.length !== 1 || step?.test.kind !== 'child' || step.predicates.length > 0)
    throw new ExpressionError('unsupported', path.at, 'filter-column');
  const read = columnReader(list, step.test.name, step.at, state);
  return {
    at: path.at, type: 'nodes',
    value: (context) => (context.item ? read(context.item, context) : ''),
    nodes: (context) => ({ atoms: [context.item ? read(context.item, context) : ''] }),
  };
}

/** How a column of a choice list is read: `name`, `label`, or a further column of the sheet. */
export function columnReader(list: string, column: string, at: number, state: Compiling): (choice: Choice, context: Context) => string {
  if (column === 'name' || column === 'value') return (choice) => choice.value;
  if (column === 'label') return (choice, context) => choice.label[context.world.language] ?? '';
  if (!state.lists.get(list)?.columns.has(column))
    throw new ExpressionError('unknown-name', at, 'column-unknown', { list, column });
  return (choice) => choice.attributes?.[column] ?? '';
}

export function listNamed(name: string, at: number, state: Compiling): ChoiceIndex {
  const list = state.lists.get(name);
  if (!list) throw new ExpressionError('unknown-list', at, 'list-unknown', { list: name });
  return list;
}

/** A predicate over choices; `column = value`, also with others of its kind or before a further condition, is looked up instead of tried on each. */
function selection(syntax: Syntax, list: string, index: ChoiceIndex, state: Compiling): Select {
  const here = { kind: 'item', list } as const;
  const piece = state.compile(syntax, here);
  const known = lookupOf(syntax, list, index, state);
  if (known) return (choices, context) => (choices === index.choices ? known(context) : passing(piece, choices, context));
  return (choices, context) => passing(piece, choices, context);
}

type Found = (context: Context) => readonly Choice[];

/**
 * The choices of the whole list that a predicate keeps, where it begins with lookups in one column: `a = ${x}`, `a = ${x} or a = 'b'`,
 * `selected(${x}, a)`, each alone or before `and …`. Null for any other predicate.
 */
function lookupOf(syntax: Syntax, list: string, index: ChoiceIndex, state: Compiling): Found | null {
  if (syntax.kind === 'binary' && syntax.operator === 'and') {
    const first = isPlain(syntax.right) ? lookupOf(syntax.left, list, index, state) : null;
    const then = first && state.compile(syntax.right, { kind: 'item', list });
    return first && then && ((context) => passing(then, first(context), context));
  }
  if (syntax.kind === 'call') return selectedLookup(syntax, list, index, state);
  const lookups = lookupsIn(syntax);
  const [first] = lookups ?? [];
  if (!lookups || !first || first.column === 'label' || lookups.some(({ column }) => column !== first.column)) return null;
  const read = columnReader(list, first.column, first.at, state);
  const keys = lookups.map(({ key }) => state.compile(key, { kind: 'item', list }));
  if (keys.some(({ type }) => type === 'boolean' || type === 'number')) return null;
  const [key] = keys;
  if (key && keys.length === 1 && !key.many) return (context) => index.by(first.column).get(toText(key.value(context))) ?? NONE;
  return (context) => {
    const wanted = new Set<string>();
    for (const one of keys) for (const value of one.many && one.nodes ? one.nodes(context).atoms : [one.value(context)]) wanted.add(toText(value));
    return wanted.size === 0 ? NONE : index.choices.filter((choice) => wanted.has(read(choice, context)));
  };
}

/** `selected(${x}, a)`: the codes of the answer are looked up. */
function selectedLookup(call: Syntax & { readonly kind: 'call' }, list: string, index: ChoiceIndex, state: Compiling): Found | null {
  const [value, code] = call.arguments;
  const column = code && columnName(code);
  if (call.name !== 'selected' || !value || !column || column === 'label' || !isFixed(value)) return null;
  const read = columnReader(list, column, call.at, state);
  const key = state.compile(value, { kind: 'item', list });
  return (context) => {
    const codes = new Set(toText(key.value(context)).split(/\s+/));
    return index.choices.filter((choice) => {
      const own = read(choice, context).trim();
      return own !== '' && codes.has(own);
    });
  };
}

function lookupsIn(syntax: Syntax): readonly Lookup[] | null {
  if (syntax.kind !== 'binary' || syntax.operator !== 'or') {
    const lookup = asLookup(syntax);
    return lookup && [lookup];
  }
  const [left, right] = [lookupsIn(syntax.left), lookupsIn(syntax.right)];
  return left && right && [...left, ...right];
}

/** A truth about columns, answers and literals: it asks nothing about the place among the choices. */
function isPlain(syntax: Syntax): boolean {
  const parts = syntax.kind === 'binary' && COMPARING.has(syntax.operator) ? [syntax.left, syntax.right] : syntax.kind === 'call' && PLACELESS.has(syntax.name) ? syntax.arguments : null;
  return parts !== null && parts.every((part) => isValue(part) || isPlain(part));
}

const PLACELESS: ReadonlySet<string> = new Set(['not', 'selected', 'regex', 'concat']);

const COMPARING: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', 'and', 'or']);

function isValue(syntax: Syntax): boolean {
  if (syntax.kind === 'string' || syntax.kind === 'number') return true;
  return syntax.kind === 'path' && (syntax.start.kind === 'here' || syntax.start.kind === 'reference') && syntax.steps.every((step) => step.predicates.length === 0);
}

const NONE: readonly Choice[] = [];

function passing(piece: Piece, choices: readonly Choice[], { world, origin, row, watch }: Context): readonly Choice[] {
  const inner: Context = { world, origin, row, item: null, position: 0, size: choices.length, watch };
  return choices.filter((choice, at) => {
    inner.item = choice;
    inner.position = at + 1;
    const value = piece.value(inner);
    return typeof value === 'number' && piece.type === 'number' ? value === at + 1 : toBoolean(value);
  });
}

function isChild(step: Step | undefined, name: string): step is Step {
  return step?.test.kind === 'child' && step.test.name === name;
}
