import type { Template } from '../outline.ts';
import { commonScope, repeatsBetween, scopeWithin } from '../outline.ts';
import type { Row } from '../row.ts';
import { columnPath, itemsPath } from './items.ts';
import { asLookup, rowsByText } from './lookup.ts';
import type { Compiling, Context, Here, Piece, Track } from './piece.ts';
import type { PathSyntax, Step, Syntax } from './syntax.ts';
import { ExpressionError } from './syntax.ts';
import type { Nodes } from './values.ts';
import { toBoolean, toText } from './values.ts';

/** Compiles a location path to the nodes it names; the form's shape is known, so every step is resolved here. */
export function compilePath(path: PathSyntax, state: Compiling): Piece {
  if (path.start.kind === 'expression' && path.start.expression.kind === 'call' && path.start.expression.name === 'instance')
    return itemsPath(path.start.expression, path.start.predicates, path.steps, path.at, state);
  if (path.start.kind === 'here' && state.here.kind === 'item') return columnPath(path, state.here.list, state);
  return finish(trackOf(path, state), path.at, state);
}

/** The rows a path leads to, without reading them: what `position(..)` and `indexed-repeat` work on. */
export function trackOf(path: PathSyntax, state: Compiling): Track {
  const { start } = path;
  switch (start.kind) {
    case 'reference': {
      const target = resolveName(start.name, path.at, state);
      const track = start.predicates.length === 0 ? trackTo(target, state) : filteredTrackTo(target, start.predicates, state);
      return path.steps.reduce((at, step) => follow(at, step, state), track);
    }
    case 'root':
      return absolute(path.steps, path.at, state);
    case 'here':
      return path.steps.reduce((at, step) => follow(at, step, state), hereTrack(path.at, state.here));
    case 'expression': {
      const piece = state.compile(start.expression, state.here);
      if (!piece.track) throw new ExpressionError('type', path.at, 'path-from-question');
      const track = start.predicates.length === 0 ? piece.track : filter(piece.track, start.predicates, state);
      return path.steps.reduce((at, step) => follow(at, step, state), track);
    }
  }
}

/** The node the expression belongs to, seen from its own row. */
export function baseTrack(state: Compiling): Track {
  return { template: state.base, apex: scopeWithin(state.base), row: (context) => context.origin, rows: (context) => [context.origin] };
}

/** Reads the nodes of a track and notes what that depends on. */
export function finish(track: Track, at: number, state: Compiling): Piece {
  const { template, row, rows } = track;
  noteRelevance(template, track, state);
  if (template.node.kind === 'question') {
    state.depend({ kind: 'value', template, apex: track.apex });
    if (row)
      return {
        at, type: 'nodes', track,
        value: (context) => row(context).atom(template),
        nodes: (context) => {
          const found = row(context);
          return { atoms: found.isRelevant(template) ? [found.answered(template)] : [] };
        },
      };
    const nodes = (context: Context): Nodes => {
      const atoms: (string | number)[] = [];
      for (const found of rows(context)) if (found.isRelevant(template)) atoms.push(found.answered(template));
      return { atoms };
    };
    return { at, type: 'nodes', track, many: true, nodes, value: (context) => nodes(context).atoms[0] ?? '' };
  }
  const nodes = (context: Context): Nodes => {
    const found = rows(context);
    return { atoms: found.map(() => ''), rows: found };
  };
  return { at, type: 'nodes', track, many: true, nodes, value: () => '' };
}

/** Finds what `${name}` means; one name may stand once in a form. */
export function resolveName(name: string, at: number, state: Compiling): Template {
  const found = state.outline.byName.get(name) ?? [];
  if (found.length === 0) throw new ExpressionError('unknown-name', at, 'question-unknown', { name });
  if (found.length > 1) throw new ExpressionError('ambiguous-name', at, 'question-ambiguous', { name });
  return found[0] as Template;
}

/** `${name}`: the same row where both stand in one row, all rows where the question stands deeper. */
function trackTo(target: Template, state: Compiling): Track {
  const track = holdersOf(target, state);
  return target.inner ? intoRows(track, target, [], state) : { ...track, template: target };
}

/** `${repeat}[…]`: predicates count the rows of each enclosing row apart. */
function filteredTrackTo(target: Template, predicates: readonly Syntax[], state: Compiling): Track {
  if (!target.inner) return filter(trackTo(target, state), predicates, state);
  return intoRows(holdersOf(target, state), target, predicates, state);
}

/** The rows that hold the cell of a template: ours where we stand in one, all of them otherwise. */
export function holdersOf(target: Template, state: Compiling): Track {
  const from = scopeWithin(state.base);
  const apex = commonScope(from, target.scope);
  const climb = from.depth - apex.depth;
  const top: Track = {
    template: apex.repeat ?? state.outline.root,
    apex,
    row: climb === 0 ? (context) => context.origin : (context) => context.origin.up(climb),
    rows: (context) => [context.origin.up(climb)],
  };
  return repeatsBetween(apex, target.scope).reduce((track, repeat) => intoRows(track, repeat, [], state), top);
}

function hereTrack(at: number, here: Here): Track {
  if (here.kind === 'item') throw new ExpressionError('unsupported', at, 'choice-no-path');
  return { template: here.template, apex: here.apex, row: (context) => context.row, rows: (context) => [context.row] };
}

function absolute(steps: readonly Step[], at: number, state: Compiling): Track {
  const { outline } = state;
  const first = steps[0];
  const named = first?.test.kind === 'child' ? first.test.name : null;
  const isTop = outline.root.children.some((child) => nameOf(child) === named);
  const rest = isTop ? steps : steps.slice(1);
  let target = outline.root;
  let plain = 0;
  for (const step of rest) {
    if (step.predicates.length > 0) break;
    target = staticStep(target, step);
    plain++;
  }
  const track = trackTo(target, state);
  if (rest.length === 0 && steps.length > 1) throw new ExpressionError('unknown-name', at, 'path-no-question');
  return rest.slice(plain).reduce((found, step) => follow(found, step, state), track);
}

function staticStep(from: Template, step: Step): Template {
  if (step.test.kind === 'self') return from;
  if (step.test.kind === 'parent') return from.parent ?? from;
  if (step.test.kind === 'child') return childNamed(from, step.test.name, step.at);
  throw new ExpressionError('unsupported', step.at, 'wildcard');
}

function follow(track: Track, step: Step, state: Compiling): Track {
  switch (step.test.kind) {
    case 'self':
      return filter(track, step.predicates, state);
    case 'parent':
      return filter(upFrom(track, step.at), step.predicates, state);
    case 'children':
      throw new ExpressionError('unsupported', step.at, 'wildcard');
    case 'child': {
      const child = childNamed(track.template, step.test.name, step.at);
      if (child.inner) return intoRows(track, child, step.predicates, state);
      return filter({ ...track, template: child }, step.predicates, state);
    }
  }
}

function upFrom(track: Track, at: number): Track {
  const { template } = track;
  const parent = template.parent;
  if (!parent) throw new ExpressionError('syntax', at, 'path-out');
  if (!template.inner) return { ...track, template: parent };
  const outer = template.scope;
  const apex = outer.depth < track.apex.depth ? outer : track.apex;
  const { row, rows } = track;
  if (row) return { template: parent, apex, row: (context) => row(context).parent as Row, rows: (context) => [row(context).parent as Row] };
  return { template: parent, apex, rows: (context) => [...new Set(rows(context).map((found) => found.parent as Row))] };
}

function intoRows(track: Track, repeat: Template, predicates: readonly Syntax[], state: Compiling): Track {
  state.depend({ kind: 'rows', template: repeat, apex: track.apex });
  noteRelevance(repeat, track, state);
  const tests = predicates.map((predicate) => rowPredicate(predicate, repeat, track, state));
  const find = predicates[0] && rowLookup(predicates[0], repeat, state);
  const keep = find ? tests.slice(1) : tests;
  const below = (outer: Row, context: Context): readonly Row[] => {
    if (!outer.isRelevant(repeat)) return NONE;
    const rows = find ? find(outer, context) : (outer.rows[repeat.slot] ?? NONE);
    return keep.length === 0 ? rows : keep.reduce((found, test) => test(found, context), rows);
  };
  const { row, rows } = track;
  return {
    template: repeat,
    apex: track.apex,
    rows: row ? (context) => below(row(context), context) : (context) => rows(context).flatMap((outer) => below(outer, context)),
  };
}

const NONE: readonly Row[] = [];

/** `repeat[column = key]` by an index of the rows, where both sides compare as text. */
function rowLookup(predicate: Syntax, repeat: Template, state: Compiling): ((holder: Row, context: Context) => readonly Row[]) | undefined {
  const lookup = asLookup(predicate);
  const column = lookup && repeat.children.find((child) => nameOf(child) === lookup.column);
  if (!lookup || column?.node.kind !== 'question') return undefined;
  const key = state.compile(lookup.key, state.here);
  if (key.many || (key.type !== 'text' && key.type !== 'nodes')) return undefined;
  return (holder, context) => rowsByText(holder, repeat, column, toText(key.value(context)));
}

function filter(track: Track, predicates: readonly Syntax[], state: Compiling): Track {
  if (predicates.length === 0) return track;
  const keep = predicates.map((predicate) => rowPredicate(predicate, track.template, track, state));
  return { template: track.template, apex: track.apex, rows: (context) => keep.reduce((found, test) => test(found, context), track.rows(context)) };
}

/** A predicate over rows: a number keeps the row at that place, anything else keeps where it is true. */
function rowPredicate(syntax: Syntax, template: Template, track: Track, state: Compiling) {
  const piece = state.compile(syntax, { kind: 'node', template, apex: track.apex });
  return (rows: readonly Row[], context: Context): readonly Row[] => {
    const inner: Context = { world: context.world, origin: context.origin, row: context.row, item: null, position: 0, size: rows.length, watch: context.watch };
    return rows.filter((row, index) => {
      inner.row = row;
      inner.position = index + 1;
      const value = piece.value(inner);
      return typeof value === 'number' && piece.type === 'number' ? value === index + 1 : toBoolean(value);
    });
  };
}

function noteRelevance(template: Template, track: Track, state: Compiling): void {
  const source = template.relevanceFrom;
  if (source) state.depend({ kind: 'relevant', template: source, apex: commonScope(track.apex, source.scope) });
}

function childNamed(template: Template, name: string, at: number): Template {
  const child = template.children.find((candidate) => nameOf(candidate) === name);
  if (!child) throw new ExpressionError('unknown-name', at, 'part-unknown', { path: template.path, name });
  return child;
}

function nameOf(template: Template): string {
  return template.node.kind === 'root' ? '' : template.node.name;
}
