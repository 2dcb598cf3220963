import { expect, test } from 'vitest';
import { parseDate, printDate, printSavedAt } from '../../../renderer/ui/field/dates.ts';
import { editNumber, parseNumber, parsePercent, printNumber, printSize } from '../../../renderer/ui/field/numbers.ts';
import { filterOptions, meantOption } from '../../../renderer/ui/field/options.ts';
import { leastWidth } from '../../../renderer/ui/list/tracks.ts';
import { fc } from '../../helpers/properties.ts';

const languages = fc.constantFrom('ru' as const, 'en' as const);
const numbers = fc.oneof(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1000));

test('a number that is printed or edited is read back as itself', () => {
  fc.assert(fc.property(languages, numbers, (language, value) => {
    expect(parseNumber(language, printNumber(language, value))).toBe(value === 0 ? 0 : value);
    expect(parseNumber(language, editNumber(language, value))).toBe(value === 0 ? 0 : value);
  }));
});

test.each(['ru', 'en'] as const)('a small count is written in %s as any other number is', (language) => {
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { maximumFractionDigits: 12 });
  for (const value of [...Array.from({ length: 1_002 }, (_, count) => count), -0, -1, 0.5, 999.5]) expect(printNumber(language, value)).toBe(format.format(value));
});

test.each([
  ['ru', '12 345,5', 12345.5], ['ru', '12345.5', 12345.5], ['ru', '12,5', 12.5], ['en', '12,345.5', 12345.5], ['en', '12,5', 12.5], ['ru', ' −7 ', -7], ['ru', ',5', 0.5],
  ['ru', '', null], ['ru', '12,3,4', '12,3,4'], ['ru', '+7', 7], ['ru', '1.234,5', 1234.5], ['en', '1.234.567', 1234567], ['ru', '12.345', 12.345], ['en', 'десять', 'десять'], ['ru', '1e5', '1e5'],
] as const)('in %s «%s» is read as %s', (language, text, value) => {
  expect(parseNumber(language, text)).toBe(value);
});

test.each(['12345678901234567', '-1234567890,1234567', '0,1234567890123', '9007199254740993'])('«%s» has more digits than a number keeps: it stays as it was typed', (text) => {
  expect(parseNumber('ru', text)).toBe(text);
});

test.each([['1000000000000000000', 1e18], ['123456789012345', 123456789012345], ['0,123456789012', 0.123456789012], ['5,10000000000000000', 5.1]] as const)('«%s» is kept to the last digit', (text, value) => {
  expect(parseNumber('ru', text)).toBe(value);
});

test.each([
  ['23.11.2026', '2026-11-23'], ['23/11/2026', '2026-11-23'], ['1.2.2026', '2026-02-01'], ['23112026', '2026-11-23'], ['2026-11-23', '2026-11-23'],
  ['3.2.26', '2026-02-03'], ['030226', '2026-02-03'], ['03.02.98', '1998-02-03'], ['03.02.2026 г.', '2026-02-03'], ['3 февраля 2026 г.', '2026-02-03'], ['3 мая 2026', '2026-05-03'], ['1 Sept 2026', '2026-09-01'], ['March 3, 2026', '2026-03-03'],
  ['31.02.2026', '31.02.2026'], ['31.02.26', '31.02.26'], ['3 брюмера 2026', '3 брюмера 2026'], ['вчера', 'вчера'], ['', null],
] as const)('«%s» is read as the day %s', (text, day) => {
  expect(parseDate(text)).toBe(day);
});

test('a day is read back as itself in both languages', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(languages, days, (language, day) => { expect(parseDate(printDate(language, day))).toBe(day); }));
});

test('today is told by its time, other days by date and time; bytes in units', () => {
  const now = Date.parse('2026-11-23T18:00:00+03:00');
  expect(printSavedAt('ru', Date.parse('2026-11-23T14:05:00+03:00'), now)).toBe('14:05');
  expect(printSavedAt('ru', Date.parse('2026-11-22T14:05:00+03:00'), now)).toBe('22.11.2026, 14:05');
  expect(printSize('ru', 0)).toMatch(/^0\sБ$/);
  expect(printSize('ru', 1_500_000)).toMatch(/^1,4\s[Мм][Бб]$/);
});

test('a share may have its sign; what is no number keeps it', () => {
  expect([parsePercent('ru', '50%'), parsePercent('ru', '12,5 %'), parsePercent('ru', '7'), parsePercent('ru', '%'), parsePercent('ru', 'много %'), parsePercent('ru', ' ')]).toEqual([50, 12.5, 7, '%', 'много %', null]);
});

test('options are found by words in any order, by code, without regard to ё; beginnings come first', () => {
  const options = [{ value: '26.11', label: 'Производство электронных компонентов' }, { value: '72.19', label: 'Разработки прочие' }, { value: 'x', label: 'Компоненты чёрные' }];
  expect(filterOptions(options, 'компонент').map((option) => option.value)).toEqual(['x', '26.11']);
  expect(filterOptions(options, 'компон электр').map((option) => option.value)).toEqual(['26.11']);
  expect(filterOptions(options, '72').map((option) => option.value)).toEqual(['72.19']);
  expect(filterOptions(options, 'черн').map((option) => option.value)).toEqual(['x']);
  expect(filterOptions(options, ' ')).toBe(options);
});

test('an option is found in another language, in the wrong layout and with a typing error, when nothing is nearer', () => {
  const options = [{ value: '8542', label: 'Схемы электронные интегральные', names: ['Electronic integrated circuits'] }, { value: '8541', label: 'Диоды, транзисторы', names: ['Diodes, transistors'] }];
  const found = (search: string) => filterOptions(options, search).map((option) => option.value);
  expect(found('integr')).toEqual(['8542']);
  expect(found('nhfypbcn')).toEqual(['8541']);
  expect(found('nhfypscnjhs')).toEqual(['8541']);
  expect(found('транзысторы')).toEqual(['8541']);
  expect(found('электроные интегральные')).toEqual(['8542']);
  expect(found('8543')).toEqual([]);
});

test('a word that is not yet typed to its end may have its errors too: a letter missing, too many, another, two swapped', () => {
  const options = ['Армения', 'Беларусь', 'Казахстан', 'Кыргызстан', 'Россия'].map((label) => ({ value: label, label }));
  const found = (search: string) => filterOptions(options, search).map(({ label }) => label);
  for (const [typed, meant] of [['казак', 'Казахстан'], ['киргиз', 'Кыргызстан'], ['кыгрыз', 'Кыргызстан'], ['белорус', 'Беларусь'], ['арминия', 'Армения'], ['росия', 'Россия']] as const) expect(found(typed), typed).toEqual([meant]);
  expect(found('кз')).toEqual([]);
  expect(found('франция')).toEqual([]);
});

test('a code is found as the keypad writes it, without its points; letters that only Shift writes in the other layout are read too', () => {
  const options = [{ value: '26.11', label: 'Производство электронных компонентов' }, { value: '72.19', label: 'Химия' }, { value: 'BY', label: 'Беларусь' }];
  const found = (search: string) => filterOptions(options, search).map(({ value }) => value);
  expect([found('2611'), found('26.11'), found('{bvbz'), found('<tkfhecm')]).toEqual([['26.11'], ['26.11'], ['72.19'], ['BY']]);
  expect(found('12')).toEqual([]);
});

test('what is left as it was typed means an option that holds its words, or is it but for a slip; never one that is only alike', () => {
  const options = ['Австралия', 'Ирак', 'Кыргызстан', 'Словения', 'Словакия'].map((label, index) => ({ value: String(index), label, names: [label] }));
  const meant = (text: string) => meantOption(options, text)?.label;
  expect([meant('кырг'), meant('Кыргызтан'), meant('Rshuspcnfy')]).toEqual(['Кыргызстан', 'Кыргызстан', 'Кыргызстан']);
  expect([meant('Иран'), meant('Австрия'), meant('Слования'), meant('киргиз')]).toEqual([undefined, undefined, undefined, undefined]);
});

test('ten thousand codes are searched as one', () => {
  const options = Array.from({ length: 10_000 }, (_, index) => ({ value: String(100_000 + index), label: `Изделие номер ${index} для приборов`, names: [`Product number ${index}`] }));
  expect(filterOptions(options, '105000').map((option) => option.value)).toEqual(['105000']);
  expect(filterOptions(options, 'product 9999').map((option) => option.value)).toEqual(['109999']);
  expect(filterOptions(options, 'издилие 4242')[0]?.value).toBe('104242');
});

test('the least width of a table is the sum of its tracks', () => {
  expect(leastWidth(['44px', 'minmax(160px, 2fr)', '84px'])).toBe(288);
});
