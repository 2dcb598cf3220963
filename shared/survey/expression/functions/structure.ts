import type { Choice, Question } from '../../form.ts';
import type { Template } from '../../outline.ts';
import { scopeWithin } from '../../outline.ts';
import type { Row } from '../../row.ts';
import { columnReader, listNamed } from '../items.ts';
import { baseTrack, finish, resolveName, trackOf } from '../paths.ts';
import type { Compiling, Context, Piece, Track } from '../piece.ts';
import type { Syntax } from '../syntax.ts';
import { ExpressionError } from '../syntax.ts';
import { toNumber, toText } from '../values.ts';
import type { FunctionTable } from './function.ts';
import { allValues, text } from './function.ts';

type Call = Syntax & { readonly kind: 'call' };

export const structureFunctions: FunctionTable = {
  current: { kind: 'structure', min: 0, max: 0, compile: (syntax, state) => finish(baseTrack(state), syntax.at, { ...state, depend: ignoringOwnValue(state) }) },
  position: { kind: 'structure', min: 0, max: 1, compile: position },
  'indexed-repeat': { kind: 'structure', min: 3, max: 7, compile: indexedRepeat },
  once: { kind: 'structure', min: 1, max: 1, compile: once },
  'jr:choice-name': { kind: 'structure', min: 2, max: 2, compile: choiceName },
  pulldata: { kind: 'structure', min: 4, max: 4, compile: pullData },
  random: { kind: 'structure', min: 0, max: 0, compile: (syntax, state) => differs(state, { at: syntax.at, type: 'number', value: (context) => context.world.environment.random() }) },
  uuid: { kind: 'structure', min: 0, max: 1, compile: uuid },
  randomize: { kind: 'structure', min: 1, max: 2, compile: randomize },
};

/** `current()` alone does not read the value of its own question: `current()/../x` would otherwise depend on itself. */
function ignoringOwnValue(state: Compiling): Compiling['depend'] {
  return (dependency) => {
    if (!(dependency.kind === 'value' && dependency.template === state.base)) state.depend(dependency);
  };
}

function differs(state: Compiling, piece: Piece): Piece {
  state.volatile();
  return piece;
}

/** `position(..)`: place of a row among its sisters, from 1; without argument the place within a predicate. */
function position(syntax: Call, state: Compiling): Piece {
  const [argument] = syntax.arguments;
  if (!argument) return { at: syntax.at, type: 'number', value: (context) => context.position };
  if (argument.kind !== 'path') throw new ExpressionError('type', argument.at, 'position-path');
  const { template, apex, row, rows } = trackOf(argument, state);
  if (!template.inner) return { at: syntax.at, type: 'number', value: () => 1 };
  state.depend({ kind: 'position', template, apex });
  return {
    at: syntax.at, type: 'number',
    value: (context) => {
      const found = row ? row(context) : rows(context)[0];
      return found ? found.position + 1 : NaN;
    },
  };
}

/** `indexed-repeat(${field}, ${repeat}, index, …)`: the field in the row of that number, from the outermost repeat inwards. */
function indexedRepeat(syntax: Call, state: Compiling): Piece {
  const [field, ...pairs] = syntax.arguments;
  const target = templateOf(field as Syntax, state);
  if (pairs.length % 2 !== 0) throw new ExpressionError('arguments', syntax.at, 'indexed-pairs');
  const indexes = new Map<Template, Piece>();
  for (let at = 0; at < pairs.length; at += 2) {
    const repeat = templateOf(pairs[at] as Syntax, state);
    if (!repeat.inner) throw new ExpressionError('type', (pairs[at] as Syntax).at, 'not-a-repeat', { path: repeat.path });
    indexes.set(repeat, state.compile(pairs[at + 1] as Syntax, state.here));
  }
  const chain: Template[] = [];
  for (let scope = scopeWithin(target); scope.repeat; scope = scope.parent as typeof scope) chain.unshift(scope.repeat);
  const first = chain.findIndex((repeat) => indexes.has(repeat));
  const outer = chain[first];
  if (!outer) throw new ExpressionError('arguments', syntax.at, 'indexed-none');
  const from = scopeWithin(state.base);
  let apex = from;
  while (apex.depth > outer.scope.depth && apex.parent) apex = apex.parent;
  if (apex !== outer.scope) throw new ExpressionError('unsupported', syntax.at, 'indexed-every');
  const climb = from.depth - apex.depth;
  for (const repeat of chain.slice(first)) {
    state.depend({ kind: 'rows', template: repeat, apex });
    state.depend({ kind: 'position', template: repeat, apex });
  }
  const rows = (context: Context): readonly Row[] => {
    let row: Row | undefined = context.origin.up(climb);
    for (const repeat of chain.slice(first)) {
      const index = indexes.get(repeat);
      const place = index ? toNumber(index.value(context), context.watch) : 1;
      row = row.isRelevant(repeat) ? row.rows[repeat.slot]?.[place - 1] : undefined;
      if (!row) return [];
    }
    return [row];
  };
  const track: Track = { template: target, apex, rows };
  const piece = finish(track, syntax.at, state);
  return { ...piece, many: false };
}

/** `once(…)`: keeps the value the question already has. */
function once(syntax: Call, state: Compiling): Piece {
  const piece = state.compile(syntax.arguments[0] as Syntax, state.here);
  const { base } = state;
  return differs(state, {
    at: syntax.at, type: 'any',
    value: (context) => {
      const kept = context.origin.atom(base);
      return kept === '' ? piece.value(context) : kept;
    },
  });
}

/** `jr:choice-name(value, '${question}')`: the label of a choice of that question. */
function choiceName(syntax: Call, state: Compiling): Piece {
  const [value, name] = syntax.arguments as [Syntax, Syntax];
  const target = name.kind === 'string' ? resolveName(/\$\{\s*([^\s{}]+)\s*\}/.exec(name.value)?.[1] ?? name.value, name.at, state) : templateOf(name, state);
  const list = (target.node as Question).list;
  if (list === undefined) throw new ExpressionError('type', name.at, 'no-choices', { path: target.path });
  const piece = state.compile(value, state.here);
  if (list.startsWith('${')) return { at: syntax.at, type: 'text', value: (context) => toText(piece.value(context)) };
  const choices = listNamed(list, name.at, state).by('name');
  return {
    at: syntax.at, type: 'text',
    value: (context) => {
      const choice = choices.get(toText(piece.value(context)))?.[0];
      return choice?.label[context.world.language] ?? '';
    },
  };
}

/** `pulldata('list', 'column', 'key column', key)`. */
function pullData(syntax: Call, state: Compiling): Piece {
  const [list, column, keyColumn, key] = syntax.arguments as [Syntax, Syntax, Syntax, Syntax];
  if (list.kind !== 'string' || column.kind !== 'string' || keyColumn.kind !== 'string')
    throw new ExpressionError('arguments', syntax.at, 'pulldata-quotes');
  const choices = listNamed(list.value, list.at, state);
  const read = columnReader(list.value, column.value, column.at, state);
  columnReader(list.value, keyColumn.value, keyColumn.at, state);
  const piece = state.compile(key, state.here);
  return {
    at: syntax.at, type: 'text',
    value: (context) => {
      const found: Choice | undefined = choices.by(keyColumn.value).get(toText(piece.value(context)))?.[0];
      return found ? read(found, context) : '';
    },
  };
}

function uuid(syntax: Call, state: Compiling): Piece {
  const length = syntax.arguments[0] ? state.compile(syntax.arguments[0], state.here) : undefined;
  return differs(state, {
    at: syntax.at, type: 'text',
    value: (context) => {
      const made = context.world.environment.uuid();
      if (!length) return made;
      const wanted = toNumber(length.value(context), context.watch);
      let all = made;
      while (all.length < wanted) all += context.world.environment.uuid();
      return all.slice(0, wanted);
    },
  });
}

/** `randomize(nodes, seed?)`: the nodes in another order; the same seed gives the same order. */
function randomize(syntax: Call, state: Compiling): Piece {
  const [nodes, seed] = syntax.arguments.map((argument) => state.compile(argument, state.here));
  const source = nodes?.nodes;
  if (!source) throw new ExpressionError('type', syntax.at, 'randomize-set');
  if (!seed) state.volatile();
  const shuffled = (context: Context) => {
    const atoms = [...allValues([nodes as Piece], context)] as (string | number)[];
    const next = seed ? lehmer(Math.trunc(Number(text(seed, context))) || 42) : context.world.environment.random;
    for (let at = atoms.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1));
      [atoms[at], atoms[other]] = [atoms[other] as string, atoms[at] as string];
    }
    return { atoms };
  };
  return { at: syntax.at, type: 'nodes', many: true, nodes: shuffled, value: (context) => shuffled(context).atoms[0] ?? '' };
}

/** Park–Miller generator, as the ODK specification names it. */
function lehmer(seed: number): () => number {
  let state = ((seed % 2_147_483_647) + 2_147_483_647) % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

function templateOf(syntax: Syntax, state: Compiling): Template {
  if (syntax.kind !== 'path') throw new ExpressionError('type', syntax.at, 'question-wanted');
  return trackOf(syntax, { ...state, depend: () => undefined }).template;
}
