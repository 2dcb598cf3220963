import { expect, test } from 'vitest';
import { linesOf } from '../../../electron/survey/template/sheetDraft.ts';

test('a row of a workbook has room for words that are not parted', () => {
  expect(linesOf('B33 Производственная площадь, м²', 17.6)).toBe(3);
  expect(linesOf('N03 Предмет: группа продукции, операция или материал', 17.6)).toBe(4);
  expect(linesOf('Россия', 17.6)).toBe(1);
  expect(linesOf('', 17.6)).toBe(1);
});

test('a word longer than its line goes on in the next, and a line that is begun counts', () => {
  expect(linesOf('Электротермотренировочный', 12)).toBe(3);
  expect(linesOf('одна\nдве\n\nчетыре', 12)).toBe(4);
});
