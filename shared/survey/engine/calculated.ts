import { toNumber, toText } from '../expression/values.ts';
import type { Value } from '../expression/values.ts';
import type { Question } from '../form.ts';
import type { Answer } from '../response.ts';
import { isMissing } from '../response.ts';

/** Turns the value of an expression into an answer of the question's type; an unknown number is no answer. */
export function answerOf(question: Question, value: Value): Answer | null {
  switch (question.type) {
    case 'integer':
    case 'decimal':
    case 'range':
    case 'year': {
      const number = toNumber(value, { blank: false });
      return Number.isFinite(number) ? number : null;
    }
    case 'select_multiple':
    case 'rank': {
      const codes = toText(value).split(/\s+/).filter((code) => code !== '');
      return codes.length === 0 ? null : codes;
    }
    default: {
      if (typeof value === 'number') return Number.isFinite(value) ? value : null;
      const text = toText(value);
      return text === '' ? null : text.normalize('NFC');
    }
  }
}

/** Whether two answers say the same. */
export function same(a: Answer | null, b: Answer | null): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((code, index) => code === b[index]);
  return isMissing(a) && isMissing(b) && a.missing === b.missing;
}
