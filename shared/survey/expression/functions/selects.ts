import type { FunctionTable } from './function.ts';
import { number, ofTexts, text } from './function.ts';

const codes = (value: string): readonly string[] => value.split(/\s+/).filter((code) => code !== '');

/** Whether a code is one of those in a text, without taking the text apart: asked of every choice of long lists. */
function includesCode(value: string, code: string): boolean {
  if (code === '' || /\s/.test(code)) return false;
  const isGap = (at: number): boolean => at < 0 || at >= value.length || /\s/.test(value.charAt(at));
  for (let at = value.indexOf(code); at >= 0; at = value.indexOf(code, at + 1)) if (isGap(at - 1) && isGap(at + code.length)) return true;
  return false;
}

export const selectFunctions: FunctionTable = {
  selected: ofTexts(2, 2, 'boolean', (value, code) => includesCode(value as string, (code as string).trim())),
  'count-selected': ofTexts(1, 1, 'number', (value) => codes(value as string).length),
  'selected-at': {
    kind: 'value', min: 2, max: 2, type: 'text',
    make: ([value, index]) => (context) => codes(text(value, context))[Math.trunc(number(index, context))] ?? '',
  },
};
