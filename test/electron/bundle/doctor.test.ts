import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { examineFile } from '../../../electron/bundle/doctor/examine.ts';
import { provenBy } from '../../../electron/bundle/doctor/proof.ts';
import { proveStored } from '../../../electron/bundle/doctor/prove.ts';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { sealForm } from '../../../electron/bundle/trust/formPack.ts';
import { installRegistry } from '../../../electron/bundle/trust/trust.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import type { ReadDb } from '../../../electron/database/db.ts';
import { signReceipts } from '../../../electron/merge/desk/receipt.ts';
import { sealPublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import { codeDigits } from '../../../shared/bundle/signing/fingerprint.ts';
import { printRevision } from '../../../shared/bundle/revision/revisionLine.ts';
import type { Examination } from '../../../shared/ipc/doctor.ts';
import { forge, newFolder, NOON, revision, SMALL_FORM, testKey, type Workspace } from '../../helpers/bundles.ts';
import { merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const folder = newFolder();
let ministry: Workspace;
let commission: Workspace;
let bundle = '';

beforeAll(async () => {
  ministry = newBody(1);
  commission = newCommission(ministry);
  valueOf(installRegistry(ministry.db, currentRegistry(commission.db)?.envelope as Uint8Array, true, { now: NOON, person: 'К. Комиссаров' }));
  state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
  state(ministry, 2, { '/A/name': 'ОАО «Полупроводник»' });
  bundle = await send(ministry);
});

const examine = async (path: string, db: ReadDb | null = commission.db): Promise<Examination> => valueOf(await examineFile(path, { db, watch: () => undefined }));
const at = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const states = ({ steps }: Examination): string => steps.map(({ state: one }) => one[0]).join('');

describe('a bundle under examination', () => {
  test('that holds is verified, step by step, file by file, record by record', async () => {
    const examined = await examine(bundle);
    expect(examined).toMatchObject({ kind: 'bundle', encrypted: false, belief: 'verified', failure: null, content: { total: 2, bad: 0 } });
    expect(states(examined)).toBe('ppppppww');
    expect(examined.facts.find(({ name }) => name === 'body')).toMatchObject({ value: 'Министерство 1', belief: 'verified' });
    expect(examined.facts.find(({ name }) => name === 'createdAt')?.belief).toBe('claimed');
    expect(examined.keys).toMatchObject([{ role: 'signer', belief: 'verified' }]);
  });

  test('is only claimed where nobody knows its key, whole as it may be', async () => {
    const examined = await examine(bundle, null);
    expect(examined).toMatchObject({ belief: 'claimed', failure: { code: 'unknown-signer' }, content: { total: 2, bad: 0 } });
    expect(states(examined)).toBe('pppfwwww');
    expect(examined.facts.every(({ belief }) => belief === 'claimed')).toBe(true);
    expect(examined.keys).toMatchObject([{ role: 'signer', belief: 'unknown' }]);
  });

  test('with one bad line names that record, and vouches for none of the others', async () => {
    const path = join(folder, 'line.svod');
    await forge(path, { lines: [Buffer.from(printRevision(revision(1))), Buffer.from('{"v":1,"v":1}')] });
    const examined = await examine(path, null);
    expect(examined.content).toMatchObject({ total: 2, bad: 1, records: [{ line: 2, failure: { code: 'not-canonical' } }, { line: 1, failure: null }] });
    expect(examined.belief).toBe('claimed');
  });

  test('shows the record that the code on a printed form means, of a bundle that holds and of one that does not', async () => {
    const all = (await examine(bundle)).content?.records ?? [];
    const wanted = all[1]?.code ?? '';
    expect(wanted).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    for (const db of [commission.db, null]) {
      const { content } = valueOf(await examineFile(bundle, { db, watch: () => undefined, code: codeDigits(wanted) }));
      expect(content).toMatchObject({ total: 2, bad: 0, found: 1, records: [{ code: wanted, line: 2 }] });
    }
    expect(valueOf(await examineFile(bundle, { db: commission.db, watch: () => undefined, code: '00000000' })).content).toMatchObject({ total: 2, found: 0, records: [] });
  });

  test('turned over by one bit says where; what the signature covers and what it does not never look alike', async () => {
    const bytes = readFileSync(bundle);
    const where = bytes.indexOf('data/revisions.jsonl') + 40;
    bytes[where] = (bytes[where] as number) ^ 1;
    const examined = await examine(at('flipped.svod', bytes));
    expect(examined).toMatchObject({ belief: 'claimed', failure: { code: 'malformed', values: { file: 'flipped.svod' } } });
    expect(examined.content?.files.find(({ path }) => path === 'data/revisions.jsonl')?.failure?.code).toBe('malformed');
    expect(examined.keys).toMatchObject([{ role: 'signer', belief: 'verified' }]);
  });

  test('cut off says so and shows nothing as content', async () => {
    const examined = await examine(at('cut.svod', readFileSync(bundle).subarray(0, -5)));
    expect(examined).toMatchObject({ kind: 'bundle', belief: 'unknown', failure: { code: 'malformed' }, content: null, facts: [] });
    expect(states(examined)).toBe('pfwwwwww');
  });
});

describe('other files under examination', () => {
  test('a registry is verified under the root in force, claimed under another, and refused when it was changed', async () => {
    const envelope = currentRegistry(commission.db)?.envelope as Uint8Array;
    const path = at('a.svodtrust', envelope);
    expect(await examine(path)).toMatchObject({ kind: 'registry', belief: 'verified', failure: null });
    expect(await examine(path, newBody(7).db)).toMatchObject({ belief: 'claimed', failure: { code: 'root-uncompared' }, keys: [{ role: 'root', belief: 'claimed' }, {}, {}] });
    const changed = Buffer.from(envelope).toString().replace(/"version":\d+/, '"version":9');
    expect((await examine(at('b.svodtrust', changed === Buffer.from(envelope).toString() ? changed.replace('payload', 'payloae') : changed))).belief).not.toBe('verified');
  });

  test('a public key is known when the registry knows it; else somebody claims it', async () => {
    const path = at('a.svodkey', sealPublicKey(ministry.key, ministry.signer));
    expect(await examine(path)).toMatchObject({ kind: 'public-key', belief: 'verified', failure: null });
    const stranger = testKey(77);
    expect(await examine(at('b.svodkey', sealPublicKey(stranger.key, stranger.signer)))).toMatchObject({ belief: 'claimed', failure: { code: 'key-unregistered' } });
  });

  test('a receipt is verified, and says whether it is about a bundle of this workspace', async () => {
    await merge(commission, bundle);
    const [issued] = valueOf(signReceipts(commission.db, commission.signer, { now: NOON, person: 'К. Комиссаров' }));
    const path = at('a.svodreceipt', issued?.row.envelope ?? '');
    const examined = await examine(path, ministry.db);
    expect(examined).toMatchObject({ kind: 'receipt', belief: 'verified', failure: null });
    expect(examined.facts.find(({ name }) => name === 'verdict')).toMatchObject({ value: 'merged', form: 'verdict' });
    expect(await examine(path, null)).toMatchObject({ belief: 'claimed', failure: { code: 'no-trust' } });
    expect(await examine(path, newBody(8).db)).toMatchObject({ belief: 'claimed', failure: { code: 'no-trust' } });
  });

  test('a form that nobody signed is only claimed', async () => {
    expect(await examine(at('a.svodform', sealForm(SMALL_FORM, null)))).toMatchObject({ kind: 'form-pack', belief: 'claimed', failure: { code: 'policy-unmet' } });
    expect(await examine(at('b.svodform', sealForm(SMALL_FORM, commission.signer)))).toMatchObject({ belief: 'verified', failure: null });
  });

  test('a private key is named as what must not travel', async () => {
    const made = valueOf(createKey(folder, { usage: 'official', country: 'RU', body: 'М', holder: 'И. И.', passphrase: 'кедр лампа север утро', now: NOON }));
    expect(await examine(join(folder, 'keys', `${made.keyId}.json`))).toMatchObject({ kind: 'private-key', belief: 'claimed', failure: { code: 'private-key' } });
  });

  test.each([
    ['empty', '', 'empty'], ['text', 'Просто текст', 'text'], ['pdf', '%PDF-1.7\n', 'pdf'], ['zip', 'PK\u0003\u0004 something', 'archive'], ['exe', 'MZ\u0000\u0000', 'program'],
    ['db', 'SQLite format 3\u0000', 'database'], ['json', '{"a":1}', 'text'], ['binary', '\u0000\u0001\u0002', 'unknown'],
  ])('a foreign file is called what it is: %s', async (name, content, kind) => {
    expect(await examine(at(`foreign.${name}`, content))).toMatchObject({ kind, belief: 'unknown', failure: { code: 'not-ours' }, facts: [], keys: [], content: null });
  });

  test('a file that is not there, and a folder, are answers too', async () => {
    expect(await examine(join(folder, 'nothing'))).toMatchObject({ kind: 'unknown', sha256: null, failure: { code: 'file-unreadable', values: { file: 'nothing' } } });
    expect(await examine(folder)).toMatchObject({ kind: 'unknown', failure: { code: 'file-unreadable' } });
  });
});

describe('B24: evidence out of what was merged', () => {
  const proof = (path: string | null) => {
    const row = commission.db.get<{ readonly manifest: string }>("SELECT manifest FROM bundle WHERE direction = 'in'");
    const first = commission.db.get<{ readonly id: string }>("SELECT id FROM revision WHERE entity LIKE '%1' ORDER BY id");
    return proveStored(commission.db, { manifest: row?.manifest ?? '', revision: first?.id ?? '', path });
  };

  test('a value is proved without the file that brought it, and examined anywhere', async () => {
    const bytes = valueOf(proof('/A/name'));
    expect(Buffer.from(bytes).toString()).not.toContain('Полупроводник');
    const path = at('a.svodproof', bytes);
    const examined = await examine(path);
    expect(examined).toMatchObject({ kind: 'proof', belief: 'verified', failure: null });
    expect(states(examined)).toBe('pppppppp');
    expect(examined.facts.find(({ name }) => name === 'value')).toMatchObject({ value: 'ООО «Кремень»', belief: 'verified' });
    expect(await examine(path, null)).toMatchObject({ belief: 'claimed', failure: { code: 'root-uncompared' } });
    expect(valueOf(provenBy(commission.db, bytes)).compared).toBe(true);
    expect(valueOf(provenBy(null, bytes)).compared).toBe(false);
  });

  test('a changed value breaks its last link, a path that nobody spoke of has no proof', async () => {
    const text = Buffer.from(valueOf(proof('/A/name'))).toString();
    const examined = await examine(at('b.svodproof', text.replace('"value":"ООО «Кремень»"', '"value":"ООО «Кремний»"')));
    expect(examined).toMatchObject({ kind: 'proof', belief: 'unknown', failure: { code: 'hash-mismatch' } });
    expect(states(examined)).toBe('pppppppf');
    expect(proof('/A/none')).toMatchObject({ ok: false, error: { code: 'unknown-path' } });
  });
});
