import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import type { VerifyStep } from '../../../electron/bundle/container/opening.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import type { FailureCode } from '../../../shared/base/failure.ts';
import { ENTRY } from '../../../shared/bundle/canonical/limits.ts';
import type { Revision } from '../../../shared/bundle/revision/revision.ts';
import { printRevision, revisionId } from '../../../shared/bundle/revision/revisionLine.ts';
import { PAYLOAD } from '../../../shared/bundle/signing/dsse.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import { forge, FORM_HASH, newFolder, registryOf, revision, testKey, trusting, type Forgery } from '../../helpers/bundles.ts';

const folder = newFolder();
const path = join(folder, 'forged.svod');
const official = testKey(1);
const trust = trusting(official.entry);

async function judge(forgery: Forgery, against = trust): Promise<{ readonly code: FailureCode | 'verified'; readonly step: VerifyStep | null }> {
  await forge(path, forgery);
  const opened = await openBundle(path, against);
  return opened.ok ? { code: 'verified', step: null } : { code: opened.error.failure.code, step: opened.error.step };
}

describe('an honest bundle', () => {
  test('B18: passes the six steps in order and gives its revisions sorted by id', async () => {
    await forge(path);
    const steps: string[] = [];
    const ids: string[] = [];
    const opened = await openBundle(path, trust, { revision: ({ id }) => ids.push(id) }, { onStep: (step, state) => steps.push(`${step} ${state}`) });
    expect(opened.ok).toBe(true);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6].flatMap((step) => [`${step} running`, `${step} passed`]));
    expect(ids).toHaveLength(2);
    expect(ids).toEqual([...ids].sort());
    expect(opened.ok && opened.value.signers[0]?.keyId).toBe(official.signer.keyId);
  });

  test('B16: the caller may end it once every file has been hashed, before any line', async () => {
    await forge(path);
    let touched = false;
    const opened = await openBundle(path, trust, { begin: () => ({ code: 'already-merged', detail: '' }), revision: () => (touched = true) });
    expect(!opened.ok && opened.error).toMatchObject({ step: 5, failure: { code: 'already-merged' } });
    expect(touched).toBe(false);
  });

  test('trouble of the one who stages the content is not blamed on the bundle', async () => {
    await forge(path);
    const staging = openBundle(path, trust, {
      revision: () => {
        throw new Error('the disk is full');
      },
    });
    await expect(staging).rejects.toThrow('the disk is full');
  });
});

describe('B18, B19: what is wrong is named by a code, at its step', () => {
  const cases: readonly (readonly [string, Forgery, FailureCode, VerifyStep])[] = [
    ['B1: an entry from outside the closed list', { more: { 'evil.txt': Buffer.from('x') } }, 'malformed', 2],
    ['B2: a name that climbs out of the folder', { more: { 'data/../../x': Buffer.from('x') } }, 'malformed', 2],
    ['B2: mimetype is missing', { leaveOut: [ENTRY.mimetype] }, 'malformed', 1],
    ['B5: no manifest', { leaveOut: [ENTRY.manifest] }, 'malformed', 3],
    ['B5: a manifest with a blank in it', { manifestBytes: (bytes) => Buffer.from(Buffer.from(bytes).toString().replace('{', '{ ')) }, 'not-canonical', 3],
    ['B5: a manifest that is not UTF-8', { manifestBytes: (bytes) => Buffer.concat([bytes.subarray(0, 20), Buffer.from([0xff]), bytes.subarray(20)]) }, 'not-canonical', 3],
    ['B8: a newer major version is asked for', { manifest: (manifest) => ({ ...manifest, minReaderVersion: '2.0' }) }, 'unsupported-version', 3],
    ['B8: an unknown field in our own version', { manifest: (manifest) => ({ ...manifest, zebra: 1 }) }, 'malformed', 3],
    ['B10: an unknown suite', { manifest: (manifest) => ({ ...manifest, suite: 'G1' }) }, 'unsupported-version', 3],
    ['B9: no envelope', { leaveOut: [ENTRY.envelope] }, 'malformed', 4],
    ['B9: an envelope without signatures', { signers: [] }, 'unknown-signer', 4],
    ['B9: a signature over another kind of payload', { payloadType: PAYLOAD.registry }, 'malformed', 4],
    ['B12: a key that nobody vouches for', { signers: [testKey(7).signer] }, 'unknown-signer', 4],
    ['B5: a file that the manifest does not list', { more: { 'data/attachments/x': Buffer.from('x') } }, 'malformed', 2],
    ['B5: a listed file that is not there', { leaveOut: [ENTRY.revisions] }, 'hash-mismatch', 5],
    ['B5: a file of another hash', { manifest: (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, sha256: 'e'.repeat(64) })) }) }, 'hash-mismatch', 5],
    ['B5: a file of another size', { manifest: (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, size: file.size + 1 })) }) }, 'hash-mismatch', 5],
    ['B5: another root of the revisions', { manifest: (manifest) => ({ ...manifest, revisionsRoot: 'e'.repeat(64) }) }, 'hash-mismatch', 6],
    ['B5: other counts', { manifest: (manifest) => ({ ...manifest, counts: { ...manifest.counts, revisions: 3 } }) }, 'malformed', 6],
    ['B6: lines out of order', { lines: sortedLines().reverse() }, 'malformed', 6],
    ['B6: a line twice', { lines: [...sortedLines().slice(0, 1), ...sortedLines().slice(0, 1)] }, 'malformed', 6],
    ['B6: a line with a duplicate key', { lines: [replaced('"reason":""', '"reason":"","reason":""')] }, 'not-canonical', 6],
    ['B6: a line with keys out of order', { lines: [replaced('{"author"', '{"z":1,"author"')] }, 'not-canonical', 6],
    ['B6: a number in another spelling', { lines: [replaced('"v":1', '"v":1.0')] }, 'not-canonical', 6],
    ['B6: a lone surrogate', { lines: [replaced('"reason":""', '"reason":"\\ud800"')] }, 'not-canonical', 6],
    ['B6: __proto__ as a key', { lines: [replaced('"reason":""', '"reason":"","__proto__":{}')] }, 'not-canonical', 6],
    ['B6: text that is not NFC', { lines: [replaced('"reason":""', '"reason":"и\u0306"')] }, 'not-canonical', 6],
    ['B6: a line that is not UTF-8', { lines: [Buffer.concat([printRevision(revision(1)), Buffer.from([0xff])])] }, 'not-canonical', 6],
    ['B8: an unknown field in a line of our own version', { lines: [Buffer.from(JSON.stringify({ ...sortedKeys(revision(1)), zebra: 1 }))] }, 'malformed', 6],
    ['B6: an empty answer', { revisions: [revision(1, { set: { '/A/A01': '' } })] }, 'malformed', 6],
    ['a form that is not installed', { revisions: [revision(1, { form: { id: 'small', version: '2', hash: 'f'.repeat(64) } })] }, 'unknown-form', 6],
    ['B12: a ministry that accepts its own company', { revisions: [revision(1, { op: 'decide', set: { '@decision': 'accepted' } })] }, 'policy-unmet', 6],
    ['B3: a text beyond the limit', { revisions: [revision(1, { set: { '/A/A01': 'я'.repeat(65_537) } })] }, 'not-canonical', 6],
    ['B3: a line beyond the limit', { lines: [Buffer.alloc(1024 * 1024 + 1, 'x')] }, 'too-large', 6],
  ];
  test.each(cases)('%s', async (_, forgery, code, step) => {
    expect(await judge(forgery)).toEqual({ code, step });
  });

  test('B8: a newer minor version keeps fields it does not know', async () => {
    const lines = [Buffer.from(JSON.stringify({ ...sortedKeys(revision(1)), zebra: 1 }))];
    expect(await judge({ lines, manifest: (manifest) => ({ ...manifest, formatVersion: '1.7', zebra: 1 }) })).toEqual({ code: 'verified', step: null });
  });

  test('B12: a manifest of another state than the key', async () => {
    const manifest: Forgery['manifest'] = (made) => ({ ...made, issuer: { ...made.issuer, country: 'KZ' } });
    expect(await judge({ manifest })).toEqual({ code: 'wrong-country', step: 4 });
  });

  test('B12: a body that must sign with two keys', async () => {
    const seal = testKey(2, 'seal');
    const policies = [{ country: 'RU', body: 'Министерство', required: ['official', 'seal'] as const }];
    const strict = { ...trust, registry: { ...registryOf(official.entry, seal.entry), policies } };
    expect(await judge({}, strict)).toEqual({ code: 'policy-unmet', step: 4 });
    expect(await judge({ signers: [official.signer, seal.signer] }, strict)).toEqual({ code: 'verified', step: null });
  });

  test('B14: a revoked key is trusted up to its last seq, whatever the clock says', async () => {
    const revoked = (trustedUpTo: RegistryEntry['trustedUpTo']): typeof trust => ({ ...trust, registry: registryOf({ ...official.entry, status: 'revoked', trustedUpTo }) });
    expect(await judge({}, revoked({}))).toEqual({ code: 'revoked', step: 4 });
    expect(await judge({}, revoked({ 'installation-1': 0 }))).toEqual({ code: 'revoked', step: 4 });
    expect(await judge({}, revoked({ 'installation-1': 1 }))).toEqual({ code: 'verified', step: null });
    expect(await judge({ manifest: (manifest) => ({ ...manifest, seq: 2 }) }, revoked({ 'installation-1': 1 }))).toEqual({ code: 'revoked', step: 4 });
  });

  test('B14: a revoked key signs nothing under an installation that nobody knew, however low the number', async () => {
    const invented = (installation: string) => judge({ manifest: (manifest) => ({ ...manifest, issuer: { ...manifest.issuer, installation } }) },
      { ...trust, registry: registryOf({ ...official.entry, status: 'revoked', trustedUpTo: { 'installation-1': 5 } }) });
    for (const name of ['installation-2', 'constructor', 'toString', 'hasOwnProperty']) expect(await invented(name)).toEqual({ code: 'revoked', step: 4 });
  });

  test('B9: the signature of another bundle does not fit', async () => {
    await forge(path, { manifest: (manifest) => ({ ...manifest, seq: 2 }) });
    let other = new Uint8Array();
    await forge(join(folder, 'other.svod'), { envelope: (bytes) => (other = Buffer.from(bytes)) });
    expect(await judge({ manifest: (manifest) => ({ ...manifest, seq: 2 }), envelope: () => other })).toEqual({ code: 'bad-signature', step: 4 });
  });

  test('B23: a line that is known by its id is not parsed again; order, root, counts and form are checked all the same, and every other line whole', async () => {
    const asked: string[] = [];
    const known = (entity: string | null) => ({ ...trust, checked: (id: string) => (asked.push(id), entity === null ? null : { entity: entity + id, form: { id: 'small', hash: FORM_HASH } }) });
    const bad: Forgery = { lines: [Buffer.from('{"no":"revision"}')] };
    expect(await judge(bad, known('company '))).toEqual({ code: 'verified', step: null });
    expect(asked).toEqual([idOf(Buffer.from('{"no":"revision"}'))]);
    expect(await judge(bad, known(null))).toEqual({ code: 'malformed', step: 6 });
    expect(await judge({ ...bad, manifest: (manifest) => ({ ...manifest, revisionsRoot: 'e'.repeat(64) }) }, known('company '))).toEqual({ code: 'hash-mismatch', step: 6 });
    expect(await judge({ ...bad, manifest: (manifest) => ({ ...manifest, counts: { ...manifest.counts, companies: 2 } }) }, known('company '))).toEqual({ code: 'malformed', step: 6 });
    await forge(path, bad);
    asked.length = 0;
    const wanted = await openBundle(path, known('company '), { revision: () => undefined });
    expect([wanted.ok, asked]).toEqual([false, []]);
  });

  test('a form that the workspace does not know is named before the content is read', async () => {
    expect(await judge({}, { ...trust, knowsForm: () => false })).toEqual({ code: 'unknown-form', step: 4 });
  });

  test('a file that is not there or is a folder', async () => {
    for (const place of [join(folder, 'nowhere.svod'), folder]) {
      const opened = await openBundle(place, trust);
      expect(opened.ok).toBe(false);
      expect(!opened.ok && ['file-unreadable', 'malformed']).toContain(opened.ok ? '' : opened.error.failure.code);
    }
  });
});

function sortedLines(): Uint8Array[] {
  return [printRevision(revision(1)), printRevision(revision(2))].sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
}

function idOf(line: Uint8Array): string {
  return revisionId(sha256, line);
}

function replaced(from: string, to: string): Uint8Array {
  const text = Buffer.from(printRevision(revision(1))).toString();
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to));
}

function sortedKeys(value: Revision): object {
  return JSON.parse(Buffer.from(printRevision(value)).toString()) as object;
}
