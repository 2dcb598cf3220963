import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyHandlers, standingOf } from '../../../electron/bundle/trust/keys.ts';
import { close } from '../../../electron/database/open.ts';
import { getSetting } from '../../../electron/database/tables/setting.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { recoveryText } from '../../../electron/bundle/keys/keystore.ts';
import { listAudit } from '../../helpers/audit.ts';
import { newMinistry, newFolder, NOON, registryOf, testKey } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const PASSPHRASE = 'кедр лампа север утро';
const { db, folder } = newMinistry(1);
const desk: Desk = {
  db, folder, language: 'ru', now: () => NOON, uuid: () => 'id', random: () => 0.5, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined,
};
afterAll(() => close(db));

describe('the keys of a workspace', () => {
  beforeAll(() => void db.run("DELETE FROM setting WHERE key = 'signingKey'"));

  test('a seal is made beside the official’s key; the first of the right usage speaks for the workspace', async () => {
    await keyHandlers['bundle.createKey'](desk, { usage: 'seal', holder: 'Печать', passphrase: PASSPHRASE });
    expect(getSetting(db, 'signingKey')).toBeNull();
    const keys = valueOf(await keyHandlers['bundle.createKey'](desk, { usage: 'official', holder: 'А. Петрова', passphrase: PASSPHRASE }));
    expect(keys.map(({ usage, holder, signing, standing, body }) => ({ usage, holder, signing, standing, body }))).toEqual(
      expect.arrayContaining([
        { usage: 'seal', holder: 'Печать', signing: false, standing: 'no-registry', body: 'Министерство' },
        { usage: 'official', holder: 'А. Петрова', signing: true, standing: 'no-registry', body: 'Министерство' },
      ]),
    );
    expect(listAudit(db, 0, 1)[0]?.entry.act).toBe('bundle.key-made');
  });

  test('another key of an official takes over the signing, a seal does not', async () => {
    const keys = valueOf(await keyHandlers['bundle.createKey'](desk, { usage: 'official', holder: 'Б. Петров', passphrase: PASSPHRASE }));
    const next = keys.find(({ holder }) => holder === 'Б. Петров')?.keyId ?? '';
    const seal = keys.find(({ usage }) => usage === 'seal')?.keyId ?? '';
    expect(await keyHandlers['bundle.useKey'](desk, { keyId: seal })).toEqual({ ok: false, error: { code: 'no-key' } });
    expect(valueOf(await keyHandlers['bundle.useKey'](desk, { keyId: next })).find(({ signing }) => signing)?.holder).toBe('Б. Петров');
  });

  test('a key comes back on the second PC of the body from its sheet', async () => {
    const [key] = valueOf(await keyHandlers['bundle.keys'](desk, undefined));
    const sheet = valueOf(recoveryText(folder, key!.keyId));
    const second = newMinistry(2, `${newFolder()}/second`);
    const there = { ...desk, db: second.db, folder: second.folder };
    const restored = valueOf(await keyHandlers['bundle.restoreKey'](there, { holder: key!.holder, sheet, passphrase: PASSPHRASE }));
    expect(restored.map(({ keyId }) => keyId)).toEqual([key!.keyId]);
    close(second.db);
  });
});

test('a key stands as the registry in force says, and unknown to others when it is not there', () => {
  const { entry } = testKey(3);
  const later = Date.parse(entry.notAfter) + 1;
  expect(standingOf(null, entry.keyId, NOON)).toBe('no-registry');
  expect(standingOf(registryOf(), entry.keyId, NOON)).toBe('absent');
  expect(standingOf(registryOf(entry), entry.keyId, NOON)).toBe('active');
  expect(standingOf(registryOf(entry), entry.keyId, later)).toBe('expired');
  expect(standingOf(registryOf({ ...entry, status: 'revoked' }), entry.keyId, later)).toBe('revoked');
});
