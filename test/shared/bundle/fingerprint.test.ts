import { expect, test } from 'vitest';
import { codeDigits, fingerprintOf, shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import { ENGLISH_WORDS, RUSSIAN_WORDS } from '../../../shared/bundle/signing/words.ts';

test('each language has 256 different short words', () => {
  for (const words of [ENGLISH_WORDS, RUSSIAN_WORDS]) {
    expect(new Set(words).size).toBe(256);
    expect(words.every((word) => word.length >= 3 && word.length <= 9)).toBe(true);
  }
});

test('a fingerprint is ten words and five groups, another key has another one', () => {
  const one = fingerprintOf(`00ff${'11'.repeat(30)}`);
  expect(one.hex).toBe('00ff 1111 1111 1111 1111');
  expect(one.words.ru.slice(0, 2)).toEqual(['абрикос', 'якорь']);
  expect(one.words.en).toHaveLength(10);
  expect(fingerprintOf(`01ff${'11'.repeat(30)}`).words.en[0]).not.toBe(one.words.en[0]);
  expect(shortCode('3f2a91bc'.padEnd(64, '0'))).toBe('3F2A-91BC');
});

test.each([['3F2A-91BC', '3f2a91bc'], [' 3f2a – 91bc ', '3f2a91bc'], ['3f2a', '3f2a'], ['3f2', null], ['слово', null], ['', null]])('“%s” from paper is the beginning of an id: %s', (typed, digits) => {
  expect(codeDigits(typed)).toBe(digits);
});
