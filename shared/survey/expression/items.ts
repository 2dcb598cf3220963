import type { Choice } from '../form.ts';
import { asLookup } from './lookup.ts';
import { columnReader } from './paths.ts';
import type { ChoiceIndex, Compiling, Context, Piece } from './piece.ts';
import type { Step, Syntax } from './syntax.ts';
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

export function listNamed(name: string, at: number, state: Compiling): ChoiceIndex {
  const list = state.lists.get(name);
  if (!list) throw new ExpressionError('unknown-list', at, 'list-unknown', { list: name });
  return list;
}

/** A predicate over choices; `column = value` is looked up instead of tried on each. */
function selection(syntax: Syntax, list: string, index: ChoiceIndex, state: Compiling): Select {
  const here = { kind: 'item', list } as const;
  const piece = state.compile(syntax, here);
  const lookup = asLookup(syntax);
  if (lookup) {
    columnReader(list, lookup.column, lookup.at, state);
    const key = state.compile(lookup.key, here);
    const canLookUp = lookup.column !== 'label' && key.type !== 'boolean' && key.type !== 'number' && !key.many;
    if (canLookUp)
      return (choices, context) => {
        if (choices !== index.choices) return passing(piece, choices, context);
        return index.by(lookup.column).get(toText(key.value(context))) ?? [];
      };
  }
  return (choices, context) => passing(piece, choices, context);
}

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
