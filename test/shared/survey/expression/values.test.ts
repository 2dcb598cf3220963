import { describe, expect, it } from 'vitest';
import { isDate, parseMoment } from '../../../../shared/survey/dates.ts';
import { to15Digits } from '../../../../shared/survey/expression/values.ts';
import { fc } from '../../../helpers/properties.ts';

describe('the digits of a result', () => {
  const sums = fc.tuple(fc.integer({ min: -1e8, max: 1e8 }), fc.integer({ min: -1e8, max: 1e8 }), fc.constantFrom(1, 10, 100, 1e3, 1e6, 1e7)).map(([a, b, scale]) => a / scale + b / scale);
  it.each([['numbers', fc.double({ noNaN: true })], ['numbers of a survey', fc.double({ min: -1e9, max: 1e9, noNaN: true })], ['sums of decimals', sums], ['quotients', fc.tuple(fc.integer(), fc.integer({ min: 1 })).map(([a, b]) => a / b)]])('are the first fifteen: %s', (_, values) => {
    fc.assert(fc.property(values, (value) => {
      expect(to15Digits(value) + 0).toBe(Number.isInteger(value) ? value + 0 : Number(value.toPrecision(15)) + 0);
    }), { numRuns: 2_000 });
  });
});

describe('a date read digit by digit', () => {
  it('is every day of the calendar and no other', () => {
    fc.assert(fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const real = new Date(`${text}T00:00:00Z`);
      const isReal = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text);
      expect(isDate(text)).toBe(isReal);
      expect(parseMoment(text)).toEqual(isReal ? { year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0, offset: null, hasTime: false } : null);
    }), { numRuns: 2_000 });
  });

  it.each(['2026/11/23', '2026-1-023', '+026-11-23', '2026-11-2٣', ' 026-11-23', '2026-11-23 '])('“%s” is none', (text) => {
    expect(isDate(text)).toBe(false);
  });
});
