import { describe, expect, test } from 'vitest';
import { placesOf } from '../../../renderer/merge/answer/place.ts';
import { printAt, printPlace, printPlaceId, type Wording } from '../../../renderer/merge/answer/wording.ts';
import { createPrint } from '../../../renderer/text/text.tsx';
import { form } from './samples.ts';

const place = placesOf(form);
const ru: Wording = { form, language: 'ru', t: createPrint('ru') };
const en: Wording = { form, language: 'en', t: createPrint('en') };

describe('a value in words', () => {
  test('is written as its reader writes it', () => {
    expect(printAt(place('/B/site[a]/B33'), 18400.5, ru)).toBe('18\u00a0400,5');
    expect(printAt(place('/B/site[a]/B33'), 18400.5, en)).toBe('18,400.5');
    expect(printAt(place('/A/A01'), 2025, ru)).toBe('2025');
  });
  test('keeps its unit beside it, as each language has it', () => {
    const at = place('/B/site[a]/B33');
    if (at.kind !== 'field') throw new Error(at.kind);
    const measured = (unit: string) => ({ ...at, question: { ...at.question, unit: { ru: unit, en: unit } } });
    expect([printAt(measured('%'), 52, ru), printAt(measured('%'), 52, en), printAt(measured('m²'), 52, en)]).toEqual(['52\u00a0%', '52%', '52\u00a0m²']);
  });
  test('says why it is missing, and that there is none', () => {
    expect(printAt(place('/A/A01'), { missing: 'refused' }, ru)).toBe('Отказ');
    expect(printAt(place('/A/A01'), null, en)).toBe('no answer');
  });
  test('of a row says whether the row is there', () => {
    expect([printAt(place('/B/site[a]'), 1, ru), printAt(place('/B/site[a]'), null, ru)]).toEqual(['Строка сохранена', 'Строка удалена']);
  });
  test('of the standing has a word of its own', () => {
    expect(printAt(place('@status'), 'approved', ru)).toBe('Утверждена');
    expect(printAt(place('@country'), 'AM', ru)).toBe('AM');
  });
});

test('a place is named by the words of the form and the number officials know', () => {
  expect([printPlaceId(place('/B/site[a]/B29')), printPlace(place('/B/site[a]/B29'), ru)]).toEqual(['B29', 'Вопрос B29']);
  expect(printPlace(place('!R14:/A/A01'), ru)).toBe('Обоснование по правилу R14: Вопрос A01');
  expect(printPlace(place('@decision'), en)).toBe('Decision of the Commission');
});
