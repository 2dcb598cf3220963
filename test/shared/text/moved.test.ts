import { describe, expect, it } from 'vitest';
import type { MovedAnswer } from '../../../shared/survey/evolution/migrate.ts';
import { printMoved } from '../../../shared/text/moved.ts';
import type { Language } from '../../../shared/text/print.ts';
import { microelectronics } from '../../helpers/forms.ts';

const form = microelectronics();
const says = (language: Language, moved: MovedAnswer): string =>
  printMoved(moved, { before: form, after: form, numberOf: (repeat, row) => (repeat === '/C/eaeu_sales' && row === 'k3' ? 2 : 0), language });

describe('what became of a carried-over answer is said', () => {
  it('with the question and its choices in the language of the reader', () => {
    const gone: MovedAnswer = { reason: 'choice-removed', from: '/B/B04', value: 'KZ', to: null, now: null };
    expect(says('ru', gone)).toMatch(/^B04 .*: варианта «Казахстан» в списке больше нет$/u);
    expect(says('en', gone)).toMatch(/^B04 .*: the choice “Kazakhstan” is no longer in the list$/);
  });

  it('with the numbers of the reader and of the row', () => {
    const fitted: MovedAnswer = { reason: 'converted', from: '/C/eaeu_sales[k3]/C10', value: '1200.5', to: '/C/eaeu_sales[k3]/C10', now: 1200.5 };
    expect(says('en', fitted)).toMatch(/^C10 .*, row 2: “1200\.5” is now written “1,200\.5”$/);
    expect(says('ru', fitted)).toMatch(/, строка 2: значение «1200\.5» теперь записано как «1\s?200,5»$/u);
  });

  it('with a word for a reason code and the rule of a justification', () => {
    expect(says('ru', { reason: 'question-removed', from: '/A/A06', value: { missing: 'no_data' }, to: null, now: null })).toBe('A06 Должность: вопроса больше нет; был ответ «Нет данных»');
    expect(says('en', { reason: 'rule-removed', from: '!R14:/C/C02', value: 'As reported', to: null, now: null })).toMatch(/^R14: C02 .*: the rule has been removed; the justification was “As reported”$/);
  });

  it('for a row of a table without its order key, and for an unknown place as it is written', () => {
    expect(says('en', { reason: 'question-removed', from: '/C/eaeu_sales[k3]', value: 3, to: null, now: null })).toMatch(/, row 2: the table has been removed; the row stays in the old draft$/);
    expect(says('en', { reason: 'question-removed', from: '/Z/Z1', value: ['a', 'b'], to: null, now: null })).toBe('/Z/Z1: the question has been removed; the answer was “a; b”');
  });
});
