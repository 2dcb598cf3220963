import { expect, test } from 'vitest';
import { parseCell, sameAnswer } from '../../../renderer/survey/fill/cells.ts';
import { parseBlock, printBlock } from '../../../renderer/survey/fill/clipboard.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { q } from '../../helpers/form.ts';
import { fc } from '../../helpers/properties.ts';

test('a block from a spreadsheet is cells between tabs and lines; the last line end is no line', () => {
  expect(parseBlock('Пластины, 200 мм\t12 000,5\r\nГазы\t\r\n')).toEqual([['Пластины, 200 мм', '12 000,5'], ['Газы', '']]);
  expect(parseBlock('7')).toEqual([['7']]);
  expect(parseBlock('')).toEqual([['']]);
});

test('quoted cells hold tabs, lines and quotes; a quote that does not close is text', () => {
  expect(parseBlock('"две\nстроки"\t"ООО ""Кристалл"""')).toEqual([['две\nстроки', 'ООО "Кристалл"']]);
  expect(parseBlock('"Кристалл" и К\t5"\n"')).toEqual([['"Кристалл" и К', '5"'], ['"']]);
});

test('what is copied is pasted as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('а', 'b', '1', '"', '\t', '\n', ' ', ','), maxLength: 6 });
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (block) => {
    expect(parseBlock(printBlock(block))).toEqual(block);
  }));
});

const list = [{ value: 'RU', label: { ru: 'Россия', en: 'Russia' } }, { value: 'BY', label: { ru: 'Беларусь', en: 'Belarus' } }];
const of = (type: Question['type'], extras: Partial<Question> = {}) => ({ ...(q('x', type, { list: 'l' })('') as Question), ...extras });

test.each([
  ['integer', '12 345', 12345], ['decimal', '12 345,5', 12345.5], ['decimal', '—', '—'], ['date', '31.12.2025', '2025-12-31'], ['date', '31.12.2025 0:00:00', '2025-12-31'],
  ['select_one', 'by', 'BY'], ['select_one', ' беларусь ', 'BY'], ['select_one', 'Russia', 'RU'], ['select_one', 'Марс', 'Марс'],
  ['select_multiple', 'Беларусь; RU', ['RU', 'BY']], ['select_multiple', 'Russia, Марс', ['RU', 'Марс']], ['acknowledge', 'Да', 'OK'],
  ['text', ' Завод ', 'Завод'], ['text', '', null], ['integer', 'Нет данных', { missing: 'no_data' }], ['select_one', 'Not applicable', { missing: 'not_applicable' }],
] as const)('pasted into a question of type %s «%s» means %j', (type, text, answer) => {
  expect(sameAnswer(parseCell('ru', of(type), list, text), answer)).toBe(true);
});

test('a percent sign belongs to a percentage and to nothing else', () => {
  expect(parseCell('ru', of('decimal', { measure: 'percent' }), [], '12,5 %')).toBe(12.5);
  expect(parseCell('ru', of('decimal'), [], '12,5 %')).toBe('12,5 %');
});
