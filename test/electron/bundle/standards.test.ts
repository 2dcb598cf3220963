import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSigner, publicKeyOf, verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { printCanonical } from '../../../shared/base/canonical.ts';
import { parseBase64Url } from '../../../shared/bundle/canonical/base64.ts';
import { preAuthenticationEncoding, type PayloadType } from '../../../shared/bundle/signing/dsse.ts';
import { verifyStrictly } from '../../../shared/bundle/signing/signing.ts';
import { newFolder } from '../../helpers/bundles.ts';
import { edges, verdictsOf } from '../../helpers/standards/edges.ts';
import { presentIn, sources } from '../../helpers/standards/external.ts';
import { holds } from '../../reader/curve.ts';
import { printJson, readJson } from '../../reader/json.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('RFC 8032, § 7.1', () => {
  test.each([
    ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
    ['4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
    ['c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
  ])('the key %s', (seed, key, message, signature) => {
    expect(parseBase64Url(publicKeyOf(hex(seed)))).toEqual(Uint8Array.from(hex(key)));
    expect(Buffer.from(createSigner(hex(seed)).sign(hex(message))).toString('hex')).toBe(signature);
    expect(verifyStrictly(verifyEd25519, hex(key), hex(message), hex(signature))).toBe(true);
    expect(holds(hex(key), hex(message), hex(signature))).toBe(true);
  });
});

describe('RFC 8785', () => {
  test('§ 3.2.2, the sample', () => {
    const value = JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}') as never;
    const text = '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(printCanonical(value)).toBe(text);
    expect(printJson(readJson(Buffer.from(text), 'sample'))).toBe(text);
  });

  test('§ 3.2.3, the order of keys, by UTF-16 units', () => {
    const text = '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face"}';
    const value = JSON.parse('{"€":"Euro Sign","\\r":"Carriage Return","1":"One","😀":"Emoji: Grinning Face","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis"}') as never;
    expect(printCanonical(value)).toBe(text);
    expect(printJson(readJson(Buffer.from(text), 'sample'))).toBe(text);
    // The sample's seventh key is not in normal form C: no text of ours is that.
    expect(() => printCanonical({ '\ufb33': 'Hebrew Letter Dalet With Dagesh' })).toThrow('normal form C');
  });

  test.each([
    ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'], ['4340000000000000', '9007199254740992'], ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'], ['44b52d02c7e14af6', '1e+23'], ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'], ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555554', '333333333.33333325'], ['41b3de4355555555', '333333333.3333333'], ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'], ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the number %s is %s', (bits, text) => {
    expect(printCanonical(hex(bits).readDoubleBE())).toBe(text);
    expect(readJson(Buffer.from(text), 'number')).toBe(Number(text));
  });

  test.each(['7fffffffffffffff', '7ff0000000000000'])('appendix B: %s is no number of JSON', (bits) => {
    expect(() => printCanonical(hex(bits).readDoubleBE())).toThrow();
  });
});

test('DSSE, protocol.md: the example of the pre-authentication encoding', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld' as PayloadType, Buffer.from('hello world'));
  expect(Buffer.from(encoded).toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

describe('B11: where implementations of Ed25519 disagree', () => {
  test('the verdict on every case is the frozen one, and that of the second reader', () => {
    const cases = edges();
    const frozen = readFileSync(new URL('../../vectors/ed25519/edges.txt', import.meta.url), 'utf8').trim();
    expect(cases).toHaveLength(frozen.length);
    expect(verdictsOf(cases, ({ key, message, signature }) => verifyStrictly(verifyEd25519, key, message, signature))).toBe(frozen);
    expect(verdictsOf(cases, ({ key, message, signature }) => holds(key, message, signature))).toBe(frozen);
    expect([...frozen].filter((verdict) => verdict === '1').length).toBeGreaterThan(1);
  });
});

describe('vectors that others publish', () => {
  const folder = process.env['SVOD_VECTORS'];
  const present = presentIn(folder);
  for (const [name, { path, judge }] of Object.entries(sources)) {
    test.skipIf(!present.includes(name))(`${name}${present.includes(name) ? '' : `: not here; put ${path} into the folder that SVOD_VECTORS names`}`, async () => {
      const { cases, wrong, verdicts } = await judge(join(folder as string, path), newFolder());
      console.log(`${name}: ${cases} vectors, verdicts ${verdicts.slice(0, 16)}`);
      expect(wrong).toEqual([]);
      expect(cases).toBeGreaterThan(0);
    }, 120_000);
  }
});
