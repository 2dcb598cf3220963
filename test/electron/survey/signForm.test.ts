import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readFixtures } from '../../../build/fixtures/read.ts';
import { printFixture } from '../../../build/fixtures/workbook.ts';
import { bundleHandlers } from '../../../electron/bundle/handlers.ts';
import { openForm, readForm, sealForm } from '../../../electron/bundle/trust/formPack.ts';
import { loadRegistry } from '../../../electron/bundle/trust/trust.ts';
import { createWorkspace } from '../../../electron/bundle/workspace.ts';
import { getSetting } from '../../../electron/database/tables/setting.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { signFormHandlers } from '../../../electron/survey/signForm.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { CLOCK, FORM_HASH, newFolder, newMinistry, NOON, SMALL_FORM } from '../../helpers/bundles.ts';
import { deskOf } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const PASSPHRASE = 'кедр лампа север утро';
const folder = newFolder();
let desk: Desk;

beforeAll(() => {
  const place = join(folder, 'commission');
  const form = { hash: FORM_HASH, id: 'small', version: '1', definition: JSON.stringify(SMALL_FORM) };
  const made = { role: 'commission', country: 'EAEU', body: 'ЕЭК', person: 'Н. Козел', language: 'ru', round: '2026', passphrase: PASSPHRASE } as const;
  const db = valueOf(createWorkspace({ folder: place, ...CLOCK }, made, form));
  desk = { ...deskOf(newMinistry()), db, folder: place, now: () => NOON };
});

const read = (name: string) => signFormHandlers['bundle.readFormToSign'](desk, { path: join(folder, name) });
const sign = (bytes: Uint8Array, passphrase = PASSPHRASE) => signFormHandlers['bundle.signForm'](desk, { bytes, passphrase });

describe('B15: signing a form in the window', () => {
  test('a form pack is shown with what it changes, signed as the next, filled in here, and written beside the registry', async () => {
    const next: FormDefinition = { ...SMALL_FORM, version: '2', body: [{ kind: 'question', type: 'text', name: 'Z9', path: '/Z9', label: { ru: 'Новый вопрос' } }] };
    writeFileSync(join(folder, 'next.svodform'), sealForm(next, null));
    const { form, bytes } = valueOf(await read('next.svodform'));
    expect(form).toMatchObject({ fileName: 'next.svodform', version: '2', number: 1, installedVersion: '1', same: false, changes: expect.arrayContaining([{ kind: 'added', path: '/Z9' }]) as unknown, labels: { '/Z9': { ru: 'Новый вопрос' } } });
    expect(await sign(bytes, 'не та фраза совсем')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(getSetting(desk.db, 'form')).toBe(FORM_HASH);
    expect(valueOf(await sign(bytes))).toEqual({ version: '2', number: 1 });
    expect(getSetting(desk.db, 'form')).not.toBe(FORM_HASH);
    expect(valueOf(await read('next.svodform')).form).toMatchObject({ number: 1, same: true, changes: [] });
    valueOf(await bundleHandlers['bundle.exportRegistry'](desk, { path: join(folder, 'svod.svodtrust') }));
    const [pack] = readdirSync(folder).filter((name) => name === 'small-1.svodform');
    expect(valueOf(openForm(readFileSync(join(folder, pack ?? '')), loadRegistry(desk.db)))).toMatchObject({ number: 1, signer: getSetting(desk.db, 'signingKey'), definition: { version: '2' } });
  });

  test('a workbook is compiled and carried along; one with errors is refused with their cells', async () => {
    for (const { name, sheets, files } of readFixtures(join(import.meta.dirname, '../../fixtures/xlsform'))) {
      if (!['bad-cycle', 'select-from-file'].includes(name)) continue;
      writeFileSync(join(folder, `${name}.xlsx`), await printFixture(sheets));
      for (const [file, text] of files) writeFileSync(join(folder, file), text);
    }
    const { form, bytes } = valueOf(await read('select-from-file.xlsx'));
    expect(form).toMatchObject({ number: 1, same: false });
    expect([...valueOf(readForm(bytes)).files.keys()].toSorted()).toEqual(expect.arrayContaining(['select-from-file.xlsx', expect.stringMatching(/\.csv$/)]));
    const broken = await read('bad-cycle.xlsx');
    expect(!broken.ok && broken.error).toMatchObject({ code: 'form-invalid', values: { file: 'bad-cycle.xlsx', detail: expect.stringMatching(/survey![A-Z]\d/) } });
    const missing = await read('there-is-none.xlsx');
    expect(!missing.ok && missing.error.code).toBe('file-unreadable');
  });

  test('a ministry signs no form', async () => {
    const ministry = deskOf(newMinistry());
    expect(await signFormHandlers['bundle.signForm'](ministry, { bytes: sealForm(SMALL_FORM, null), passphrase: PASSPHRASE })).toEqual({ ok: false, error: { code: 'wrong-role' } });
  });
});
