import { toText } from '../values.ts';
import type { FunctionTable } from './function.ts';
import { allValues, number, ofNode, ofTexts, text } from './function.ts';

export const textFunctions: FunctionTable = {
  string: ofNode('text', toText),
  'string-length': ofNode('number', (value) => lengthOf(toText(value))),
  'normalize-space': ofNode('text', (value) => toText(value).trim().replace(/\s+/g, ' ')),
  contains: ofTexts(2, 2, 'boolean', (value, part) => (value as string).includes(part as string)),
  'starts-with': ofTexts(2, 2, 'boolean', (value, part) => (value as string).startsWith(part as string)),
  'ends-with': ofTexts(2, 2, 'boolean', (value, part) => (value as string).endsWith(part as string)),
  'substring-before': ofTexts(2, 2, 'text', (value, part) => {
    const at = (value as string).indexOf(part as string);
    return at < 0 ? '' : (value as string).slice(0, at);
  }),
  'substring-after': ofTexts(2, 2, 'text', (value, part) => {
    const at = (value as string).indexOf(part as string);
    return at < 0 ? '' : (value as string).slice(at + (part as string).length);
  }),
  translate: ofTexts(3, 3, 'text', (value, from, to) => {
    const source = [...(from as string)];
    const target = [...(to as string)];
    return [...(value as string)].map((character) => {
      const at = source.indexOf(character);
      return at < 0 ? character : (target[at] ?? '');
    }).join('');
  }),
  /** ODK: from 0, the end is not included, negative counts from the end. */
  substr: {
    kind: 'value', min: 2, max: 3, type: 'text',
    make: ([value, from, to]) => (context) => {
      const characters = [...text(value, context)];
      const start = number(from, context);
      const end = to ? number(to, context) : characters.length;
      return Number.isNaN(start) || Number.isNaN(end) ? '' : characters.slice(Math.trunc(start), Math.trunc(end)).join('');
    },
  },
  /** XPath: from 1, rounded. */
  substring: {
    kind: 'value', min: 2, max: 3, type: 'text',
    make: ([value, from, length]) => (context) => {
      const start = Math.round(number(from, context));
      const end = length ? start + Math.round(number(length, context)) : Infinity;
      return [...text(value, context)].filter((_, index) => index + 1 >= start && index + 1 < end).join('');
    },
  },
  concat: { kind: 'value', min: 0, max: Infinity, type: 'text', make: (pieces) => (context) => allValues(pieces, context).map(toText).join(''), parts: (pieces) => (context) => allValues(pieces, context) },
  join: {
    kind: 'value', min: 1, max: Infinity, type: 'text',
    make: ([glue, ...rest]) => (context) => allValues(rest, context).map(toText).join(text(glue, context)),
  },
};

/** In characters, not in the halves of which rare ones consist. */
function lengthOf(text: string): number {
  return /[\uD800-\uDBFF]/.test(text) ? [...text].length : text.length;
}
