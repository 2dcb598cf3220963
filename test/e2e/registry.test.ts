import { readdir, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unlockKey } from '../../electron/bundle/keys/keystore.ts';
import { sealForm } from '../../electron/bundle/trust/formPack.ts';
import { addKeys, REGISTRY_LIFE } from '../../electron/bundle/trust/trust.ts';
import { close, openWrite } from '../../electron/database/open.ts';
import { getSetting } from '../../electron/database/tables/setting.ts';
import { loadShippedForm } from '../../electron/survey/form.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';

const example = makeExample('registry', 4);

const handsOf = (app: App, language: 'ru' | 'en'): Hands => handsOn(app, language, (name) => show(app, name));

/** The program on the screen of trust, in the language. */
async function openTrust(language: 'ru' | 'en', workspace = example.demo.commission): Promise<Hands> {
  const app = await launchApp({ workspace, locale: language });
  await expect(app.page.getByRole('navigation').first()).toBeVisible();
  await app.page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).click();
  const hands = handsOf(app, language);
  await hands.open('frame.trust');
  await expect(app.page.getByText(hands.t('trust.registry'))).toBeVisible();
  return hands;
}

test('several changes are prepared by keyboard, outlive the program, and are signed once; a form is signed, and both travel to a ministry', async () => {
  const ru = await openTrust('ru');
  const { page, t, press, push, goTo, type, look, svod } = ru;
  const dialog = page.getByRole('dialog');
  const staged = page.getByRole('region', { name: t('trust.staged.title') });
  const stage = async () => {
    await push(dialog.getByRole('button', { name: t('trust.stage') }));
    await expect(dialog).toBeHidden();
  };
  await look('registry-head');

  await push(page.getByRole('button', { name: /^Изменить сведения о ключе/ }).nth(1));
  await goTo(dialog.getByLabel(t('trust.part.notAfter')));
  await type('31.12.2020');
  await expect(dialog.getByText(t('trust.describing.inverted'))).toBeVisible();
  await press('Control+A');
  await type('31.12.2028');
  await goTo(dialog.getByLabel(t('trust.part.holder')));
  await press('Control+A');
  await type('Новикова О. П.');
  await look('registry-describe');
  await stage();

  await push(page.getByRole('button', { name: /^Отозвать ключ/ }).last());
  await expect(dialog).toBeVisible();
  await look('registry-revoke');
  await stage();

  await push(page.getByRole('button', { name: /^Изменить требуемые подписи/ }).first());
  await goTo(dialog.getByRole('radiogroup'));
  await press('ArrowRight');
  await expect(dialog.getByText(t('trust.policy.noSeal'))).toBeVisible();
  await look('registry-policy');
  await stage();

  await push(page.getByRole('button', { name: t('trust.expiry.change') }));
  await goTo(dialog.getByLabel(t('trust.expiresAt')));
  await type('01.02.2020');
  await expect(dialog.getByText(t('trust.expiry.past'))).toBeVisible();
  await press('Control+A');
  await type('30.06.2028');
  await look('registry-expiry');
  await stage();
  await expect(staged.getByRole('listitem')).toHaveCount(4);
  await look('registry-staged');
  await svod.close();

  const en = await openTrust('en');
  const again = en.page.getByRole('region', { name: en.t('trust.staged.title') });
  await expect(again.getByRole('listitem')).toHaveCount(4);
  await en.look('registry-staged-en');
  await en.push(again.getByRole('button', { name: en.t('trust.unstage') }).nth(2));
  await expect(again.getByRole('listitem')).toHaveCount(3);
  await en.push(en.page.getByRole('button', { name: en.t('trust.staged.sign') }));
  await en.goTo(en.page.getByRole('dialog').getByLabel(en.t('trust.passphrase')));
  await en.type(example.demo.passphrase);
  await en.look('registry-sign-en');
  await en.press('Enter');
  await expect(en.page.getByText(en.t('trust.notice.signed', { version: 3 }))).toBeVisible({ timeout: 30_000 });
  await expect(again).toHaveCount(0);
  await expect(en.page.getByText('Новикова О. П.')).toBeVisible();
  await expect(en.page.getByText('30/06/2028')).toBeVisible();
  await en.look('registry-signed-en');

  await writeNextForm(example.at('next.svodform'));
  await en.svod.answerOpen(example.at('next.svodform'));
  await en.push(en.page.getByRole('button', { name: en.t('trust.signForm') }));
  await expect(en.page.getByRole('dialog').getByText('/A/A06')).toBeVisible();
  await en.look('form-sign-en');
  await en.goTo(en.page.getByRole('dialog').getByLabel(en.t('trust.passphrase')));
  await en.type(example.demo.passphrase);
  await en.press('Enter');
  await expect(en.page.getByText(en.t('trust.notice.formSigned', { version: '2026-next', number: 1 }))).toBeVisible({ timeout: 30_000 });
  await en.svod.answerSave(example.at('svod.svodtrust'));
  await en.push(en.page.getByRole('button', { name: en.t('trust.export') }), 'Shift+Tab');
  await expect(en.page.getByText(en.t('trust.notice.exported', { file: 'svod.svodtrust' }))).toBeVisible();
  await en.svod.close();

  const ministry = await openTrust('ru', example.demo.ministries[0]);
  const pack = (await readdir(example.at())).find((name) => name.endsWith('-1.svodform')) ?? '';
  await ministry.svod.answerOpen(example.at('svod.svodtrust'));
  await ministry.push(ministry.page.getByRole('button', { name: ministry.t('trust.install') }));
  await ministry.push(ministry.page.getByRole('dialog').getByRole('button', { name: ministry.t('trust.installing.confirm') }));
  await expect(ministry.page.getByText(ministry.t('trust.notice.installed', { version: 3 }))).toBeVisible({ timeout: 30_000 });
  await ministry.look('ministry-trust');
  await ministry.svod.answerOpen(example.at(pack));
  await ministry.push(ministry.page.getByRole('button', { name: ministry.t('trust.form.install') }));
  await expect(ministry.page.getByRole('dialog').getByText('/A/A06')).toBeVisible();
  await ministry.look('form-install');
  await ministry.push(ministry.page.getByRole('dialog').getByRole('button', { name: ministry.t('trust.installing.confirm') }));
  await expect(ministry.page.getByText(ministry.t('trust.notice.formInstalled', { version: '2026-next' }))).toBeVisible({ timeout: 60_000 });
  await ministry.svod.close();
});

test('a registry that expires soon, and one that has expired, say so on every screen that needs it', async () => {
  const day = 24 * 60 * 60 * 1000;
  signAt(Date.now() - REGISTRY_LIFE + 10 * day);
  const soon = await openTrust('ru');
  await expect(soon.page.getByText(/Срок действия реестра истекает/)).toBeVisible();
  await soon.look('trust-soon');
  await soon.svod.close();
  signAt(Date.now() - REGISTRY_LIFE - 2 * day);
  const expired = await openTrust('en');
  await expect(expired.page.getByText(/The registry expired on/)).toBeVisible();
  await expired.look('trust-expired-en');
  await expired.open('frame.merge');
  await expect(expired.page.getByText(/The registry expired on/)).toBeVisible();
  await expired.look('merge-expired-en');
  await expired.svod.close();
});

/** Signs the next registry of the Commission as if it were another day. */
function signAt(now: number): void {
  const commission = openWrite(example.demo.commission);
  if (!commission.ok) throw new Error(commission.error.code);
  const signer = unlockKey(example.demo.commission, getSetting(commission.value, 'signingKey') ?? '', example.demo.passphrase);
  const signed = signer.ok ? addKeys(commission.value, signer.value, [], { now, person: 'Тимофеев Р. И.' }) : signer;
  close(commission.value);
  if (!signed.ok) throw new Error(signed.error.code);
}

/** The shipped form with a question less, another text and another list: a pack that nobody has signed. */
async function writeNextForm(file: string): Promise<void> {
  const { definition } = await loadShippedForm();
  const body = definition.body.map((node) => (node.kind === 'question' ? node : {
    ...node,
    children: node.children.filter(({ name }) => name !== 'A06').map((child) => (child.name === 'A05' ? { ...child, label: { ru: 'Руководитель организации', en: 'Head of the company' } } : child)),
  }));
  await writeFile(file, sealForm({ ...definition, version: '2026-next', body, rules: definition.rules.slice(1) }, null));
}
