import { describe, expect, test } from 'vitest';
import type { Text } from '../../../shared/survey/form.ts';
import { nodes } from '../../helpers/filling.ts';
import { microelectronics } from '../../helpers/forms.ts';

const form = microelectronics();

/** Every text of the form with the place it stands at. */
const texts: readonly (readonly [string, Text])[] = [
  ['title', form.title],
  ...nodes(form.body).flatMap((node) => {
    const { label, hint } = node;
    const own = node.kind === 'question' ? [node.guidance, node.constraintMessage, node.requiredMessage, node.unit] : [];
    return [label, hint, ...own].filter((text) => text !== undefined).map((text): [string, Text] => [node.path, text]);
  }),
  ...Object.entries(form.choices).flatMap(([list, choices]) => choices.map((choice): [string, Text] => [`${list} ${choice.value}`, choice.label])),
  ...form.rules.map((rule): [string, Text] => [rule.id, rule.message]),
];

/** What stands between the values of a message. */
const words = (text: string | undefined): string => (text ?? '').replace(/\{[^{}]*(?:\$\{[^{}]*\}[^{}]*)*\}|\$\{\w+\}/g, ' ');
const wrong = (isWrong: (text: Text) => boolean): readonly string[] => texts.filter(([, text]) => isWrong(text)).map(([place, text]) => `${place}: ${JSON.stringify(text)}`);

describe('the words of the form', () => {
  test('stand in both languages', () => {
    expect(wrong((text) => !text.ru?.trim() || !text.en?.trim())).toEqual([]);
  });

  test('mix no Latin letters into Russian words', () => {
    expect(wrong(({ ru }) => /[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]/.test(words(ru)))).toEqual([]);
  });

  test('hold no Russian letters in English', () => {
    expect(wrong(({ en }) => /[А-Яа-яЁё]/.test(words(en)))).toEqual([]);
  });

  test('have no stray spaces and no straight quotes', () => {
    expect(wrong(({ ru, en }) => [ru, en].some((text) => /^\s|\s$|  |"/.test(words(text).replace(/ +/g, ' ').trim())))).toEqual([]);
  });

  test('every question and section has a label, every constraint says what it wants', () => {
    const silent = nodes(form.body).filter((node) => !node.label.ru || (node.kind === 'question' && node.constraint && !node.constraintMessage));
    expect(silent.map((node) => node.path)).toEqual([]);
  });
});

test('messages name the same questions in both languages', () => {
  const named = (text = ''): string => [...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]).sort().join(' ');
  expect(form.rules.filter((rule) => named(rule.message.ru) !== named(rule.message.en)).map((rule) => rule.id)).toEqual([]);
});
