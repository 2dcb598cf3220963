import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../../../shared/survey/xlsform/csv.ts';

test('a quoted cell holds separators, line breaks and doubled quotes', () => {
  expect(parseCsv('a;b\r\n"x;y\r\nz";"АО ""Заря"""\r\n""; "q"\n')).toEqual([['a', 'b'], ['x;y\r\nz', 'АО "Заря"'], ['', ' "q"']]);
});

describe('a quote that is not written as one', () => {
  test('inside a quoted cell takes no text away', () => {
    expect(parseCsv('1;"ООО "Ромашка"";5\n2;"ООО "Рога" и "Копыта"" ;6\n3;"Завод" имени Кирова;7')).toEqual([['1', 'ООО "Ромашка"', '5'], ['2', 'ООО "Рога" и "Копыта"', '6'], ['3', '"Завод" имени Кирова', '7']]);
  });

  test('and is never closed swallows no other row', () => {
    expect(parseCsv('1;"АО Завод;5\n2;"ЗАО Б";6\n3;Газ;"7')).toEqual([['1', '"АО Завод', '5'], ['2', 'ЗАО Б', '6'], ['3', 'Газ', '"7']]);
    expect(parseCsv('1;"АО Завод;5\n2;ЗАО "Б";6\n3;Газ;7')).toEqual([['1', '"АО Завод', '5'], ['2', 'ЗАО "Б"', '6'], ['3', 'Газ', '7']]);
  });
});
