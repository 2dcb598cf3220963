import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openForm, sealForm } from '../../../electron/bundle/trust/formPack.ts';
import { addKeys, createRegistry, installRegistry, loadRegistry } from '../../../electron/bundle/trust/trust.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { getSetting, setSetting } from '../../../electron/database/tables/setting.ts';
import { write } from '../../../electron/database/transaction.ts';
import { installForm, readyToInstall } from '../../../electron/survey/form.ts';
import { installPack, previewPack, signPack } from '../../../electron/survey/packs.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { newFolder, newMinistry, NOON, SMALL_FORM, testKey } from '../../helpers/bundles.ts';
import { deskOf } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const ACT = { now: NOON, person: 'К. Комиссаров' };
const key = testKey(50, 'commission', 'EAEU', 'ЕЭК');
const code = (result: Result<unknown, Failure>): string => (result.ok ? 'ok' : result.error.code);
const FILES = new Map([['форма.xlsx', Buffer.from('книга')], ['коды.csv', Buffer.from('name,label')]]);
const question = (name: string, type: 'text' | 'integer' = 'text'): FormDefinition['body'][number] => ({ kind: 'question', type, name, path: `/${name}`, label: { ru: `Вопрос ${name}` } });
const BASE: FormDefinition = { ...SMALL_FORM, body: [question('A01'), question('A02')] };
const version = (number: string, other = 'A03'): FormDefinition => ({ ...BASE, version: number, body: [question('A01'), question(other, 'integer')] });

function world() {
  const commission = newMinistry(50, join(newFolder(), 'commission'), key);
  setSetting(commission.db, 'workspace', { id: 'installation-50', role: 'commission', country: 'EAEU', body: 'ЕЭК' });
  valueOf(createRegistry(commission.db, key.signer, key.key, ACT));
  const ministry = newMinistry();
  valueOf(addKeys(commission.db, key.signer, [ministry.key], ACT));
  valueOf(installRegistry(ministry.db, currentRegistry(commission.db)?.envelope as Uint8Array, true, ACT));
  write(ministry.db, () => {
    installForm(ministry.db, readyToInstall(BASE), null, NOON);
    return ok(null);
  });
  return { commission: deskOf(commission), ministry: deskOf(ministry), official: ministry.signer };
}

describe('B15: a form pack', () => {
  test('carries the form, its workbook and code lists, each by its hash, under one signature', () => {
    const { commission } = world();
    const { bytes, number } = valueOf(signPack(commission, version('2'), key.signer, FILES));
    const pack = valueOf(openForm(bytes, loadRegistry(commission.db)));
    expect(pack).toMatchObject({ number: 1, signer: key.signer.keyId, definition: { version: '2' } });
    expect([...pack.files].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([['коды.csv', 'name,label'], ['форма.xlsx', 'книга']]);
    expect(number).toBe(1);
    expect(readdirSync(join(commission.folder, 'forms'))).toEqual(['small-1.svodform']);
    for (let at = 0; at < bytes.length; at += 7) expect(openForm(Buffer.from(bytes).fill((bytes[at] as number) ^ 1, at, at + 1), loadRegistry(commission.db)).ok, `byte ${at}`).toBe(false);
  });

  test('says what it changes before it is installed, and then is the form that is filled in', () => {
    const { commission, ministry } = world();
    const { bytes } = valueOf(signPack(commission, version('2'), key.signer, FILES));
    const preview = valueOf(previewPack(ministry.db, bytes));
    expect(preview).toMatchObject({ installedVersion: '1', same: false, changes: [{ kind: 'removed', path: '/A02' }, { kind: 'added', path: '/A03' }], labels: { '/A02': { ru: 'Вопрос A02' }, '/A03': { ru: 'Вопрос A03' } } });
    expect(getSetting(ministry.db, 'form')).toBe(readyToInstall(BASE).hash);
    valueOf(installPack(ministry, bytes));
    expect(getSetting(ministry.db, 'form')).toBe(preview.pack.hash);
    expect(valueOf(previewPack(ministry.db, bytes))).toMatchObject({ same: true, changes: [], labels: {} });
  });

  test('goes forward only: the same form is the same number, another one the next; a lower one and another of the same are refused', () => {
    const { commission, ministry } = world();
    const first = valueOf(signPack(commission, version('2'), key.signer, FILES));
    expect(valueOf(signPack(commission, version('2'), key.signer, FILES)).number).toBe(1);
    const second = valueOf(signPack(commission, version('3', 'A04'), key.signer, FILES));
    expect(second.number).toBe(2);
    valueOf(installPack(ministry, second.bytes));
    expect(code(installPack(ministry, first.bytes))).toBe('rolled-back');
    const other = sealForm(version('4'), key.signer, { number: 2, issuedAt: new Date(NOON).toISOString(), files: new Map() });
    expect(code(installPack(ministry, other))).toBe('rolled-back');
    expect(code(installPack(ministry, second.bytes))).toBe('ok');
  });

  test('without a signature of the Commission, or by a key for something else, is refused', () => {
    const { ministry, official } = world();
    const content = { number: 1, issuedAt: new Date(NOON).toISOString(), files: new Map() };
    expect(code(installPack(ministry, sealForm(version('2'), null, content)))).toBe('policy-unmet');
    expect(code(installPack(ministry, sealForm(version('2'), official, content)))).toBe('unknown-signer');
    expect(code(installPack(ministry, sealForm(BASE, null, content)))).toBe('ok');
    expect(code(installPack(ministry, sealForm(version('2'), key.signer, { ...content, number: 0 })))).toBe('malformed');
  });
});
