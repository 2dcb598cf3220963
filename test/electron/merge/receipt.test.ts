import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { listSent } from '../../../electron/bundle/export/export.ts';
import { verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { manifestOf } from '../../../electron/bundle/container/seal.ts';
import { addKeys, installRegistry, loadRegistry, revokeKey, trustOf } from '../../../electron/bundle/trust/trust.ts';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { lastSealed } from '../../../electron/database/tables/bundle.ts';
import { receiptSeen } from '../../../electron/database/tables/receipt.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { mergeHandlers } from '../../../electron/merge/handlers.ts';
import { exportReceipts, installReceipt, listDeliveries, signReceipts } from '../../../electron/merge/desk/receipt.ts';
import { PAYLOAD, printEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { conflictId, openReceipt, sealReceipt, type Receipt } from '../../../shared/bundle/evidence/receipt.ts';
import { signPayload } from '../../../shared/bundle/signing/signing.ts';
import { entity, forge, newFolder, NOON, testKey, trusting, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const ACT = { now: NOON, person: 'К. Комиссаров' };
let ministry: Workspace;
let other: Workspace;
let commission: Workspace;

function installTrust(...bodies: readonly Workspace[]): void {
  for (const body of bodies) valueOf(installRegistry(body.db, currentRegistry(commission.db)?.envelope as Uint8Array, true, ACT));
}

beforeEach(() => {
  [ministry, other] = [newBody(1), newBody(2)];
  commission = newCommission(ministry, other);
  installTrust(ministry, other);
});

/** What the Commission signs now, by the bundle's installation and seq. */
const sign = (): readonly { readonly row: { readonly envelope: Uint8Array; readonly hash: string }; readonly receipt: Receipt }[] =>
  valueOf(signReceipts(commission.db, commission.signer, ACT)).map(({ row }) => {
    const registry = loadRegistry(commission.db);
    return { row, receipt: valueOf(openReceipt(Buffer.from(row.envelope).toString(), registry as never, decodeUtf8, verifyEd25519)).receipt };
  });
const install = (envelope: Uint8Array, at = ministry) => installReceipt(deskOf(at), envelope);
const codeOf = (result: ReturnType<typeof install>): string => (result.ok ? 'installed' : result.error.code);

describe('B17: receipts', () => {
  test('say what came in, how it stands and where it is in conflict, and give no answer away', async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    state(other, 1, { '/A/name': 'АО «Кремень»' });
    await merge(commission, await send(ministry), await send(other));
    const { row, receipt } = sign().find((one) => one.receipt.bundle.issuer.installation === 'installation-1') as ReturnType<typeof sign>[number];
    expect(receipt).toMatchObject({
      issuer: { country: 'EAEU', installation: 'installation-99' }, bundle: { manifest: lastSealed(ministry.db, 'installation-1')?.manifest, seq: 1 },
      verdict: 'merged', missingSeq: null, counts: { companies: 1, revisions: 1, conflicts: 1 }, registryVersion: 2,
    });
    expect(receipt.conflicts).toEqual([conflictId(sha256, { entity: entity(1), form: 'merge', round: '2026', path: '/A/name' })]);
    expect(Buffer.from(row.envelope).toString()).not.toContain('Кремень');
    expect(brokenLink(commission.db, sha256)).toBeNull();
  });

  test('are kept by the ministry, once, and named as seen in the next manifest', async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    await merge(commission, await send(ministry));
    const [{ row }] = sign() as readonly [ReturnType<typeof sign>[number]];
    expect(listDeliveries(ministry.db)).toMatchObject([{ bundle: { seq: 1 }, receipt: null }]);
    expect(valueOf(install(row.envelope))).toMatchObject({ already: false, hash: row.hash });
    expect(valueOf(install(row.envelope))).toMatchObject({ already: true });
    expect(listDeliveries(ministry.db)).toMatchObject([{ receipt: { verdict: 'merged', hash: row.hash } }]);
    state(ministry, 2, { '/A/name': 'ООО «Сапфир»' });
    const opened = valueOf(await openBundle(await send(ministry), trustOf(commission.db)));
    expect(opened.manifest.receiptSeen).toBe(row.hash);
  });

  test('of a bundle whose turn has not come name the missing number, and are signed anew when it has', async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    const first = await send(ministry);
    state(ministry, 2, { '/A/name': 'ООО «Сапфир»' });
    await merge(commission, await send(ministry));
    const [waiting] = sign();
    expect(waiting?.receipt).toMatchObject({ verdict: 'pending', missingSeq: 1, bundle: { seq: 2 } });
    expect(sign()[0]?.row.hash).toBe(waiting?.row.hash);
    await merge(commission, first);
    const now = sign();
    expect(now.map(({ receipt }) => [receipt.bundle.seq, receipt.verdict]).sort()).toEqual([[1, 'merged'], [2, 'merged']]);
    for (const { row } of [...now, waiting as (typeof now)[number]]) valueOf(install(row.envelope));
    expect(listDeliveries(ministry.db).map(({ receipt }) => receipt?.verdict)).toEqual(['merged', 'merged']);
    expect(now.map(({ row }) => row.hash)).toContain(receiptSeen(ministry.db));
  });

  test('prove that a bundle was sent, even when we were stopped before we knew it', async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    await merge(commission, await send(ministry));
    ministry.db.run("UPDATE bundle SET state = 'sealed'");
    valueOf(install(sign()[0]?.row.envelope as Uint8Array));
    expect(lastSealed(ministry.db, 'installation-1')?.state).toBe('sent');
  });

  test('are written as files by the Commission alone, the same ones again', async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    await merge(commission, await send(ministry));
    const passphrase = 'четыре слова на память';
    const key = valueOf(createKey(commission.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'К', passphrase, now: NOON, seed: new Uint8Array(32).fill(99) }));
    expect(key.keyId).toBe(commission.signer.keyId);
    const folder = join(newFolder(), 'receipts');
    const [issued] = valueOf(await exportReceipts(deskOf(commission), { folder, passphrase })).issued;
    const bytes = readFileSync(issued?.file ?? '');
    expect(issued?.file).toMatch(/RU-instal-0001-[0-9a-f]{8}\.svodreceipt$/);
    valueOf(await exportReceipts(deskOf(commission), { folder, passphrase }));
    expect(readFileSync(issued?.file ?? '').equals(bytes)).toBe(true);
    expect(codeOf(install(bytes))).toBe('installed');
    expect(await exportReceipts(deskOf(commission), { folder, passphrase: 'другие слова' })).toMatchObject({ error: { code: 'wrong-passphrase' } });
    expect(await exportReceipts(deskOf(ministry), { folder, passphrase })).toMatchObject({ error: { code: 'wrong-role' } });
    expect(codeOf(install(bytes, commission))).toBe('wrong-role');
  });
});

describe('B9, B17: what is no receipt for us is refused', () => {
  let receipt: Receipt;
  beforeEach(async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    await merge(commission, await send(ministry));
    receipt = (sign()[0] as ReturnType<typeof sign>[number]).receipt;
  });
  const by = (number: number, ...rest: Parameters<typeof testKey> extends [number, ...infer R] ? R : never): Uint8Array => sealReceipt(receipt, testKey(number, ...rest).signer).envelope;

  test('a receipt of a bundle that another body sent', () => {
    expect(codeOf(install(sealReceipt(receipt, commission.signer).envelope, other))).toBe('not-sent-here');
    const { bundle } = receipt;
    expect(codeOf(install(sealReceipt({ ...receipt, bundle: { ...bundle, seq: 2 } }, commission.signer).envelope))).toBe('not-sent-here');
  });

  test('one by a stranger, by a ministry, by a revoked key, by a key for something else', () => {
    expect(codeOf(install(by(55)))).toBe('unknown-signer');
    expect(codeOf(install(by(1)))).toBe('wrong-country');
    const form = testKey(56, 'form', 'EAEU', 'ЕЭК');
    valueOf(addKeys(commission.db, commission.signer, [form.key], ACT));
    valueOf(revokeKey(commission.db, commission.signer, commission.signer.keyId, 0, ACT));
    installTrust(ministry);
    expect(codeOf(install(by(56)))).toBe('policy-unmet');
    expect(codeOf(install(by(99)))).toBe('revoked');
  });

  test('one that was changed after signing, or has another shape', () => {
    const { signatures } = JSON.parse(Buffer.from(sealReceipt(receipt, commission.signer).envelope).toString()) as { signatures: [{ keyid: string; sig: string }] };
    const [signature] = signatures.map(({ keyid, sig }) => ({ keyid, sig: Buffer.from(sig, 'base64') }));
    const payload = sealReceipt({ ...receipt, verdict: 'forked' }, commission.signer).payload;
    expect(codeOf(install(printEnvelope({ payloadType: PAYLOAD.receipt, payload, signatures: signature ? [signature] : [] })))).toBe('bad-signature');
    expect(codeOf(install(sealReceipt({ ...receipt, note: 'x' } as Receipt, commission.signer).envelope))).toBe('malformed');
    expect(codeOf(install(sealReceipt({ ...receipt, formatVersion: '2.0' } as never, commission.signer).envelope))).toBe('unsupported-version');
    expect(codeOf(install(Buffer.from('не квитанция')))).toBe('not-canonical');
  });

  test('a manifest shown as a receipt, under either name', () => {
    const manifest = manifestOf(lastSealed(ministry.db, 'installation-1') as never);
    const payload = Buffer.from(JSON.stringify(manifest));
    const signed = signPayload(commission.signer, PAYLOAD.manifest, payload);
    expect(codeOf(install(printEnvelope({ payloadType: PAYLOAD.manifest, payload, signatures: [signed] })))).toBe('malformed');
    expect(codeOf(install(printEnvelope({ payloadType: PAYLOAD.receipt, payload, signatures: [signed] })))).toBe('bad-signature');
    expect(codeOf(install(printEnvelope({ payloadType: PAYLOAD.receipt, payload, signatures: [signPayload(commission.signer, PAYLOAD.receipt, payload)] })))).toBe('malformed');
  });

  test('and a receipt shown as a manifest', async () => {
    const path = join(newFolder(), 'forged.svod');
    const judge = async (forgery: Parameters<typeof forge>[1]): Promise<unknown> => {
      await forge(path, forgery);
      const opened = await openBundle(path, trusting(testKey(1).entry));
      return opened.ok ? 'verified' : [opened.error.step, opened.error.failure.code];
    };
    expect(await judge({ payloadType: PAYLOAD.receipt })).toEqual([4, 'malformed']);
    const { payload, envelope } = sealReceipt(receipt, testKey(1).signer);
    expect(await judge({ manifestBytes: () => payload, envelope: () => envelope })).toEqual([3, 'malformed']);
    writeFileSync(path, envelope);
    expect((await openBundle(path, trusting(testKey(1).entry))).ok).toBe(false);
  });
});

describe('B17: in the window', () => {
  test('receipt files are taken in one by one; a bad one is named and stops nothing, and the list says where everything stands', async () => {
    state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
    await merge(commission, await send(ministry));
    const folder = newFolder();
    const [good, bad] = [join(folder, 'good.svodreceipt'), join(folder, 'bad.svodreceipt')];
    writeFileSync(good, sign()[0]?.row.envelope as Uint8Array);
    writeFileSync(bad, readFileSync(good).subarray(1));
    const { outcomes } = valueOf(await mergeHandlers['merge.installReceipts'](deskOf(ministry), { paths: [bad, good, join(folder, 'none')] }));
    expect(outcomes).toMatchObject([
      { fileName: 'bad.svodreceipt', failure: { code: 'not-canonical', values: { file: 'bad.svodreceipt' } }, receipt: null },
      { fileName: 'good.svodreceipt', failure: null, receipt: { seq: 1, verdict: 'merged', missingSeq: null, already: false } },
      { fileName: 'none', failure: { code: 'file-unreadable' }, receipt: null },
    ]);
    expect(listSent(ministry.db)).toMatchObject([{ seq: 1, companies: 1, receipt: { verdict: 'merged', missingSeq: null } }]);
  });

  test('are signed all together and written one by one: stopped before, none is signed; stopped between two files, the first is whole and the same call writes the rest', async () => {
    for (const company of [1, 2]) {
      state(ministry, company, { '/A/name': `Завод ${company}` });
      await merge(commission, await send(ministry));
    }
    const passphrase = 'четыре слова на память';
    valueOf(createKey(commission.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'К', passphrase, now: NOON, seed: new Uint8Array(32).fill(99) }));
    const folder = join(newFolder(), 'receipts');
    const signed = (): number => commission.db.value<number>('SELECT count(*) FROM receipt') ?? 0;
    const stoppedAfter = (steps: number) => {
      const told: string[] = [];
      return { desk: deskOf(commission, { progress: ({ phase, done, total }) => void told.push(`${phase} ${done}/${total}`), checkCancelled: () => { if (told.length >= steps) throw new Cancelled(); } }), told };
    };
    await expect(exportReceipts(stoppedAfter(2).desk, { folder, passphrase })).rejects.toBeInstanceOf(Cancelled);
    expect([signed(), existsSync(folder)]).toEqual([0, false]);

    const { desk, told } = stoppedAfter(5);
    const { issued, of } = valueOf(await exportReceipts(desk, { folder, passphrase }));
    expect(told).toEqual(['sealing 0/0', 'sealing 0/2', 'sealing 1/2', 'writing 0/2', 'writing 1/2']);
    expect([issued.map(({ file }) => basename(file)), of, signed()]).toEqual([readdirSync(folder), 2, 2]);
    expect(issued).toHaveLength(1);
    const all = valueOf(await exportReceipts(deskOf(commission), { folder, passphrase })).issued.map(({ file }) => file);
    expect(all).toHaveLength(2);

    const read: string[] = [];
    const taking = deskOf(ministry, { progress: ({ done, total }) => void read.push(`${done}/${total}`), checkCancelled: () => { if (read.length >= 2) throw new Cancelled(); } });
    const taken = valueOf(await mergeHandlers['merge.installReceipts'](taking, { paths: all }));
    expect(taken).toMatchObject({ outcomes: [{ failure: null, receipt: { seq: 1 } }], of: 2 });
    expect(listDeliveries(ministry.db).map(({ receipt }) => receipt !== null)).toEqual([false, true]);
  });
});
