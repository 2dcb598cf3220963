import type { Draw } from './draw.ts';

/** A question that an expression may speak of. */
export interface Known {
  readonly name: string;
  readonly kind: 'number' | 'text' | 'code' | 'codes' | 'date' | 'time';
  /** Names of the repeats around it, outermost first. */
  readonly repeats: readonly string[];
  readonly list?: string;
  /** Nothing can make it irrelevant: sets of such answers are the same to both engines (see `differences.ts`). */
  readonly steady: boolean;
}

/** What can be seen from the place of an expression. */
export interface View {
  readonly draw: Draw;
  readonly repeats: readonly string[];
  readonly known: readonly Known[];
  /** All repeats before the place, with the repeats around each. */
  readonly rows: readonly { readonly name: string; readonly repeats: readonly string[]; readonly steady: boolean }[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Whether the node stands directly in a row, so that `position(..)` is the row's place. */
  readonly inRow: boolean;
  /** The question itself, where `.` may be used. */
  readonly self?: Known;
}

const isAbove = (outer: readonly string[], inner: readonly string[]): boolean => outer.every((name, index) => inner[index] === name);

/** Questions of which there is one, seen from here. */
const single = (view: View, ...kinds: readonly Known['kind'][]): readonly Known[] => view.known.filter((one) => kinds.includes(one.kind) && isAbove(one.repeats, view.repeats));
/** Questions in rows below here. */
const many = (view: View, ...kinds: readonly Known['kind'][]): readonly Known[] =>
  view.known.filter((one) => kinds.includes(one.kind) && one.steady && !isAbove(one.repeats, view.repeats));

const ref = (one: Known): string => `\${${one.name}}`;
const inner = (view: View): View => ({ ...view, draw: view.draw });

function oneOf(view: View, depth: number, simple: readonly (() => string | null)[], composed: readonly (() => string | null)[]): string {
  const { draw } = view;
  const from = depth <= 0 || draw.chance(35) ? simple : composed;
  for (let turn = 0; turn < 4; turn++) {
    const text = draw.pick(from)();
    if (text !== null) return text;
  }
  return (simple[0] as () => string)();
}

const WORDS: readonly string[] = ["''", "'a'", "'b c'", "'12'", "'тест'", "'-3.5'", "'2026-03-01'"];

export function numberOf(view: View, depth: number): string {
  const { draw } = view;
  const number = (): string => numberOf(inner(view), depth - 1);
  const text = (): string => textOf(inner(view), depth - 1);
  const question = (): string | null => {
    const found = single(view, 'number');
    return found.length === 0 ? null : ref(draw.pick(found));
  };
  const column = (): string | null => {
    const found = many(view, 'number');
    if (found.length === 0) return null;
    return `${ref(draw.pick(found))}${draw.pick(['', "[. != '']", '[. > 1]'])}`;
  };
  const rows = (): string | null => {
    const found = view.rows.filter((one) => one.steady && !view.repeats.includes(one.name));
    return found.length === 0 ? null : `\${${draw.pick(found).name}}`;
  };
  return oneOf(view, depth, [
    () => draw.pick(['0', '1', '2', '3', '5', '10', '0.5', '-1', '100']),
    question, question,
    () => (view.self?.kind === 'number' ? '.' : null),
  ], [
    () => `${number()} ${draw.pick(['+', '-', '*'])} ${number()}`,
    () => `(${number()} ${draw.pick(['+', '-'])} ${number()}) ${draw.pick(['*', 'div', 'mod'])} ${draw.pick(['2', '4', '8'])}`,
    () => `-(${number()})`,
    () => `${draw.pick(['int', 'abs', 'round', 'floor', 'ceiling', 'number'])}(${number()})`,
    () => `round(${number()} div (abs(${number()}) + 1), ${draw.pick(['0', '1', '2', '3'])})`,
    () => `round(${draw.pick(['sqrt', 'sin', 'cos', 'tan', 'atan', 'asin', 'acos'])}(${number()}), 3)`,
    () => `round(${draw.pick(['log', 'log10'])}(abs(${number()}) + 1) + exp(${number()} mod 8), 3)`,
    () => `round(pow(${number()}, ${draw.pick(['1', '2', '3'])}), 2)`,
    () => `${draw.pick(['min', 'max'])}(${number()} + 0, ${number()} + 0)`,
    () => `string-length(${text()})`,
    () => `number(normalize-space(${text()}))`,
    () => `if(${truthOf(view, depth - 1)}, ${number()}, ${number()})`,
    () => `coalesce(${question() ?? '1'}, ${surely(view, number())})`,
    () => { const found = single(view, 'codes'); return found.length === 0 ? null : `count-selected(${ref(draw.pick(found))})`; },
    () => { const found = rows(); return found && `count(${found})`; },
    () => { const found = column(); return found && `${draw.pick(['sum', 'count', 'count-non-empty', 'min', 'max'])}(${found})`; },
    () => (view.inRow ? 'position(..)' : null),
    () => { const found = single(view, 'date'); return found.length === 0 ? null : `decimal-date-time(${ref(draw.pick(found))})`; },
  ]);
}

/** A number that is one: the text of NaN is no common ground. */
function surely(view: View, source: string): string {
  return view.draw.chance(50) ? `if(${source} > 0, ${source}, 0)` : `count-selected('${view.draw.pick(['', 'a', 'a b'])}')`;
}

export function textOf(view: View, depth: number): string {
  const { draw } = view;
  const text = (): string => textOf(inner(view), depth - 1);
  const number = (): string => numberOf(inner(view), depth - 1);
  const question = (): string | null => {
    const found = single(view, 'text', 'code', 'codes', 'number', 'date', 'time');
    return found.length === 0 ? null : ref(draw.pick(found));
  };
  const codes = (): Known | null => {
    const found = single(view, 'code', 'codes');
    return found.length === 0 ? null : draw.pick(found);
  };
  return oneOf(view, depth, [
    () => draw.pick(WORDS),
    question, question,
    () => (view.self ? '.' : null),
  ], [
    () => `concat(${text()}, ${draw.chance(50) ? text() : surely(view, number())})`,
    () => `string(${draw.chance(50) ? text() : surely(view, number())})`,
    () => `substr(${text()}, ${draw.pick(['0', '1', '-2', '2'])}${draw.pick(['', ', 3', ', -1'])})`,
    () => `${draw.pick(['substring-before', 'substring-after'])}(${text()}, ${draw.pick(["'a'", "' '", "'.'"])})`,
    () => `translate(${text()}, 'abc', 'AB')`,
    () => `normalize-space(${text()})`,
    () => `if(${truthOf(view, depth - 1)}, ${text()}, ${text()})`,
    () => `coalesce(${text()}, ${text()})`,
    () => { const found = many(view, 'number', 'text', 'code'); return found.length === 0 ? null : `join(', ', ${ref(draw.pick(found))})`; },
    () => { const found = codes(); return found && `selected-at(${ref(found)}, ${draw.pick(['0', '1'])})`; },
    () => { const found = single(view, 'code'); const one = found.length === 0 ? null : draw.pick(found); return one && `jr:choice-name(${ref(one)}, '${ref(one)}')`; },
    () => { const found = single(view, 'date'); return found.length === 0 ? null : `format-date(${ref(draw.pick(found))}, ${draw.pick(["'%d.%m.%Y'", "'%Y'", "'%e %n %y'"])})`; },
    () => { const found = single(view, 'code'); return found.length === 0 ? null : `instance('towns')/root/item[name = ${ref(draw.pick(found))}]/near`; },
    () => { const found = single(view, 'code', 'text'); return found.length === 0 ? null : `pulldata('towns', 'near', 'name', ${ref(draw.pick(found))})`; },
    () => indexed(view),
  ]);
}

/** `indexed-repeat` of a question in rows of an outermost repeat that stands before. */
function indexed(view: View): string | null {
  const found = many(view, 'number', 'text', 'code').filter((one) => one.repeats.length === 1);
  if (found.length === 0) return null;
  const one = view.draw.pick(found);
  return `string(indexed-repeat(${ref(one)}, \${${one.repeats[0] as string}}, ${view.draw.pick(['1', '2', '3'])}))`;
}

export function truthOf(view: View, depth: number): string {
  const { draw } = view;
  const truth = (): string => truthOf(inner(view), depth - 1);
  const number = (): string => numberOf(inner(view), depth - 1);
  const text = (): string => textOf(inner(view), depth - 1);
  const coded = (): string | null => {
    const found = single(view, 'code', 'codes');
    if (found.length === 0) return null;
    const one = draw.pick(found);
    const code = draw.pick(view.lists[one.list ?? ''] ?? ['a']);
    return one.kind === 'code' && draw.chance(50) ? `${ref(one)} ${draw.pick(['=', '!='])} '${code}'` : `selected(${ref(one)}, '${code}')`;
  };
  return oneOf(view, depth, [
    () => draw.pick(['true()', 'false()', '1 = 1']),
    coded, coded,
    () => { const found = single(view, 'number', 'text', 'code', 'date'); return found.length === 0 ? null : `${ref(draw.pick(found))} ${draw.pick(['=', '!='])} ''`; },
    () => { const found = single(view, 'number'); return found.length === 0 ? null : `${ref(draw.pick(found))} ${draw.pick(['<', '<=', '>', '>=', '=', '!='])} ${draw.pick(['0', '2', '5', '-1'])}`; },
  ], [
    () => `${number()} ${draw.pick(['<', '<=', '>', '>=', '=', '!='])} ${number()}`,
    () => `${text()} ${draw.pick(['=', '!='])} ${text()}`,
    () => `(${truth()}) ${draw.pick(['and', 'or'])} (${truth()})`,
    () => `not(${truth()})`,
    () => (draw.chance(50) ? `boolean(number(${number()}))` : `boolean(string(${text()}))`),
    () => `${draw.pick(['contains', 'starts-with', 'ends-with'])}(${text()}, ${draw.pick(["'a'", "'1'", "''"])})`,
    () => `regex(${text()}, ${draw.pick(["'^[a-z]+$'", "'[0-9]'", "'^.{2,4}$'"])})`,
    () => `boolean-from-string(${text()})`,
    () => `checklist(${draw.pick(['-1', '1'])}, ${draw.pick(['-1', '1'])}, ${truth()}, ${truth()})`,
    () => { const found = many(view, 'number', 'text', 'code'); return found.length === 0 ? null : `${ref(draw.pick(found))} ${draw.pick(['=', '!=', '>'])} ${draw.pick(['2', "'a'"])}`; },
    () => { const found = single(view, 'date'); return found.length < 2 ? null : `${ref(found[0] as Known)} < ${ref(found[1] as Known)}`; },
  ]);
}
