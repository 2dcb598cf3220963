import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { proveValue } from '../../../electron/bundle/export/prove.ts';
import { readTrust, rootIdOf } from '../../../electron/bundle/trust/trust.ts';
import { printCanonical } from '../../../shared/base/canonical.ts';
import type { Json } from '../../../shared/base/json.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import { checkProof, type Proof } from '../../../shared/bundle/evidence/proof.ts';
import { ENTRY } from '../../../shared/bundle/canonical/limits.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import { entity, exportTo, forge, forged, newFolder, newMinistry, put, registryOf, revision, testKey, trustFile } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const folder = newFolder();
const bundle = join(folder, 'bundle.svod');
const registry = registryOf(testKey(1).entry);
/** A registry as its root signs it. */
const signed = (content: Registry, number = 99, signer = number): Buffer => trustFile(content, { root: number, signer });
const rootId = rootIdOf(valueOf(readTrust(signed(registry))));
const root = fingerprintOf(rootId).hex;

const prove = (company: number, path: string | null, from = bundle) => proveValue({ bundle: from, entity: entity(company), path, registry: signed(registry) });
const check = (text: string, against = root) => checkProof(text, against, { hash: sha256, decode: decodeUtf8, verify: verifyEd25519 });
const verdict = (text: string, against = root): string => {
  const checked = check(text, against);
  return checked.ok ? 'holds' : `${checked.error.step}: ${checked.error.code}`;
};

let text = '';
let proof: Proof;
beforeAll(async () => {
  await forge(bundle, { revisions: [1, 2, 3, 4, 5].map((company) => revision(company)) });
  text = Buffer.from(valueOf(await prove(3, '/A/A01')).bytes).toString();
  proof = JSON.parse(text) as Proof;
});

/** The proof with something else in it, written as canonically as before. */
const changed = (change: (proof: Proof) => unknown): string => printCanonical(change(structuredClone(proof)) as Json);

describe('B24: the proof of one value', () => {
  test('holds by itself, and says what was stated, by whom, in which bundle', () => {
    const proven = valueOf(check(text));
    expect(proven).toMatchObject({ claim: { entity: entity(3), path: '/A/A01', value: 'ООО «Кремний 3»' }, manifest: { seq: 1 }, root: rootId });
    expect(proven.signers.map(({ keyId }) => keyId)).toEqual([testKey(1).signer.keyId]);
  });

  test('shows no other company: neither its answers nor its name nor its id', () => {
    for (const company of [1, 2, 4, 5]) {
      expect(text).not.toContain(`Кремний ${company}`);
      expect(text).not.toContain(entity(company));
    }
  });

  test('without a path it is about all that the last revision of the answers changes', async () => {
    const whole = valueOf(await prove(2, null));
    expect(whole.claim).toEqual({ entity: entity(2), path: null, value: { '/A/A01': 'ООО «Кремний 2»' } });
    expect(verdict(Buffer.from(whole.bytes).toString())).toBe('holds');
  });

  test('takes the last word of the company, and rows as people count them', async () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'первое', '/F/x[b]': 1, '/F/x[b]/y': 'верх', '/F/x[a]': 2, '/F/x[a]/y': 'низ' });
    put(ministry, 1, { '/A/A01': 'второе', '/F/x[b]': 1, '/F/x[b]/y': 'верх', '/F/x[a]': 2, '/F/x[a]/y': 'низ' });
    const path = join(ministry.folder, 'out.svod');
    await exportTo(ministry, path);
    expect(valueOf(await prove(1, '/A/A01', path)).claim.value).toBe('второе');
    expect(valueOf(await prove(1, '/F/x[2]/y', path)).claim).toMatchObject({ path: '/F/x[a]/y', value: 'низ' });
    expect(valueOf(await prove(1, '/F/x[b]/y', path)).claim).toMatchObject({ value: 'верх' });
  });

  test('is not made of what is not there, nor of a bundle that does not verify', async () => {
    expect(await prove(9, null)).toMatchObject({ error: { code: 'company-unknown' } });
    expect(await prove(3, '/A/A02')).toMatchObject({ error: { code: 'unknown-path' } });
    const broken = join(folder, 'broken.svod');
    const bytes = readFileSync(bundle);
    writeFileSync(broken, bytes.with(Math.floor(bytes.length / 2), 0));
    expect((await prove(3, null, broken)).ok).toBe(false);
  });
});

describe('B24: a proof that was changed is refused at the link that does not hold', () => {
  const cases: readonly (readonly [string, (proof: Proof) => unknown, string])[] = [
    ['another value', (it) => ({ ...it, claim: { ...it.claim, value: 'ООО «Кремень»' } }), 'value: hash-mismatch'],
    ['another path', (it) => ({ ...it, claim: { ...it.claim, path: '/A/A02' } }), 'value: hash-mismatch'],
    ['another company', (it) => ({ ...it, claim: { ...it.claim, entity: entity(4) } }), 'value: hash-mismatch'],
    ['another line with its own claim', (it) => ({ ...it, revision: it.revision.replace('Кремний 3', 'Кремень 3'), claim: { ...it.claim, value: 'ООО «Кремень 3»' } }), 'inclusion: hash-mismatch'],
    ['a line that is not canonical', (it) => ({ ...it, revision: ` ${it.revision}` }), 'revision: not-canonical'],
    ['another place in the file', (it) => ({ ...it, inclusion: { ...it.inclusion, index: (it.inclusion.index + 1) % 5 } }), 'inclusion: hash-mismatch'],
    ['another count', (it) => ({ ...it, inclusion: { ...it.inclusion, size: 6 } }), 'inclusion: hash-mismatch'],
    ['a shorter path', (it) => ({ ...it, inclusion: { ...it.inclusion, path: it.inclusion.path.slice(1) } }), 'inclusion: hash-mismatch'],
    ['another manifest', (it) => ({ ...it, manifest: it.manifest.replace('"seq":1', '"seq":2') }), 'signature: bad-signature'],
    ['a manifest of a later reader', (it) => ({ ...it, manifest: it.manifest.replace('"minReaderVersion":"1.0"', '"minReaderVersion":"9.0"') }), 'manifest: unsupported-version'],
    ['no signature', (it) => ({ ...it, envelope: it.envelope.replace(/"signatures":\[.*\]/, '"signatures":[]') }), 'signature: unknown-signer'],
    ['an envelope of another kind', (it) => ({ ...it, envelope: it.envelope.replace('svod.manifest', 'svod.receipt') }), 'signature: malformed'],
    ['a registry without the signer', (it) => ({ ...it, registry: signed(registryOf(testKey(2).entry)).toString() }), 'signature: unknown-signer'],
    ['a registry that revoked the signer', (it) => ({ ...it, registry: signed(registryOf({ ...testKey(1).entry, status: 'revoked' })).toString() }), 'signature: revoked'],
    ['a registry with the signer in another state', (it) => ({ ...it, registry: signed(registryOf({ ...testKey(1).entry, country: 'BY' })).toString() }), 'signature: wrong-country'],
    ['a registry by another root', (it) => ({ ...it, registry: signed(registry, 7).toString() }), 'root: fingerprint-mismatch'],
    ['a registry signed by somebody else', (it) => ({ ...it, registry: signed(registry, 99, 7).toString() }), 'registry: unknown-signer'],
    ['a field too many', (it) => ({ ...it, note: 'x' }), 'proof: malformed'],
    ['a newer format', (it) => ({ ...it, formatVersion: '2.0' }), 'proof: unsupported-version'],
  ];
  test.each(cases)('%s', (_, change, expected) => expect(verdict(changed(change))).toBe(expected));

  test.each([
    ['named as one', { op: 'decide', set: { '@decision': 'accepted' } }],
    ['hidden among answers', { set: { '/A/A01': 'x', '@decision': 'accepted' } }],
    ['that two companies are one', { set: { [`@same:${entity(2)}`]: 'same' } }],
  ] as const)('a decision of a ministry, %s', (_, said) => {
    const line = revision(1, said);
    const files = forged({ revisions: [line] });
    const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
    const forgery = { claim: { entity: entity(1), path: null, value: line.set }, revision: text(ENTRY.revisions).trimEnd(), inclusion: { index: 0, size: 1, path: [] }, manifest: text(ENTRY.manifest), envelope: text(ENTRY.envelope) };
    expect(verdict(changed((it) => ({ ...it, ...forgery })))).toBe('revision: policy-unmet');
  });

  test('one byte anywhere', () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1) expect(verdict(bytes.with(at, (bytes[at] as number) ^ 1).toString()), `byte ${at}`).not.toBe('holds');
  });

  test('another fingerprint, too few digits of the right one, or none', () => {
    for (const named of [fingerprintOf(sha256(Buffer.from('x'))).hex, root.slice(0, 12), '']) expect(verdict(text, named)).toBe('root: fingerprint-mismatch');
    expect(verdict(text, rootId.toUpperCase())).toBe('holds');
  });
});
