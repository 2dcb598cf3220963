import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DigestName } from '../../../../shared/survey/expression/digests.ts';
import { digest } from '../../../../shared/survey/expression/digests.ts';
import { formOf, q, sessionOf } from '../../../helpers/form.ts';
import { fc } from '../../../helpers/properties.ts';

describe.each(['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] satisfies DigestName[])('%s', (name) => {
  it('agrees with the platform', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(digest(name, bytes)).toString('hex')).toBe(createHash(name.replace('-', '').toLowerCase()).update(bytes).digest('hex'));
    }), { numRuns: 40 });
  });
});

it('digest() writes base64 or hex', () => {
  const value = (expression: string) => sessionOf(formOf([q('r', 'calculate', { calculation: expression })])).field('/r').value;
  expect(value("digest('Свод', 'SHA-256')")).toBe(createHash('sha256').update('Свод').digest('base64'));
  expect(value("digest('a', 'MD5', 'hex')")).toBe(createHash('md5').update('a').digest('hex'));
  expect(value("digest('abcd', 'SHA-1')")).toBe(createHash('sha1').update('abcd').digest('base64'));
});
