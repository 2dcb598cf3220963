import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { countersign, readAwaiting } from '../../../electron/bundle/export/countersign.ts';
import { exportBundle, listSent, previewExport, writeAgain } from '../../../electron/bundle/export/export.ts';
import { createKey, type KeyRecord } from '../../../electron/bundle/keys/keystore.ts';
import { attachNational, exportManifest } from '../../../electron/bundle/export/national.ts';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { setPolicy } from '../../../electron/bundle/trust/policies.ts';
import { addKeys, installRegistry, trustOf } from '../../../electron/bundle/trust/trust.ts';
import { nationalOf } from '../../../electron/database/tables/national.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { inspectBundle } from '../../../electron/bundle/container/inspect.ts';
import { newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, preview, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const PASSPHRASE = 'кедр лампа север утро';
const ACT = { now: NOON, person: 'К. Комиссаров' };
const key = (workspace: Workspace, usage: 'official' | 'seal' | 'encrypt'): KeyRecord =>
  valueOf(createKey(workspace.folder, { usage, country: workspace.key.country, body: workspace.key.body, holder: usage, passphrase: PASSPHRASE, now: NOON }));

let ministry: Workspace;
let second: Workspace;
let other: Workspace;
let commission: Workspace;
let file = '';

/** An official on one PC, the seal of the same body on another; the registry demands both. */
beforeAll(async () => {
  ministry = newBody(1);
  second = newBody(2, 'RU', 'Министерство 1');
  other = newBody(3, 'BY');
  commission = newCommission(other);
  const official = key(ministry, 'official');
  setSetting(ministry.db, 'signingKey', official.keyId);
  const keys = [official, key(second, 'seal'), key(commission, 'encrypt')];
  valueOf(addKeys(commission.db, commission.signer, keys, ACT));
  valueOf(setPolicy(commission.db, commission.signer, { country: 'RU', body: 'Министерство 1', required: ['official', 'seal'] }, ACT));
  for (const body of [ministry, second, other]) valueOf(installRegistry(body.db, currentRegistry(commission.db)?.envelope as Uint8Array, true, ACT));
  state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
  file = join(newFolder(), 'RU-1-unsealed.svod');
}, 30_000);

const seal = (path: string, passphrase = PASSPHRASE, at = second, from = file) => countersign(deskOf(at), { file: from, path, passphrase });

describe('B12: a body whose policy demands two people', () => {
  test('an official’s bundle says that it awaits the seal, and nobody takes it for complete', async () => {
    expect(previewExport(ministry.db)).toMatchObject({ awaits: ['seal'], suggestedName: expect.stringMatching(/-unsealed\.svod$/) as string });
    const exported = valueOf(await exportBundle(deskOf(ministry), { path: file, passphrase: PASSPHRASE, personal: false, to: null, encrypt: false }));
    expect(exported.awaits).toEqual(['seal']);
    expect(listSent(ministry.db)).toMatchObject([{ awaits: ['seal'] }]);
    const opened = await openBundle(file, trustOf(commission.db));
    expect(opened).toMatchObject({ ok: false, error: { step: 4, failure: { code: 'policy-unmet' } } });
    expect((await preview(commission, file)).files[0]).toMatchObject({ verdict: 'refused', failure: { code: 'policy-unmet' } });
  });

  test('the second person sees what they seal, on another PC, and only that body can', async () => {
    expect(valueOf(await readAwaiting(deskOf(second), file))).toMatchObject({
      body: 'Министерство 1', seq: 1, companies: 1, missing: ['seal'], signers: [{ usage: 'official' }], key: { usage: 'seal', holder: 'seal' }, suggestedName: 'RU-1.svod',
    });
    expect(await readAwaiting(deskOf(ministry), file)).toEqual({ ok: false, error: { code: 'no-seal-key' } });
    expect(await readAwaiting(deskOf(other), file)).toEqual({ ok: false, error: { code: 'foreign-bundle' } });
    const out = join(newFolder(), 'none.svod');
    expect(await seal(out, 'не та парольная фраза')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(() => readFileSync(out)).toThrow();
  });

  test('the sealed bundle is the same manifest with two signatures, is merged, and wants no third', async () => {
    const out = join(newFolder(), 'RU-1.svod');
    const sealed = valueOf(await seal(out));
    expect(sealed).toMatchObject({ awaits: [], manifest: listSent(ministry.db)[0]?.manifest, signer: { holder: 'seal' }, readBack: true });
    const opened = valueOf(await openBundle(out, trustOf(commission.db)));
    expect(opened.signers.map(({ usage }) => usage)).toEqual(['official', 'seal']);
    expect(await readAwaiting(deskOf(second), out)).toEqual({ ok: false, error: { code: 'nothing-to-sign' } });
    expect((await merge(commission, out)).files).toMatchObject([{ verdict: 'merged' }]);
    expect((await preview(commission, file)).files[0]?.failure?.code).toBe('policy-unmet');
  });

  test('a bundle that was changed on the way is refused, not sealed', async () => {
    const damaged = join(newFolder(), 'damaged-unsealed.svod');
    const bytes = readFileSync(file);
    const where = bytes.indexOf('data/revisions.jsonl') + 40;
    bytes[where] = (bytes[where] as number) ^ 1;
    writeFileSync(damaged, bytes);
    expect(await seal(join(newFolder(), 'x.svod'), PASSPHRASE, second, damaged)).toMatchObject({ ok: false, error: { code: 'malformed', values: { file: 'damaged-unsealed.svod' } } });
  });

  test('it is encrypted once it is complete, to whom its manifest names', async () => {
    state(ministry, 2, { '/A/name': 'ОАО «Полупроводник»' });
    const plain = join(newFolder(), 'RU-2-unsealed.svod');
    valueOf(await exportBundle(deskOf(ministry), { path: plain, passphrase: PASSPHRASE, personal: false, to: null, encrypt: true }));
    expect(readFileSync(plain).subarray(0, 2).toString()).toBe('PK');
    const out = join(newFolder(), 'RU-2.svod.age');
    valueOf(await seal(out, PASSPHRASE, second, plain));
    expect(readFileSync(out).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  });
});

describe('B1: a national signature made outside', () => {
  const signature = Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x00]), Buffer.alloc(256, 7)]);
  const p7s = join(newFolder(), 'manifest.json.p7s');

  test('is made over the very bytes that our own signature covers, and travels with the bundle', async () => {
    const manifest = listSent(ministry.db)[1]?.manifest ?? '';
    const out = join(newFolder(), 'manifest.json');
    valueOf(exportManifest(deskOf(ministry), { manifest, path: out }));
    writeFileSync(p7s, signature);
    expect(valueOf(attachNational(deskOf(ministry), { manifest, path: p7s }))).toEqual(['signature-1.p7s']);
    expect(valueOf(attachNational(deskOf(ministry), { manifest, path: p7s }))).toEqual(['signature-1.p7s']);
    const again = join(newFolder(), 'RU-1-unsealed.svod');
    valueOf(await writeAgain(deskOf(ministry), { manifest, path: again }));
    const inspected = valueOf(await inspectBundle(again));
    expect(inspected.nationalSignatures).toEqual(['META-INF/signature-1.p7s']);
    expect(readFileSync(out)).toEqual(Buffer.from(JSON.stringify(inspected.manifest)));
    const sealed = join(newFolder(), 'RU-1.svod');
    valueOf(await seal(sealed, PASSPHRASE, second, again));
    expect(valueOf(await openBundle(sealed, trustOf(commission.db))).nationals).toMatchObject([{ name: 'signature-1.p7s', body: signature }]);
  });

  test('is kept by the Commission as it came, and shown as not checked', async () => {
    const fresh = newCommission(other);
    const official = key(other, 'official');
    setSetting(other.db, 'signingKey', official.keyId);
    valueOf(addKeys(fresh.db, fresh.signer, [official], ACT));
    state(other, 5, { '/A/name': 'ОАО «Интеграл-Тест»' });
    const path = join(newFolder(), 'BY.svod');
    const exported = valueOf(await exportBundle(deskOf(other), { path, passphrase: PASSPHRASE, personal: false, to: null, encrypt: false }));
    valueOf(attachNational(deskOf(other), { manifest: exported.manifest, path: p7s }));
    valueOf(await writeAgain(deskOf(other), { manifest: exported.manifest, path }));
    expect((await merge(fresh, path)).files).toMatchObject([{ verdict: 'merged', nationalSignatures: ['signature-1.p7s'] }]);
    expect(nationalOf(fresh.db, exported.manifest)).toEqual([{ name: 'signature-1.p7s', body: signature }]);
  });

  test('something that can be no signature is refused by name', () => {
    const manifest = listSent(ministry.db)[0]?.manifest ?? '';
    const letter = join(newFolder(), 'letter.txt');
    writeFileSync(letter, 'Уважаемые коллеги!');
    expect(attachNational(deskOf(ministry), { manifest, path: letter })).toMatchObject({ ok: false, error: { code: 'malformed', values: { file: 'letter.txt' } } });
    expect(attachNational(deskOf(commission), { manifest: 'f'.repeat(64), path: p7s })).toEqual({ ok: false, error: { code: 'not-sent-here' } });
  });
});

test('B12: sealed on the PC that made it, the record there is complete and names the sealed file', async () => {
  const seal = key(ministry, 'seal');
  valueOf(addKeys(commission.db, commission.signer, [seal], ACT));
  valueOf(installRegistry(ministry.db, currentRegistry(commission.db)?.envelope as Uint8Array, true, ACT));
  state(ministry, 9, { '/A/name': 'ООО «Сапфир»' });
  const folder = newFolder();
  const [from, to] = [join(folder, 'RU-9-unsealed.svod'), join(folder, 'RU-9.svod')];
  valueOf(await exportBundle(deskOf(ministry), { path: from, passphrase: PASSPHRASE, personal: false, to: null, encrypt: false }));
  valueOf(await countersign(deskOf(ministry), { file: from, path: to, passphrase: PASSPHRASE }));
  expect(listSent(ministry.db)[0]).toMatchObject({ awaits: [], fileName: 'RU-9.svod' });
  const again = join(folder, 'again.svod');
  expect(valueOf(await writeAgain(deskOf(ministry), { manifest: listSent(ministry.db)[0]?.manifest ?? '', path: again })).awaits).toEqual([]);
  expect(valueOf(await openBundle(again, trustOf(commission.db))).signers.map(({ usage }) => usage)).toEqual(['official', 'seal']);
});
