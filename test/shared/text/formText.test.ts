import { expect, test } from 'vitest';
import { textIn, unparted } from '../../../shared/text/formText.ts';
import { microelectronics } from '../../helpers/forms.ts';

/** With no-break spaces made visible. */
const seen = (text: string) => unparted(text).replaceAll('\u00a0', '_');

test.each([
  ['Доли вместе дают 100 %, допустимо ± 0,5.', 'Доли вместе дают 100_%, допустимо ±_0,5.'],
  ['C05 = 103, должно быть 100 ± 0,5', 'C05 =_103, должно быть 100_±_0,5'],
  ['Приложение № 1 к решению № 105', 'Приложение №_1 к решению №_105'],
  ['пластины 200 мм, нормы 28 нм и 1,2 мкм', 'пластины 200_мм, нормы 28_нм и 1,2_мкм'],
  ['150 мм (6 дюймов)', '150_мм (6_дюймов)'],
  ['150 mm (6 in), 3 in two', '150_mm (6_in), 3 in two'],
  ['более 5 000 тыс. шт./мес.', 'более 5_000_тыс._шт./мес.'],
  ['Адрес: г. Москва, ул. Мира, д. 5', 'Адрес: г._Москва, ул._Мира, д._5'],
  ['директор А. С. Ковалёва или Ковалёва А. С.', 'директор А._С._Ковалёва или Ковалёва_А._С.'],
  ['за 2025 год, т. е. за 12 месяцев', 'за 2025_год, т._е. за 12 месяцев'],
  ['см. п. 3 and No. 719, 3 years', 'см. п._3 and No._719, 3_years'],
  ['Это 25 человек. Дальше другое', 'Это 25 человек. Дальше другое'],
])('keeps together what is read as one: %s', (text, expected) => {
  expect(seen(text)).toBe(expected);
});

test('a text in which nothing is to be kept together is the same text', () => {
  const text = 'Наименование организации, полностью';
  expect(unparted(text)).toBe(text);
});

test('of the whole form nothing changes but the kind of some spaces', () => {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(microelectronics());
  expect(texts.filter((text) => unparted(text) !== text).length).toBeGreaterThan(100);
  expect(texts.filter((text) => unparted(text).replaceAll('\u00a0', ' ') !== text.replaceAll('\u00a0', ' '))).toEqual([]);
});

test('the text of a form comes in the language of the reader, else in another', () => {
  expect(textIn({ ru: 'Доля, 100 %', en: 'Share, 100 %' }, 'en')).toBe('Share, 100\u00a0%');
  expect(textIn({ ru: 'Норма 28 нм' }, 'en')).toBe('Норма 28\u00a0нм');
});
