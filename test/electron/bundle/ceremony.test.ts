import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ceremonyState, combineRoot, draftFile, dropCeremony, finishCeremony, gather, leaveRootKey, makeRoot, makeRootKey, readRoot, signRoot, signRootFile, takeRootKey, unlockRootKey } from '../../../electron/bundle/trust/ceremony.ts';
import { unlockKey } from '../../../electron/bundle/keys/keystore.ts';
import { signStaged, stageChanges } from '../../../electron/bundle/trust/registryDraft.ts';
import { addKeys, checkNotExpired, createRegistry, installRegistry, loadTrust, REGISTRY_LIFE } from '../../../electron/bundle/trust/trust.ts';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { applyMerge, previewMerge } from '../../../electron/merge/desk/apply.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { exportTo, newFolder, newMinistry, NOON, put, testKey } from '../../helpers/bundles.ts';
import { deskOf, filesOf } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const PASSPHRASE = 'кедр лампа север утро';
const ACT = { now: NOON, person: 'К. Комиссаров' };
const ROUND = { kind: 'deadline', form: 'merge', round: '2026', deadline: '2026-04-15' } as const;
const code = (result: Result<unknown, Failure>): string => (result.ok ? 'ok' : result.error.code);

/** A Commission whose own key is behind a passphrase and makes the first registry alone. */
function newCommission(begun = true): { readonly desk: Desk; readonly signer: Signer } {
  const workspace = newMinistry(70, join(newFolder(), 'commission'), testKey(70, 'commission', 'EAEU', 'ЕЭК'));
  setSetting(workspace.db, 'workspace', { id: 'installation-70', role: 'commission', country: 'EAEU', body: 'ЕЭК' });
  const key = valueOf(createKey(workspace.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'К. Комиссаров', passphrase: PASSPHRASE, now: NOON }));
  setSetting(workspace.db, 'signingKey', key.keyId);
  const signer = valueOf(unlockKey(workspace.folder, key.keyId, PASSPHRASE));
  if (begun) valueOf(createRegistry(workspace.db, signer, key, ACT));
  return { desk: deskOf(workspace), signer };
}

const media = ['красный', 'синий', 'зелёный'].map((name) => join(newFolder(), name)) as [string, string, string];
let { desk, signer } = {} as ReturnType<typeof newCommission>;
const ministry = newMinistry(1);
const install = (compared: boolean): Result<unknown, Failure> => installRegistry(ministry.db, currentRegistry(desk.db)?.envelope as Uint8Array, compared, ACT);
const sign = (folder: string | null, passphrase = PASSPHRASE): string => code(signRoot(desk, { folder, passphrase }));

beforeAll(() => {
  ({ desk, signer } = newCommission());
  valueOf(install(true));
}, 60_000);

describe('B13: the root ceremony', () => {
  test('makes a key on each medium, and never a second one on the same', () => {
    for (const [index, folder] of media.entries()) valueOf(makeRootKey(desk, { folder, holder: `Хранитель ${index + 1}`, passphrase: PASSPHRASE }));
    expect(code(makeRootKey(desk, { folder: media[0], holder: 'Ещё один', passphrase: PASSPHRASE }))).toBe('medium-taken');
    expect(code(makeRootKey(desk, { folder: newFolder(), holder: 'Слабый', passphrase: 'слабая' }))).toBe('weak-passphrase');
    expect(ceremonyState(desk.db)).toMatchObject({ current: { version: 1, threshold: 1 }, keys: [{ holder: 'Хранитель 1' }, { holder: 'Хранитель 2' }, { holder: 'Хранитель 3' }], next: null });
    expect(readdirSync(join(desk.folder, 'keys'))).toHaveLength(1);
  }, 60_000);

  test('makes the next root of them; it is not in force before enough have signed, those of the root in force too', () => {
    expect(sign(media[0])).toBe('no-root');
    for (const threshold of [0, 4, 1.5]) expect(code(makeRoot(desk, threshold))).toBe('threshold');
    valueOf(makeRoot(desk, 2));
    expect(ceremonyState(desk.db).next).toMatchObject({ version: 2, threshold: 2, ready: false, demands: [{ version: 1, threshold: 1 }, { version: 2, threshold: 2 }] });
    expect(code(finishCeremony(desk, signer))).toBe('policy-unmet');
    expect([sign(media[0]), sign(media[0])]).toEqual(['ok', 'ok']);
    expect(sign(media[1], 'не та фраза совсем')).toBe('wrong-passphrase');
    expect(sign(newFolder())).toBe('no-root-key');
    expect(code(finishCeremony(desk, signer))).toBe('policy-unmet');
    expect(sign(media[2])).toBe('ok');
    expect(code(finishCeremony(desk, signer))).toBe('policy-unmet');
    expect(sign(null)).toBe('ok');
    expect(ceremonyState(desk.db).next?.ready).toBe(true);
  }, 60_000);

  test('puts it in force; who trusted the root before takes it without comparing again', () => {
    const chain = valueOf(finishCeremony(desk, signer));
    expect(chain).toMatchObject({ roots: [{ root: { version: 1 } }, { root: { version: 2 } }], registry: { version: 2 } });
    expect(ceremonyState(desk.db)).toMatchObject({ current: { version: 2, threshold: 2 }, keys: [], next: null });
    expect(code(install(false))).toBe('ok');
    expect(loadTrust(ministry.db)?.roots).toHaveLength(2);
    expect(code(addKeys(desk.db, signer, [ministry.key], ACT))).toBe('ok');
    valueOf(stageChanges(desk, [ROUND]));
    valueOf(signStaged(desk, signer, ACT));
    expect(code(install(false))).toBe('ok');
  });

  test('rotates a lost key out: two of the three that are left sign, on another PC, and the signatures are gathered', () => {
    const spare = join(newFolder(), 'запасной');
    valueOf(makeRootKey(desk, { folder: spare, holder: 'Хранитель 4', passphrase: PASSPHRASE }));
    for (const folder of media.slice(0, 2)) valueOf(takeRootKey(desk, folder));
    valueOf(makeRoot(desk, 2));
    const root = valueOf(readRoot(valueOf(draftFile(desk.db))));
    const signed = [media[0], media[1]].map((folder) => valueOf(readRoot(valueOf(signRootFile(root, valueOf(unlockRootKey(folder, PASSPHRASE)))))));
    for (const one of signed) valueOf(combineRoot(desk, one));
    const stranger = testKey(9).signer;
    expect(code(signRootFile(root, stranger))).toBe('not-asked');
    expect(sign(null)).toBe('not-asked');
    // The last day of a round goes on under the next root.
    expect(valueOf(finishCeremony(desk, signer))).toMatchObject({ roots: [{}, {}, {}], registry: { rounds: [{ form: 'merge', round: '2026', deadline: '2026-04-15' }] } });
    expect(code(install(false))).toBe('ok');
    for (const folder of media) valueOf(takeRootKey(desk, folder));
    valueOf(makeRoot(desk, 2));
    expect([sign(media[2]), sign(media[0])]).toEqual(['ok', 'ok']);
    expect(code(finishCeremony(desk, signer))).toBe('policy-unmet');
    expect(code(combineRoot(desk, signed[0] as (typeof signed)[number]))).toBe('another-root');
    valueOf(dropCeremony(desk));
    expect(ceremonyState(desk.db)).toMatchObject({ current: { version: 3 }, keys: [], next: null });
  }, 60_000);

  test('is for the Commission, and for root keys', () => {
    expect(code(makeRootKey(deskOf(ministry), { folder: newFolder(), holder: 'x', passphrase: PASSPHRASE }))).toBe('wrong-role');
    expect(code(gather(desk, testKey(3).key))).toBe('no-root-key');
    expect(code(takeRootKey(desk, ministry.folder))).toBe('no-root-key');
    const key = testKey(4, 'root', 'EAEU', 'ЕЭК');
    valueOf(gather(desk, key.key));
    expect(ceremonyState(desk.db).keys).toMatchObject([{ keyId: key.signer.keyId }]);
    valueOf(leaveRootKey(desk, key.signer.keyId));
    expect(ceremonyState(desk.db).keys).toEqual([]);
    expect(code(addKeys(desk.db, signer, [key.key], ACT))).toBe('malformed');
  });

  test('may be where trust begins: then the first root is already one of several keys', () => {
    const fresh = newCommission(false);
    for (const number of [10, 11, 12]) valueOf(gather(fresh.desk, testKey(number, 'root', 'EAEU', 'ЕЭК').key));
    valueOf(makeRoot(fresh.desk, 2));
    const root = valueOf(readRoot(valueOf(draftFile(fresh.desk.db))));
    for (const number of [10, 12]) valueOf(combineRoot(fresh.desk, valueOf(readRoot(valueOf(signRootFile(root, testKey(number).signer))))));
    expect(valueOf(finishCeremony(fresh.desk, fresh.signer))).toMatchObject({ roots: [{ root: { version: 1 } }], registry: { version: 1, entries: [{ usage: 'commission' }] } });
  });
});

describe('B15: expiry', () => {
  const at = (now: number): Desk => ({ ...desk, now: () => now });
  const day = 24 * 60 * 60 * 1000;

  test('blocks merging, to the day, and nothing else', async () => {
    put(ministry, 1, { '/A/A01': 'ООО «Кремний»' });
    const bundle = join(ministry.folder, 'out.svod');
    await exportTo(ministry, bundle);
    const issued = loadTrust(desk.db)?.registry;
    const end = Date.parse(issued?.expiresAt ?? '');
    expect(end).toBe(NOON + REGISTRY_LIFE);
    expect(checkNotExpired(desk.db, end)).toEqual({ ok: true, value: null });
    const late = at(end + 1);
    const expired = { ok: false, error: { code: 'trust-expired', values: { version: issued?.version, date: end } } };
    expect(await previewMerge(late, filesOf([bundle]))).toEqual(expired);
    expect(await applyMerge(late, filesOf([bundle]))).toEqual(expired);
    put(ministry, 2, { '/A/A01': 'ООО «Кварц»' });
    valueOf(addKeys(desk.db, signer, [], { ...ACT, now: end + day }));
    expect(valueOf(await applyMerge(late, filesOf([bundle]))).files).toMatchObject([{ verdict: 'merged' }]);
  });
});
