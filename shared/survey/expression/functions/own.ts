import type { Parameter } from '../../form.ts';
import { commonScope } from '../../outline.ts';
import { isMissing } from '../../response.ts';
import { holdersOf, trackOf } from '../paths.ts';
import type { Compiling, Piece, World } from '../piece.ts';
import type { Syntax } from '../syntax.ts';
import { ExpressionError } from '../syntax.ts';
import type { Value } from '../values.ts';
import { toText } from '../values.ts';
import type { FunctionTable } from './function.ts';

type Call = Syntax & { readonly kind: 'call' };

/** Functions of this program; other tools find them only in sheets they ignore. */
export const ownFunctions: FunctionTable = {
  parameter: { kind: 'structure', min: 1, max: 2, compile: parameter },
  missing: { kind: 'structure', min: 1, max: 1, compile: missing },
  'missing-share': { kind: 'structure', min: 1, max: 1, compile: missingShare },
};

/** `parameter('name')`, `parameter('name', date)`: the value valid today or on that day; `''` where none is. */
function parameter(syntax: Call, state: Compiling): Piece {
  const [name, day] = syntax.arguments.map((argument) => state.compile(argument, state.here)) as [Piece, Piece | undefined];
  if (typeof name.literal === 'string' && !state.parameters.has(name.literal))
    throw new ExpressionError('unknown-parameter', name.at, 'parameter-unknown', { name: name.literal });
  let known: { readonly among: World['parameters']; readonly said: string; readonly day: string; readonly value: Value } | null = null;
  return {
    at: syntax.at, type: 'any',
    value: (context) => {
      const wanted = day ? toText(day.value(context)).slice(0, 10) : context.world.environment.now().slice(0, 10);
      const among = context.world.parameters;
      const said = toText(name.value(context));
      // The same one is asked for again and again, on the same day.
      if (known === null || known.said !== said || known.day !== wanted || known.among !== among) known = { among, said, day: wanted, value: parameterOn(among, said, wanted) ?? '' };
      return known.value;
    },
  };
}

/** The value of a parameter on a day (`2026-11-23`); undefined where none is valid. */
export function parameterOn(parameters: ReadonlyMap<string, readonly Parameter[]>, name: string, day: string): Parameter['value'] | undefined {
  return parameters.get(name)?.findLast((candidate) => isValid(candidate, day))?.value;
}

function isValid(candidate: Parameter, day: string): boolean {
  return (candidate.validFrom === undefined || candidate.validFrom <= day) && (candidate.validTo === undefined || day <= candidate.validTo);
}

/** `missing(${x})`: whether the answer, or one of the answers where there are many, is a reason code; for a repeat its own. */
function missing(syntax: Call, state: Compiling): Piece {
  const [argument] = syntax.arguments;
  if (argument?.kind !== 'path') throw new ExpressionError('type', syntax.at, 'wants-question', { name: 'missing' });
  const found = trackOf(argument, state);
  const { template } = found;
  const { apex, rows } = template.inner && argument.start.kind === 'reference' ? holdersOf(template, state) : found;
  state.depend({ kind: 'value', template, apex });
  if (template.relevanceFrom) state.depend({ kind: 'relevant', template: template.relevanceFrom, apex: commonScope(apex, template.relevanceFrom.scope) });
  return {
    at: syntax.at, type: 'boolean',
    value: (context) => rows(context).some((row) => row.scope === template.scope && row.isRelevant(template) && isMissing(row.values[template.slot])),
  };
}

/** `missing-share(${section})`: of the required relevant questions below, the share (0 to 1) answered by a reason code. */
function missingShare(syntax: Call, state: Compiling): Piece {
  const [argument] = syntax.arguments;
  if (argument?.kind !== 'path') throw new ExpressionError('type', syntax.at, 'wants-section', { name: 'missing-share' });
  const { template, apex, row } = trackOf(argument, state);
  if (template.node.kind === 'question' || !row) throw new ExpressionError('type', argument.at, 'wants-section', { name: 'missing-share' });
  state.depend({ kind: 'share', template, apex });
  return { at: syntax.at, type: 'number', value: (context) => context.world.missingShare(template, row(context)) };
}
