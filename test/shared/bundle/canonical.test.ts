import { describe, expect, test } from 'vitest';
import { printCanonical } from '../../../shared/base/canonical.ts';
import type { Json } from '../../../shared/base/json.ts';
import { isNfc, parseCanonical } from '../../../shared/bundle/canonical/canonical.ts';
import { isSurelyCanonical } from '../../../shared/bundle/canonical/glance.ts';
import { fc } from '../../helpers/properties.ts';

/** JSON values whose text is NFC and whole, as everything in a bundle is. */
const text = fc.string({ unit: 'grapheme' }).map((value) => value.normalize('NFC')).filter((value) => !/\p{Surrogate}/u.test(value));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)), fc.integer(), text,
    fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(fc.oneof(text, fc.nat(30).map(String)), tie('json'), { maxKeys: 4 }),
  ),
}));

/** Canonicality by its definition: read, print, compare. */
function fullTest(given: string): boolean {
  try {
    return printCanonical(JSON.parse(given) as Json) === given;
  } catch {
    return false;
  }
}

describe('B6: canonical text', () => {
  test('reads back every value that was printed', () => {
    fc.assert(fc.property(json, (value) => {
      const printed = printCanonical(value);
      const read = parseCanonical(printed);
      expect(read.ok && printCanonical(read.value)).toBe(printed);
    }));
  });

  test('has one spelling only: a change of any byte that is still JSON of the same value is refused', () => {
    fc.assert(fc.property(json, (value) => {
      const printed = printCanonical(value);
      for (const other of [` ${printed}`, `${printed} `, `${printed}\n`]) expect(parseCanonical(other).ok).toBe(false);
    }));
  });

  const refused: readonly (readonly [string, string])[] = [
    ['keys out of order', '{"b":1,"a":2}'],
    ['keys in the order of numbers, not of text', '{"9":1,"10":2}'],
    ['a key twice', '{"a":1,"a":1}'],
    ['an integer beyond what a number holds', '12345678901234567890'],
    ['a number beyond all', '1e999'],
    ['another spelling of a number', '1.0'],
    ['minus zero', '-0'],
    ['an escape that need not be', '"\\u0041"'],
    ['an escaped slash', '"\\/"'],
    ['a lone surrogate', '"\\ud800"'],
    ['a lone surrogate in capitals', '"\\uD800"'],
    ['a pair written as escapes', '"\\ud83d\\ude00"'],
    ['text that is not NFC', '"e\u0301"'],
    ['__proto__ out of order', '{"a":1,"__proto__":{}}'],
    ['no JSON', '{'],
    ['nothing', ''],
    ['nested too deep', '['.repeat(33) + ']'.repeat(33)],
    ['a text too long', `"${'x'.repeat(65_537)}"`],
  ];
  test.each(refused)('refuses %s', (_, given) => {
    expect(parseCanonical(given).ok).toBe(false);
  });

  test('what a glance is sure of, the full test takes: changed in any place or not', () => {
    const piece = fc.constantFrom(...'{}[]:,"\\eE+-.0123456789ntrufalsbё\u0301 \n', '\\u0000', '\\u000a', '\\n', '"a":', '1e21', '-0', '😀', 'null');
    let sure = 0;
    fc.assert(fc.property(json, fc.nat(), fc.nat(3), fc.option(piece), (value, place, taken, put) => {
      const printed = printCanonical(value);
      const at = place % (printed.length + 1);
      const given = put === null ? printed : printed.slice(0, at) + put + printed.slice(at + taken);
      if (!isSurelyCanonical(given, 65_536)) return;
      sure += 1;
      expect(fullTest(given)).toBe(true);
    }), { numRuns: 5_000 });
    expect(sure).toBeGreaterThan(300);
  });

  test.each(['{"10":2,"9":1}', '{"__proto__":{},"a":1}', '"\\\\ud800"', '"\\\\\\\\ud800"', '"😀"', '"\u2028"', '1e+21', '1e-7', '[]'])('accepts %s', (given) => {
    expect(parseCanonical(given).ok).toBe(true);
  });
});

test('B6: normal form C is seen rightly for every character, alone, behind a letter and before a mark', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    for (const text of [character, `и${character}`, `${character}\u0306`]) if (isNfc(text) !== (text.normalize('NFC') === text)) expect.fail(`U+${code.toString(16)}`);
  }
});
