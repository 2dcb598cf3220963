import type { CompiledExpression } from '../expression/compile.ts';
import { isDate, parseMoment } from '../dates.ts';
import type { Dependency, World } from '../expression/piece.ts';
import { toText, type Value } from '../expression/values.ts';
import type { Question, Text } from '../form.ts';
import { namesIn } from '../expression/names.ts';
import { supportedLocale, writeNumber } from '../locale.ts';
import type { Outline, Template } from '../outline.ts';
import type { Row } from '../row.ts';

/**
 * An author's sentence with values in it: `${C05}` prints an answer (a choice by its label), `{${C05} + ${C06}}` prints
 * the value of an expression. Numbers and dates are printed as the language of the sentence writes them.
 */
export interface MessageTemplate {
  readonly dependencies: readonly Dependency[];
  readonly print: (world: World, row: Row) => Text;
}

type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'value'; readonly expression: CompiledExpression; readonly question: Question | null; readonly years: boolean };

/** Compiles a sentence in all its languages; `compile` reports what is wrong with an expression in it. */
export function compileMessage(
  text: Text, outline: Outline, compile: (source: string, language: string) => CompiledExpression | undefined, braces: 'expressions' | 'plain' = 'expressions',
): MessageTemplate {
  const byLanguage = Object.entries(text).map(([language, sentence]): readonly [string, readonly Part[]] => [
    language,
    splitMessage(sentence, braces).map((piece): Part => {
      if (piece.kind === 'text') return piece;
      const expression = compile(piece.source, language);
      const name = /^\$\{\s*([^\s{}]+)\s*\}$/.exec(piece.source)?.[1];
      return expression ? { kind: 'value', expression, question: questionNamed(name, outline), years: readsYears(piece.source, outline) } : { kind: 'text', text: '' };
    }),
  ]);
  const dependencies = byLanguage.flatMap(([, parts]) => parts.flatMap((part) => (part.kind === 'value' ? part.expression.dependencies : [])));
  if (byLanguage.every(([, parts]) => parts.every(({ kind }) => kind === 'text'))) {
    const printed = Object.fromEntries(byLanguage.map(([language, parts]) => [language, parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')]));
    return { dependencies, print: () => printed };
  }
  return {
    dependencies,
    print: (world, row) => {
      const printed: Record<string, string> = {};
      for (const [language, parts] of byLanguage) {
        const speaking = language === world.language ? world : { ...world, language };
        let sentence = '';
        for (const part of parts) sentence += printPart(part, speaking, row);
        printed[language] = sentence;
      }
      return printed;
    },
  };
}

type Split = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'expression'; readonly source: string };

/** Cuts a sentence at `${…}` and, in messages of rules, at `{…}`; a brace that is never closed is plain text. */
function splitMessage(sentence: string, braces: 'expressions' | 'plain' = 'expressions'): readonly Split[] {
  const parts: Split[] = [];
  let plain = '';
  let at = 0;
  while (at < sentence.length) {
    const opening = sentence.startsWith('${', at) ? 2 : sentence[at] === '{' && braces === 'expressions' ? 1 : 0;
    const end = opening === 0 ? -1 : closing(sentence, at + opening);
    if (end < 0) {
      plain += sentence[at];
      at++;
      continue;
    }
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push({ kind: 'expression', source: opening === 2 ? sentence.slice(at, end + 1) : sentence.slice(at + 1, end) });
    at = end + 1;
  }
  return plain === '' ? parts : [...parts, { kind: 'text', text: plain }];
}

function closing(sentence: string, from: number): number {
  let depth = 1;
  for (let at = from; at < sentence.length; at++) {
    if (sentence[at] === '{') depth++;
    if (sentence[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function printPart(part: Part, world: World, row: Row): string {
  if (part.kind === 'text') return part.text;
  const { language } = world;
  const say = (value: Value): string => printValue(value, language, part.question?.type === 'year' || (part.years && isYear(value)));
  if (part.expression.parts) return part.expression.parts(world, row).map((value) => (typeof value === 'number' ? say(value) : toText(value))).join('');
  const value = part.expression.evaluate(world, row);
  const list = part.question?.list;
  const choices = list === undefined ? undefined : world.lists.get(list)?.by('name');
  if (choices && typeof value === 'string') return value.split(' ').map((code) => choices.get(code)?.[0]?.label[language] ?? code).join(', ');
  return say(value);
}

const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string): Intl.DateTimeFormat {
  const locale = supportedLocale(language);
  // English readers disagree on what 11/5 is: for them the month is named.
  const known = dates.get(language) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: locale === 'en' ? 'medium' : 'short', timeZone: 'UTC' });
  dates.set(language, known);
  return known;
}

/** A value as a reader of the language writes it; an unknown number is a dash. */
export function printValue(value: Value, language: string, isYear = false): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isYear) return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? writeNumber(language, value, { digits: 3 }) : '–';
  if (value === '') return '–';
  const moment = isDate(value) ? parseMoment(value) : null;
  return moment ? dateFormat(language).format(Date.UTC(moment.year, moment.month - 1, moment.day)) : value;
}

/** Whether a number that comes of the expression may be a year: it reads one, by way of other calculations too, or takes it out of a date. */
function readsYears(source: string, outline: Outline, met: ReadonlySet<string> = new Set()): boolean {
  if (/\bformat-date(-time)?\(/.test(source)) return true;
  return namesIn(source).some((name) => {
    if (met.has(name)) return false;
    const question = questionNamed(name, outline);
    return question?.type === 'year' || (question?.type === 'calculate' && readsYears(question.calculation ?? '', outline, new Set([...met, name])));
  });
}

function isYear(value: Value): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1_000 && value < 3_000;
}

function questionNamed(name: string | undefined, outline: Outline): Question | null {
  const found: Template | undefined = name === undefined ? undefined : outline.byName.get(name)?.[0];
  return found?.node.kind === 'question' ? found.node : null;
}
