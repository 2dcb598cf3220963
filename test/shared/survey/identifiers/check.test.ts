import { stdnum } from 'stdnum';
import { isValid } from 'unp-validator';
import { describe, expect, it } from 'vitest';
import type { IdentifierScheme } from '../../../../shared/survey/identifiers/check.ts';
import { checkIdentifier, schemeOfCountry } from '../../../../shared/survey/identifiers/check.ts';
import { entityOf } from '../../../../shared/survey/identifiers/entity.ts';
import { fc } from '../../../helpers/properties.ts';

const GOOD: Readonly<Record<IdentifierScheme, readonly string[]>> = {
  ru_inn: ['7735007358', '3821008439', '5908007560', '2128006240', '6679007712', '7735579027', '7735582816', '7735010706', '7736053886', '7735040690', '7735183924', '7707083893', '500100732259'],
  ru_ogrn: ['1022200525819', '1027739552642', '1022500001325', '1027100000311', '1027700073466', '1117746568829', '1027700140930', '1127746073510', '1027739148469', '1027739083921'],
  ru_ogrnip: ['385768585948949', '304500116000157'],
  ru_kpp: ['773501001', '7735AB001'],
  by_unp: [
    '200988541', 'MA1953684', '191682495', '290380347', '400051902', '490127567', '500037201', '690314863', '791022114', '100320487', 'KE7810709', '100386629', '100230519', '300031652', '100085149',
    '200050653', '600038906', '300042199',
  ],
  kz_bin: [
    '940140000385', '990140004654', '971240001315', '020240000555', '020540003431', '941240000193', '970240000816', '240140000203', '240140000215', '240140000227',
    // The check digit does not see the eleventh digit.
    '081140000436', '081140000456',
  ],
  kg_inn: ['00207199610017'],
  okpo: ['00032537', '00040778'],
  am_tin: ['01538354', '02502212', '05541285'],
};

describe('numbers that are in use', () => {
  it.each(Object.entries(GOOD).flatMap(([scheme, numbers]) => numbers.map((number) => [scheme as IdentifierScheme, number] as const)))('%s %s passes', (scheme, number) => {
    expect(checkIdentifier(scheme, number)).toMatchObject({ ok: true, normalised: number, warnings: [] });
  });
});

describe('numbers that cannot be', () => {
  it.each([
    ['ru_inn', '7735007359', 'checkDigit'], ['ru_inn', '7735007385', 'checkDigit'], ['ru_inn', '773500735', 'length'], ['ru_inn', '0000000000', 'zeros'], ['ru_inn', '77350O7358', 'characters'],
    ['ru_inn', '500100732258', 'checkDigit'],
    ['ru_ogrn', '1022500001328', 'checkDigit'], ['ru_ogrn', '0022500001325', 'structure'], ['ru_ogrn', '102250000', 'length'],
    ['ru_ogrnip', '385768585948948', 'checkDigit'], ['ru_ogrnip', '185768585948949', 'structure'],
    ['ru_kpp', '77350100', 'length'], ['ru_kpp', '77A501001', 'characters'],
    ['by_unp', '100386628', 'checkDigit'], ['by_unp', '100386692', 'checkDigit'], ['by_unp', '20098854', 'length'], ['by_unp', 'M11953684', 'characters'], ['by_unp', '711953681', 'neverIssued'],
    ['by_unp', '991705588', 'structure'], ['by_unp', '000000000', 'zeros'],
    ['kz_bin', '949940000385', 'date'], ['kz_bin', '940190000385', 'structure'], ['kz_bin', '940149000385', 'structure'], ['kz_bin', '940140000384', 'checkDigit'], ['kz_bin', '240140000291', 'neverIssued'],
    ['kg_inn', '0320219961001', 'length'], ['am_tin', '1234567', 'length'], ['okpo', '00032538', 'checkDigit'],
  ] as const)('%s %s: %s', (scheme, number, reason) => {
    expect(checkIdentifier(scheme, number)).toEqual({ ok: false, reason });
  });
});

describe('what people type', () => {
  it('spaces and hyphens are dropped, Cyrillic look-alikes of a УНП become Latin', () => {
    expect(checkIdentifier('ru_inn', ' 7735 007-358 ')).toMatchObject({ ok: true, normalised: '7735007358' });
    expect(checkIdentifier('by_unp', 'МА1953684')).toMatchObject({ ok: true, normalised: 'MA1953684' });
    expect(checkIdentifier('by_unp', 'УНП 200988541')).toMatchObject({ ok: true, normalised: '200988541' });
    expect(checkIdentifier('by_unp', 'ke7810709')).toMatchObject({ ok: true, normalised: 'KE7810709' });
  });

  it('a Kyrgyz number that looks wrong is doubted, not refused', () => {
    expect(checkIdentifier('kg_inn', '03202199610017')).toMatchObject({ ok: true, certainty: 'format', warnings: ['doubtfulDate'] });
    expect(checkIdentifier('kg_inn', '90207199610017')).toMatchObject({ warnings: ['doubtfulClass'] });
  });

  it('an ОКПО code outside Russia is doubted, in Russia refused', () => {
    expect(checkIdentifier('okpo', '00032538', { country: 'KG' })).toMatchObject({ ok: true, warnings: ['doubtfulCheckDigit'] });
    expect(checkIdentifier('okpo', '00032538', { country: 'RU' })).toMatchObject({ ok: false });
  });
});

describe('the entity of a company', () => {
  const readable = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

  it('is made of state, scheme and normalised number', () => {
    expect(entityOf({ country: 'BY', scheme: 'by_unp', number: 'МА 1953684' }, readable)).toBe('co|BY|by_unp|MA1953684');
    expect(entityOf({ country: 'RU', scheme: 'ru_inn', number: '7735007359' }, readable)).toBeNull();
  });

  it('each of the five states has its scheme', () => {
    expect(['RU', 'BY', 'KZ', 'KG', 'AM', 'FR'].map(schemeOfCountry)).toEqual(['ru_inn', 'by_unp', 'kz_bin', 'kg_inn', 'am_tin', null]);
  });
});

describe('other implementations agree', () => {
  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join('')).filter((text) => !/^0+$/.test(text));

  it('on ИНН', () => {
    fc.assert(fc.property(fc.oneof(digits(10), digits(12)), (text) => {
      for (let last = 0; last < 10; last++) {
        const number = text.slice(0, -1) + String(last);
        if (!/^0+$/.test(number)) expect(checkIdentifier('ru_inn', number).ok).toBe(stdnum['RU']?.['inn']?.validate(number).isValid);
      }
    }));
  });

  it('on УНП of persons', () => {
    fc.assert(fc.property(fc.constantFrom(...'ABCEHKM'), fc.constantFrom(...'ABCEHKMOPT'), digits(6), (first, second, text) => {
      for (let last = 0; last < 10; last++) {
        const number = `${first}${second}${text}${last}`;
        expect(checkIdentifier('by_unp', number).ok).toBe(isValid(number));
      }
    }));
  });

  it('on УНП of organisations', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 7 }), digits(7), (region, text) => {
      for (let last = 0; last < 10; last++) {
        const number = `${region}${text}${last}`;
        expect(checkIdentifier('by_unp', number).ok).toBe(isValid(number));
      }
    }));
  });
});

describe('a slip of the finger', () => {
  const slips = (scheme: IdentifierScheme, number: string): readonly number[] =>
    [...number].flatMap((digit, at) => {
      const unnoticed = [1, 2, 3, 4, 5, 6, 7, 8, 9].some((shift) => checkIdentifier(scheme, number.slice(0, at) + String((Number(digit) + shift) % 10) + number.slice(at + 1)).ok);
      return unnoticed ? [at + 1] : [];
    });

  it('is noticed at every digit of УНП', () => {
    expect(slips('by_unp', '100386629')).toEqual([]);
  });

  it('may pass at the eleventh digit of БИН, so a good check digit never means a true number', () => {
    expect(slips('kz_bin', '081140000436')).toContain(11);
  });
});
