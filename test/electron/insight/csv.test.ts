import { describe, expect, test } from 'vitest';
import { printCsvLine } from '../../../electron/insight/csv.ts';
import { fc } from '../../helpers/properties.ts';

describe('a line of CSV', () => {
  test.each([
    ['=1+1', `"'=1+1"`], ['+7 495', `"'+7 495"`], ['-5', `"'-5"`], ['@SUM(A1)', `"'@SUM(A1)"`], ['\tx', `"'\tx"`], ['\rx', `"'\rx"`],
    ['  =1', `"'  =1"`], ['＝1', `"'＝1"`], [' ＠x', `"' ＠x"`], ['−5', `"'−5"`],
    ['Пинега', 'Пинега'], ['a,b', '"a,b"'], ['"a"', '"""a"""'], ['a\nb', '"a\nb"'], ['a=b', 'a=b'], ['', ''],
  ])('writes the text %j as %j (B22)', (text, written) => {
    expect(printCsvLine([text])).toBe(`${written}\r\n`);
  });

  test('leaves numbers numbers, negative ones too', () => {
    expect(printCsvLine([-5, 0, 1.5, null, 'x'])).toBe('-5,0,1.5,,x\r\n');
  });

  test('never begins a cell of text with what a spreadsheet would run', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const cell = printCsvLine([text]).slice(0, -2).replace(/^"/, '');
      expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/u);
    }));
  });
});
