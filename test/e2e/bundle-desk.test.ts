import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { listKeys } from '../../electron/bundle/keystore.ts';
import { createDemo, type Demo } from '../../electron/demo/create.ts';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { svodWith } from '../helpers/svod.ts';
import { wordsIn, type Words } from '../helpers/words.ts';

test.setTimeout(120_000);

let example: string;
let folder: string;
let demo: Demo;
/** The command line does what other tests have proved in the window. */
let run: ReturnType<typeof svodWith>;
const at = (name: string): string => join(folder, name);

test.beforeAll(async () => {
  example = await mkdtemp(join(tmpdir(), 'svod-desk-'));
  const made = await createDemo({ folder: join(example, 'demo'), companies: 12, seed: 'bundle desk' }, { progress: () => undefined, checkCancelled: () => undefined });
  if (!made.ok) throw new Error(made.error.code);
  demo = made.value;
  run = svodWith(demo.passphrase);
  // Everything but the first bundle of the first ministry.
  await run('merge', ...demo.bundles.slice(1), '--workspace', demo.commission);
});
test.afterAll(() => rm(example, { recursive: true, force: true }));

/** Every story begins with the same example in a folder of its own. */
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-story-'));
  await cp(join(example, 'demo'), at('demo'), { recursive: true });
  const moved = (path: string): string => path.replace(/^.*?(?=\/demo\/|\/demo$)/, folder);
  demo = {
    ...demo, commission: moved(demo.commission), ministries: demo.ministries.map(moved), bundles: demo.bundles.map(moved), registry: moved(demo.registry),
  };
  await mkdir(at('receipts'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

interface Desk {
  readonly svod: App;
  readonly page: Page;
  readonly t: Words;
}

async function start(workspace: string, language: 'ru' | 'en' = 'ru'): Promise<Desk> {
  const svod = await launchApp({ workspace, locale: language });
  await expect(svod.page.getByRole('navigation').first()).toBeVisible();
  await svod.page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).click();
  return { svod, page: svod.page, t: wordsIn(language) };
}

/** Writes the screen as it is and asks whether everybody can use it. */
async function show({ svod }: Desk, name: string): Promise<void> {
  await svod.screenshot(name);
  await expectAccessible(svod.page);
}

const button = ({ page, t }: Desk, id: Parameters<Words>[0], values?: Parameters<Words>[1]) => page.getByRole('button', { name: t(id, values), exact: true });

async function openPlace({ page, t }: Desk, place: 'frame.bundles' | 'frame.merge' | 'frame.trust' | 'frame.settings'): Promise<void> {
  await page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t(place) }).press('Enter');
}

/** Makes a key on the screen of keys, by keyboard, and saves its public half. */
async function makeKey(desk: Desk, usage: 'encrypt' | 'seal', file: string): Promise<void> {
  const { svod, page, t } = desk;
  await openPlace(desk, 'frame.settings');
  await button(desk, 'keyring.open').press('Enter');
  await expect(button(desk, 'keyring.make')).toBeEnabled();
  await button(desk, 'keyring.make').press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: t(`trust.usage.${usage}`) }).press('Space');
  await dialog.getByLabel(t('first.passphrase'), { exact: true }).fill('мало');
  await dialog.getByRole('button', { name: t('keyring.making.confirm') }).press('Enter');
  await expect(dialog.getByRole('alert').first()).toBeVisible();
  await dialog.getByLabel(t('first.passphrase'), { exact: true }).fill(demo.passphrase);
  await dialog.getByLabel(t('first.again')).fill(demo.passphrase);
  await show(desk, `keys-make-${usage}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('keyring.notice.made'))).toBeVisible({ timeout: 30_000 });
  const card = page.getByRole('region', { name: new RegExp(`^${t(`trust.usage.${usage}`)}: `) });
  await svod.answerSave(file);
  await card.getByRole('button', { name: t('keyring.export') }).press('Enter');
  await expect(page.getByText(t('keyring.notice.exported', { file: file.split('/').at(-1) ?? '' }))).toBeVisible();
}

/** Something new to send: the first company that was sent is opened again, completed and approved. */
async function approveAgain({ svod }: Desk): Promise<void> {
  const list = await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 500 });
  if (!list.ok) throw new Error(list.error.code);
  for (const { entity, status } of list.value.rows) {
    if (status !== 'sent') continue;
    const opened = await svod.call('survey.openResponse', { entity });
    if (!opened.ok) throw new Error(opened.error.code);
    await svod.call('survey.reopen', { response: opened.value.response, reason: 'уточнение' });
    const completed = await svod.call('survey.complete', { response: opened.value.response });
    if (!completed.ok || completed.value.kind !== 'completed') continue;
    await svod.call('survey.approve', { entities: [entity] });
    return;
  }
  throw new Error('No company can be approved again.');
}

const encrypted = (): string => at('RU-next.svod.age');

test('an encryption key is made, registered, and a bundle encrypted to it is merged and answered with a receipt', async () => {
  const [first] = demo.ministries as [string];

  await test.step('the Commission makes an encryption key and adds it to the registry', async () => {
    const desk = await start(demo.commission);
    await makeKey(desk, 'encrypt', at('commission.svodkey'));
    await show(desk, 'keys-list');
    await desk.svod.close();
    await run('trust', 'add', at('commission.svodkey'), '--workspace', demo.commission);
    await passRegistryTo(first);
  });

  await test.step('the ministry installs it, encrypts its next bundle by name, and sees that nothing is known of it yet', async () => {
    const desk = await start(first);
    const { svod, page, t } = desk;
    await approveAgain(desk);
    await openPlace(desk, 'frame.bundles');
    await page.getByText(t('bundles.encrypt'), { exact: true }).click();
    await expect(page.getByText(t('bundles.encryptTo'))).toBeVisible();
    await show(desk, 'bundles-encrypt');
    await svod.answerSave(encrypted());
    await page.getByLabel(t('ui.passphrase'), { exact: true }).fill(demo.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
    expect((await readFile(encrypted())).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    await button(desk, 'receipt.done').press('Enter');
    await expect(page.getByText(t('bundles.state.none')).first()).toBeVisible();
    await svod.close();
  });

  await test.step('the Commission opens it with the passphrase, keeps it for the one that is missing before it, and issues receipts', async () => {
    const desk = await start(demo.commission);
    const { svod, page, t } = desk;
    await openPlace(desk, 'frame.merge');
    await svod.answerOpen(encrypted());
    await button(desk, 'merge.pick').press('Enter');
    await expect(page.getByText(t('merge.locked.title', { count: 1 }))).toBeVisible();
    await show(desk, 'merge-locked');
    await page.getByLabel(t('merge.locked.passphrase')).fill(`${demo.passphrase}?`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    await page.getByLabel(t('merge.locked.passphrase')).fill(demo.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('desk.willWait', { seq: 1 }))).toBeVisible({ timeout: 30_000 });
    await show(desk, 'merge-pending');
    await page.getByRole('button', { name: /^Свести|^Принять|^Сохранить/ }).first().press('Enter');
    await expect(button(desk, 'merge.report.done')).toBeVisible({ timeout: 90_000 });
    await openPlace(desk, 'frame.bundles');
    await button(desk, 'receipts.write').press('Enter');
    await page.getByLabel(t('trust.passphrase')).fill(demo.passphrase);
    await show(desk, 'receipts-write');
    await svod.answerOpen(at('receipts'));
    await page.keyboard.press('Enter');
    await expect(page.getByText(at('receipts'))).toBeVisible({ timeout: 60_000 });
    await button(desk, 'doctor.open').press('Enter');
    await svod.answerOpen(encrypted());
    await button(desk, 'doctor.pick').press('Enter');
    await expect(page.getByRole('region', { name: 'Зашифрованный файл (age)', exact: true })).toBeVisible({ timeout: 30_000 });
    await show(desk, 'doctor-encrypted');
    await page.getByLabel(t('merge.locked.passphrase')).fill(demo.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.locator('.doctor-head .trust-verified')).toBeVisible({ timeout: 30_000 });
    await svod.close();
  });

  await test.step('the ministry takes its receipts in, those of others are counted; it sends what is missing and all is merged', async () => {
    const desk = await start(first);
    const { svod, page, t } = desk;
    await openPlace(desk, 'frame.bundles');
    const files = (await readdir(at('receipts'))).map((name) => join(at('receipts'), name));
    await svod.answerOpen(...files);
    await button(desk, 'receipts.install').press('Enter');
    await expect(page.getByText(/на пакеты других рабочих мест/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(t('bundles.missing', { seq: 1 }))).toBeVisible();
    await show(desk, 'bundles-missing');
    await page.getByRole('button', { name: t('bundles.showCompanies', { seq: 1 }) }).press('Enter');
    await expect(page.locator('.sent-companies li').first()).toBeVisible();
    await page.locator('.sent-companies').scrollIntoViewIfNeeded();
    await show(desk, 'bundles-delivery');
    await svod.answerSave(at('again.svod'));
    await page.locator('.sent-table tbody tr').last().scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: t('bundles.again') }).last().press('Enter');
    await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
    await button(desk, 'receipt.done').press('Enter');
    await run('merge', at('again.svod'), '--workspace', demo.commission);
    const { receipts } = (await run('receipt', 'export', '--out', at('later'), '--workspace', demo.commission)) as { readonly receipts: readonly { readonly file: string }[] };
    await svod.answerOpen(...receipts.map(({ file }) => file));
    await button(desk, 'receipts.install').press('Enter');
    await expect(page.getByText(t('bundles.state.merged')).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(t('bundles.missing', { seq: 1 }))).toHaveCount(0);
    await svod.close();
  });
});

test('the doctor tells a good bundle from a damaged, an encrypted and a foreign one, and proves a value', async () => {
  const damaged = at('damaged.svod');
  await copyFile(demo.bundles[0] as string, damaged);
  const bytes = await readFile(damaged);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] as number) ^ 1;
  await writeFile(damaged, bytes);
  await writeFile(at('letter.txt'), 'Уважаемые коллеги!');

  const desk = await start(demo.commission);
  const { svod, page, t } = desk;
  await openPlace(desk, 'frame.bundles');
  await button(desk, 'doctor.open').press('Enter');
  await show(desk, 'doctor-empty');
  const examine = async (file: string, kind: string, name: string) => {
    await svod.answerOpen(file);
    await button(desk, 'doctor.pick').press('Enter');
    await expect(page.getByRole('region', { name: kind, exact: true }).filter({ hasText: basename(file) })).toBeVisible({ timeout: 60_000 });
    await show(desk, name);
  };
  await examine(demo.bundles[0] as string, 'Пакет «Свода»', 'doctor-bundle');
  await expect(page.locator('.doctor-head .trust-verified')).toBeVisible();
  await test.step('the code on a printed form leads to its record', async () => {
    const rows = page.locator('.doctor-records tbody tr');
    const code = await rows.last().locator('code').first().innerText();
    await page.getByLabel(t('doctor.codeField')).fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await expect(rows).toHaveCount(1, { timeout: 30_000 });
    await expect(rows.first()).toContainText(code);
    await page.getByLabel(t('doctor.codeField')).scrollIntoViewIfNeeded();
    await show(desk, 'doctor-code');
    await page.getByLabel(t('doctor.codeField')).fill('0000-0000');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('doctor.codeNone', { code: '0000-0000' }))).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: t('doctor.codeAll') }).press('Enter');
    await expect(rows.nth(1)).toBeVisible({ timeout: 30_000 });
  });
  await examine(damaged, 'Пакет «Свода»', 'doctor-damaged');
  await expect(page.locator('.doctor-head .trust-verified')).toHaveCount(0);
  await examine(at('letter.txt'), 'Текстовый файл', 'doctor-foreign');
  await expect(page.locator('.doctor-head .trust-unknown')).toBeVisible();
  await examine(demo.registry, 'Реестр ключей', 'doctor-registry');

  await test.step('a value is proved from its provenance, examined, and printed', async () => {
    await page.keyboard.press('Alt+1');
    await page.getByRole('grid').press('Enter');
    const prove = page.getByRole('complementary').getByRole('button', { name: t('doctor.prove') }).first();
    await expect(prove).toBeVisible();
    await svod.answerSave(at('value.svodproof'));
    await prove.press('Enter');
    await expect(page.getByRole('region', { name: 'Доказательство значения', exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('.doctor-head .trust-verified')).toBeVisible();
    await show(desk, 'doctor-proof');
    await svod.answerSave(at('value.pdf'));
    await button(desk, 'doctor.print').press('Enter');
    await expect(page.getByText(t('doctor.printed', { file: 'value.pdf' }))).toBeVisible({ timeout: 30_000 });
    expect((await readFile(at('value.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  });
  await svod.close();
});

test('keys, delivery and the doctor in English; a passphrase is changed and a key comes back from its sheet', async () => {
  const desk = await start(demo.ministries[0] as string, 'en');
  const { svod, page, t } = desk;
  await openPlace(desk, 'frame.bundles');
  await expect(page.getByText(t('bundles.sentTitle'))).toBeVisible();
  await show(desk, 'bundles-delivery-en');
  await button(desk, 'doctor.open').press('Enter');
  await svod.answerOpen(demo.registry);
  await button(desk, 'doctor.pick').press('Enter');
  await expect(page.locator('.doctor-head')).toBeVisible({ timeout: 30_000 });
  await show(desk, 'doctor-registry-en');
  await openPlace(desk, 'frame.settings');
  await button(desk, 'keyring.open').press('Enter');
  await show(desk, 'keys-list-en');
  await button(desk, 'keyring.change').first().press('Enter');
  const next = 'ladder onion quartz river';
  await page.getByLabel(t('keyring.changing.now')).fill(demo.passphrase);
  await page.getByLabel(t('first.passphrase'), { exact: true }).fill(next);
  await page.getByLabel(t('first.again')).fill(next);
  await show(desk, 'keys-change-en');
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('keyring.notice.changed'))).toBeVisible({ timeout: 30_000 });
  await button(desk, 'keyring.restore').press('Enter');
  await page.getByLabel(t('keyring.restoring.sheet')).fill('00000-11111');
  await page.getByLabel(t('ui.passphrase'), { exact: true }).fill(next);
  await page.getByRole('dialog').getByRole('button', { name: t('keyring.restoring.confirm') }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await show(desk, 'keys-restore-en');
  await svod.close();
});

test('two people: the official signs, the seal completes, and a national signature travels along', async () => {
  const [first] = demo.ministries as [string];
  const unsealed = at('RU-unsealed.svod');
  await sealDemanded(first);
  const desk = await start(first);
  const { svod, page, t } = desk;
  await approveAgain(desk);
  await openPlace(desk, 'frame.bundles');
  await expect(page.getByText(t('seal.willAwait'))).toBeVisible();
  await show(desk, 'seal-export');
  await svod.answerSave(unsealed);
  await page.getByLabel(t('ui.passphrase'), { exact: true }).fill(demo.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: t('seal.awaitsTitle') })).toBeVisible({ timeout: 30_000 });
  await show(desk, 'seal-awaits');
  const code = await page.getByTestId('short-code').innerText();
  await button(desk, 'receipt.done').press('Enter');
  await expect(page.getByText(t('bundles.state.awaits'))).toBeVisible();

  await svod.answerOpen(unsealed);
  await button(desk, 'seal.open').press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(code);
  await show(desk, 'seal-dialog');
  await dialog.getByLabel(t('seal.passphrase')).fill(`${demo.passphrase}?`);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await svod.answerSave(at('RU-sealed.svod'));
  await dialog.getByLabel(t('seal.passphrase')).fill(demo.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('receipt.verified')).first()).toBeVisible({ timeout: 30_000 });
  await button(desk, 'receipt.done').press('Enter');
  await expect(page.getByText(t('bundles.state.awaits'))).toHaveCount(0);

  await page.locator('.sent-acts button').first().press('Enter');
  await svod.answerSave(at('manifest.json'));
  await button(desk, 'national.manifest').press('Enter');
  await expect(page.getByText(t('national.exported', { file: 'manifest.json' }))).toBeVisible();
  await writeFile(at('manifest.json.p7s'), Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x00]), Buffer.alloc(256, 7)]));
  await svod.answerOpen(at('manifest.json.p7s'));
  await button(desk, 'national.attach').press('Enter');
  await expect(page.getByText(t('national.unchecked', { name: 'signature-1.p7s' }))).toBeVisible();
  await show(desk, 'national-attached');
  await svod.answerSave(at('RU-national.svod'));
  await page.locator('.sent-acts').first().getByRole('button', { name: t('bundles.again') }).press('Enter');
  await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
  await svod.close();

  const commission = await start(demo.commission);
  await openPlace(commission, 'frame.merge');
  await commission.svod.answerOpen(unsealed, at('RU-national.svod'));
  await button(commission, 'merge.pick').press('Enter');
  const national = commission.page.getByRole('article', { name: 'RU-national.svod' });
  await expect(national).toContainText(t('national.unchecked', { name: 'signature-1.p7s' }), { timeout: 60_000 });
  await expect(commission.page.getByRole('article', { name: 'RU-unsealed.svod' })).toContainText('policy-unmet');
  await show(commission, 'merge-national');
  await commission.svod.close();
});

/** A seal on the ministry's PC, and a registry in force there that demands it of that body. */
async function sealDemanded(ministry: string): Promise<void> {
  const [body] = listKeys(ministry);
  if (!body) throw new Error('The ministry has a key.');
  const { keyId } = (await run('key', 'new', '--usage', 'seal', '--holder', 'Хранитель печати', '--workspace', ministry)) as { readonly keyId: string };
  await writeFile(at('seal.svodkey'), listKeys(ministry).find((key) => key.keyId === keyId)?.announcement ?? '');
  await run('trust', 'add', at('seal.svodkey'), '--workspace', demo.commission);
  await run('trust', 'policy', '--country', body.country, '--body', body.body, '--require', 'official,seal', '--workspace', demo.commission);
  await passRegistryTo(ministry);
}

/** Installs the registry of the Commission in a workspace: the same root, a later version. */
async function passRegistryTo(workspace: string): Promise<void> {
  await run('trust', 'export', '--out', at('registry.svodtrust'), '--workspace', demo.commission);
  await run('trust', 'install', at('registry.svodtrust'), '--workspace', workspace);
}
