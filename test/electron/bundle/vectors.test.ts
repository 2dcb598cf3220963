import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { identityOf } from '../../../electron/bundle/crypto/age.ts';
import { verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { openForm } from '../../../electron/bundle/trust/formPack.ts';
import { readPublicKey } from '../../../electron/bundle/handlers.ts';
import { decodeUtf8, sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { inspectBundle } from '../../../electron/bundle/container/inspect.ts';
import { proveValue } from '../../../electron/bundle/export/prove.ts';
import { readTrust, rootIdOf } from '../../../electron/bundle/trust/trust.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import { checkProof } from '../../../shared/bundle/evidence/proof.ts';
import { newFolder } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

interface Line {
  readonly line: string;
}
interface Expected {
  readonly manifest: string;
  readonly revisionsRoot: string;
  readonly signer: string;
  readonly fingerprint: unknown;
  readonly root: unknown;
  readonly form: string;
  readonly revisions: readonly (Line & { readonly id: string })[];
  readonly personal: readonly (Line & { readonly revision: string })[];
}

const place = (name: string): string => new URL(`../../vectors/bundle/${name}`, import.meta.url).pathname;
const expected = JSON.parse(readFileSync(place('expected.json'), 'utf8')) as Expected;
const trust = valueOf(readTrust(readFileSync(place('registry.svodtrust'))));
const { registry } = trust;
const hash = (...parts: readonly (string | Buffer)[]): Buffer => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();

/** The files were made once. A change of these values is a change of the format: readers in the field would refuse what we write. */
describe('frozen files', () => {
  test('the bundle opens, with the ids, lines and names of its time', async () => {
    const revisions: unknown[] = [];
    const personal: unknown[] = [];
    const opened = valueOf(
      await openBundle(place('ministry.svod'), { registry, knowsForm: (form) => form === expected.form }, {
        revision: ({ id, body }) => revisions.push({ id, line: Buffer.from(body).toString() }),
        personal: (revision, line) => personal.push({ revision, line: Buffer.from(line).toString() }),
      }),
    );
    expect(opened.manifestHash).toBe(expected.manifest);
    expect(opened.manifest).toMatchObject({ revisionsRoot: expected.revisionsRoot, seq: 1, counts: { companies: 2, revisions: 3 } });
    expect(opened.signers.map((signer) => signer.keyId)).toEqual([expected.signer]);
    expect({ revisions, personal }).toEqual({ revisions: expected.revisions, personal: expected.personal });
  });

  test('registry, public key and form open', () => {
    expect(fingerprintOf(rootIdOf(trust))).toEqual(expected.root);
    expect(registry).toMatchObject({ version: 2, entries: [{ usage: 'commission' }, { usage: 'official', keyId: expected.signer }] });
    expect(valueOf(readPublicKey(readFileSync(place('ministry.svodkey')))).publicKey).toBe(registry.entries[1]?.publicKey);
    expect(fingerprintOf(expected.signer)).toEqual(expected.fingerprint);
    expect(valueOf(openForm(readFileSync(place('small.svodform')), registry))).toMatchObject({ hash: expected.form, signer: registry.entries[0]?.keyId });
  });

  test('inspecting says what the bundle claims, and believes nothing', async () => {
    const inspection = valueOf(await inspectBundle(place('ministry.svod')));
    expect(inspection).toMatchObject({ manifestHash: expected.manifest, signatures: [{ keyId: expected.signer }], nationalSignatures: [] });
    expect(inspection.entries.map((entry) => entry.name)).toEqual(['mimetype', 'manifest.json', 'data/personal.jsonl', 'data/revisions.jsonl', 'META-INF/dsse.json']);
  });

  test('B24: the proof of a value is the same, byte for byte, and holds', async () => {
    const [line] = expected.revisions.map((one) => JSON.parse(one.line) as { readonly entity: string });
    const made = valueOf(await proveValue({ bundle: place('ministry.svod'), entity: line?.entity ?? '', path: '/A/A01', registry: readFileSync(place('registry.svodtrust')) }));
    const text = readFileSync(place('value.svodproof'), 'utf8');
    expect(Buffer.from(made.bytes).toString()).toBe(text);
    const checked = checkProof(text, fingerprintOf(rootIdOf(trust)).hex, { hash: sha256, decode: decodeUtf8, verify: verifyEd25519 });
    expect(valueOf(checked)).toMatchObject({ manifestHash: expected.manifest, claim: { path: '/A/A01' } });
  });

  test('B4: the encrypted bundle opens by the key it was encrypted to', async () => {
    const decrypt = { identities: [identityOf(new Uint8Array(32).fill(4))], folder: newFolder() };
    const opened = valueOf(await openBundle(place('ministry.svod.age'), { registry, knowsForm: (form) => form === expected.form, decrypt }));
    expect(opened.manifestHash).toBe(expected.manifest);
  });

  test('B5–B7, B14 hold when computed by hand from the text of the rules', () => {
    for (const { id, line } of expected.revisions) expect(hash('svod-revision-v1', '\0', line).toString('hex')).toBe(id);
    const [a, b, c] = expected.revisions.map(({ id }) => hash('\0', Buffer.from(id, 'hex')));
    expect(hash('\x01', hash('\x01', a as Buffer, b as Buffer), c as Buffer).toString('hex')).toBe(expected.revisionsRoot);
    const [apart] = expected.personal;
    const { revision: _, ...rest } = JSON.parse(apart?.line ?? '') as Record<string, unknown>;
    const owner = expected.revisions.find(({ id }) => id === apart?.revision);
    expect(owner?.line).toContain(`"personal":"${hash('svod-personal-v1', '\0', JSON.stringify(rest)).toString('hex')}"`);
    for (const { keyId, publicKey } of registry.entries) expect(hash(`{"publicKey":"${publicKey}","suite":"S1"}`).toString('hex')).toBe(keyId);
  });
});
