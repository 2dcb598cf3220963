import { describe, expect, test } from 'vitest';
import { createSigner, publicKeyOf, verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { parseBase64, parseBase64Url, printBase64, printBase64Url } from '../../../shared/bundle/canonical/base64.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding, printEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { isStrictKey, LOW_ORDER_ENCODINGS, signPayload, verifyStrictly } from '../../../shared/bundle/signing/signing.ts';
import { fc } from '../../helpers/properties.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const raw = (key: string): Uint8Array => parseBase64Url(key) as Uint8Array;

describe('B11: Ed25519', () => {
  test('RFC 8032, test 2', () => {
    const seed = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    expect(raw(publicKeyOf(seed))).toEqual(bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'));
    expect(Buffer.from(createSigner(seed).sign(bytes('72'))).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });

  test('there are 14 low-order encodings, and none is a key', () => {
    expect(new Set(LOW_ORDER_ENCODINGS).size).toBe(14);
    for (const encoding of LOW_ORDER_ENCODINGS) expect(isStrictKey(bytes(encoding))).toBe(false);
  });

  test('a low-order R is refused, though some runtimes accept it', () => {
    const key = raw(publicKeyOf(new Uint8Array(32).fill(1)));
    for (const encoding of LOW_ORDER_ENCODINGS) {
      const signature = new Uint8Array([...bytes(encoding), ...new Uint8Array(32)]);
      expect(verifyStrictly(() => true, key, bytes('72'), signature)).toBe(false);
    }
  });

  test('points that are not reduced are refused as key', () => {
    for (let low = 0xed; low <= 0xff; low += 1) for (const top of ['7f', 'ff']) expect(isStrictKey(bytes(low.toString(16) + 'ff'.repeat(30) + top))).toBe(false);
    expect(isStrictKey(bytes(`${'ff'.repeat(30)}ef7f`))).toBe(true);
  });

  test('S must be below the order of the group', () => {
    const seed = new Uint8Array(32).fill(3);
    const key = raw(publicKeyOf(seed));
    const signature = createSigner(seed).sign(bytes('72'));
    expect(verifyStrictly(verifyEd25519, key, bytes('72'), signature)).toBe(true);
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = signature.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order;
    const shifted = new Uint8Array([...signature.subarray(0, 32), ...Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n))]);
    expect(verifyStrictly(() => true, key, bytes('72'), shifted)).toBe(false);
  });

  test('what one key signed holds for this key, this message, this signature alone', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 200 }), fc.nat(63), (seed, message, at) => {
      const key = raw(publicKeyOf(seed));
      const signature = createSigner(seed).sign(message);
      const spoilt = Uint8Array.from(signature, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(verifyStrictly(verifyEd25519, key, message, signature)).toBe(true);
      expect(verifyStrictly(verifyEd25519, key, message, spoilt)).toBe(false);
      expect(verifyStrictly(verifyEd25519, key, new Uint8Array([...message, 0]), signature)).toBe(false);
    }), { numRuns: 50 });
  });
});

describe('B9: the envelope', () => {
  test('signs the encoding of DSSE', () => {
    const encoded = preAuthenticationEncoding(PAYLOAD.manifest, Buffer.from('{}'));
    expect(Buffer.from(encoded).toString()).toBe('DSSEv1 38 application/vnd.svod.manifest+json;v=1 2 {}');
  });

  test('of one kind never opens as another', () => {
    const signer = createSigner(new Uint8Array(32).fill(1));
    const payload = Buffer.from('{}');
    const text = Buffer.from(printEnvelope({ payloadType: PAYLOAD.registry, payload, signatures: [signPayload(signer, PAYLOAD.registry, payload)] })).toString();
    expect(parseEnvelope(text, PAYLOAD.registry, 'inside').ok).toBe(true);
    for (const other of [PAYLOAD.manifest, PAYLOAD.publicKey, PAYLOAD.form]) expect(parseEnvelope(text, other, 'inside').ok).toBe(false);
    expect(parseEnvelope(text, PAYLOAD.registry, 'beside').ok).toBe(false);
    expect(signPayload(signer, PAYLOAD.manifest, payload).sig).not.toEqual(signPayload(signer, PAYLOAD.registry, payload).sig);
  });

  test('holds one signature a key', () => {
    const signer = createSigner(new Uint8Array(32).fill(1));
    const signature = signPayload(signer, PAYLOAD.manifest, Buffer.from('{}'));
    const text = Buffer.from(printEnvelope({ payloadType: PAYLOAD.manifest, payload: null, signatures: [signature, signature] })).toString();
    expect(parseEnvelope(text, PAYLOAD.manifest, 'beside').ok).toBe(false);
  });
});

describe('base64', () => {
  test('has one spelling for every content', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (content) => {
      expect(printBase64(content)).toBe(Buffer.from(content).toString('base64'));
      expect(parseBase64(printBase64(content))).toEqual(content);
      expect(printBase64Url(content)).toBe(Buffer.from(content).toString('base64url'));
      expect(parseBase64Url(printBase64Url(content))).toEqual(content);
    }));
    for (const other of ['AB==', 'AA=', 'AA', 'A===', 'AAAA=', 'AA==\n', 'AA-_', '=AAA']) expect(parseBase64(other)).toBeNull();
    for (const other of ['AA==', 'A', 'AB', '++++', 'AA/A']) expect(parseBase64Url(other)).toBeNull();
  });
});
