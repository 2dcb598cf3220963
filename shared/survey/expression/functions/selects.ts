import type { FunctionTable } from './function.ts';
import { number, ofTexts, text } from './function.ts';

const codes = (value: string): readonly string[] => value.split(/\s+/).filter((code) => code !== '');

export const selectFunctions: FunctionTable = {
  selected: ofTexts(2, 2, 'boolean', (value, code) => codes(value as string).includes((code as string).trim())),
  'count-selected': ofTexts(1, 1, 'number', (value) => codes(value as string).length),
  'selected-at': {
    kind: 'value', min: 2, max: 2, type: 'text',
    make: ([value, index]) => (context) => codes(text(value, context))[Math.trunc(number(index, context))] ?? '',
  },
};
