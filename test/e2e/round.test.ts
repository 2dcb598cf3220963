import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { coverageHere } from '../../electron/insight/coverage.ts';
import type { Language } from '../../shared/ipc/service.ts';
import { expectAccessible, show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';
import { atDesk, mergeFiles } from '../helpers/merged.ts';
import { cellsDrawnAgain } from '../helpers/redrawn.ts';

const example = makeExample('round', 24);
let list: string;
let invited: number;

test.beforeAll(async () => {
  await mergeFiles(example.demo.commission, example.demo.bundles);
  const companies = await atDesk(example.demo.commission, ({ db }) => coverageHere(db, Date.now()).companies);
  const lines = [...companies.slice(1).map(({ country, number, name }) => `${country};${number};${name}`), 'Беларусь;200988541;ОАО «Неответивший завод»', 'Франция;1;Завод', 'RU;7735007359;АО «Опечатка»'];
  list = example.at('Приглашённые.csv');
  invited = lines.length - 2;
  await writeFile(list, ['Государство;Идентификатор;Наименование', ...lines].join('\r\n'));
});

test('the Commission takes in the list of the invited, sets the deadline, sees who is missing and writes reminders', async () => {
  const svod = await launchApp({ workspace: example.demo.commission });
  const { page } = svod;
  const hands = (language: Language) => handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
  const { t, open, push, press, type, look, goTo } = hands('ru');
  const registry = example.at('registry.svodtrust');
  await open('frame.coverage');
  await expect(page.getByText(t('round.nobody'))).toBeVisible();
  await look('round-empty');

  await svod.answerOpen(list);
  await push(page.getByRole('button', { name: t('round.invite') }), 'Shift+Tab');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(`Строка ${invited + 2}: «Франция»`)).toBeVisible();
  await look('round-invite');
  await push(dialog.getByRole('button', { name: t('round.inviteConfirm', { count: invited }) }));
  await expect(page.getByText(t('round.invited', { added: invited, updated: 0, removed: 0 }))).toBeVisible();

  await push(page.getByRole('button', { name: t('round.setDeadline') }), 'Shift+Tab');
  await type('15.04.2026');
  await press('Enter');
  await expect(page.getByText(t('round.deadline', { date: '15.04.2026' }))).toBeVisible();
  const states = page.getByRole('grid', { name: t('round.states') });
  await expect(states.getByRole('row', { name: /Беларусь/ })).toContainText('1');
  await look('round-states');

  await test.step('the deadline goes into the registry, signed', async () => {
    await push(page.getByRole('button', { name: t('round.toTrust') }), 'Shift+Tab');
    await expect(page.getByRole('region', { name: t('trust.staged.title') })).toContainText(t('trust.change.deadline', { round: '2026', date: '15.04.2026' }));
    await look('round-staged');
    await push(page.getByRole('button', { name: t('trust.staged.sign') }));
    await goTo(dialog.getByLabel(t('trust.passphrase')));
    await type(example.demo.passphrase);
    await press('Enter');
    await expect(page.getByText(t('trust.notice.signed', { version: 3 }))).toBeVisible({ timeout: 30_000 });
    await svod.answerSave(registry);
    await push(page.getByRole('button', { name: t('trust.export') }), 'Shift+Tab');
    await expect(page.getByText(t('trust.notice.exported', { file: 'registry.svodtrust' }))).toBeVisible();
    await open('frame.coverage');
    await expect(page.getByText(t('round.unannounced'))).toHaveCount(0);
    await expect(page.getByText(t('round.signed'))).toBeVisible();
  });

  const companies = page.getByRole('grid', { name: t('companies.title') });
  await test.step('who goes through the lists has no line drawn again', async () => {
    await goTo(companies);
    expect(await cellsDrawnAgain(companies, 'ArrowDown')).toBe(0);
    await goTo(states, 'Shift+Tab');
    expect(await cellsDrawnAgain(states, 'ArrowDown')).toBe(0);
    expect(await cellsDrawnAgain(states, 'ArrowDown')).toBe(0);
  });
  await push(page.getByRole('radio', { name: new RegExp(`^${t('round.list.all')}`) }));
  await press('ArrowRight', 'Enter');
  await expect(companies.getByRole('row', { name: /Неответивший/ })).toContainText(t('round.duty.submit'));
  await expect(companies.getByRole('row')).toHaveCount(2);
  await look('round-missing');

  await page.getByRole('radio', { name: 'English' }).press(' ');
  const en = hands('en');
  const out = example.at('letters');
  await mkdir(out);
  await svod.answerOpen(out);
  await en.push(page.getByRole('button', { name: en.t('round.remind') }), 'Shift+Tab');
  await expect(dialog).toBeVisible();
  await en.look('round-remind');
  await en.push(dialog.getByRole('button', { name: en.t('round.remindConfirm', { count: 1 }) }));
  await expect(page.getByText(en.t('round.reminded', { count: 1 }))).toBeVisible({ timeout: 20_000 });
  await en.look('round-reminded');
  const files = await readdir(out);
  expect(files.map((name) => name.replace(/.*\./, '')).sort()).toEqual(['csv', 'pdf']);
  const letter = execFileSync('pdftotext', ['-layout', join(out, files.find((name) => name.endsWith('.pdf')) ?? ''), '-'], { encoding: 'utf8' });
  expect(letter).toContain('Напоминание о представлении анкет');
  expect(letter).toContain('Неответивший');
  expect(letter).toContain('200988541');
  execFileSync('pdftoppm', ['-png', '-r', '60', '-singlefile', join(out, files.find((name) => name.endsWith('.pdf')) ?? ''), 'test-results/screens/round-letter']);

  await page.getByRole('grid', { name: en.t('companies.title') }).press('Delete');
  await en.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(companies.getByRole('row', { name: /Неответивший/ })).toHaveCount(0);
  await svod.close();

  const ministry = await launchApp({ workspace: example.demo.ministries[2] ?? '' });
  const theirs = handsOn(ministry, 'ru', (name) => ministry.screenshot(name));
  await theirs.open('frame.trust');
  await ministry.answerOpen(registry);
  await theirs.push(ministry.page.getByRole('button', { name: t('trust.install') }));
  await expect(ministry.page.getByRole('dialog')).toContainText(t('round.deadline', { date: '15.04.2026' }));
  await theirs.look('round-install');
  await theirs.push(ministry.page.getByRole('dialog').getByRole('button', { name: t('trust.installing.confirm') }));
  await expect(ministry.page.getByRole('dialog')).toBeHidden();
  await theirs.open('frame.companies');
  await expect(ministry.page.getByRole('banner')).toContainText(t('round.deadline', { date: '15.04.2026' }));
  await theirs.look('round-everywhere');
  await theirs.open('frame.coverage');
  await expect(ministry.page.getByText(t('round.signed'))).toBeVisible();
  await expect(ministry.page.getByRole('button', { name: t('round.setDeadline') })).toHaveCount(0);
  await ministry.answerOpen(join(out, files.find((name) => name.endsWith('.csv')) ?? ''));
  await theirs.push(ministry.page.getByRole('button', { name: t('round.invite') }), 'Shift+Tab');
  await theirs.push(ministry.page.getByRole('button', { name: t('round.inviteConfirm', { count: 1 }) }));
  await expect(ministry.page.getByRole('row', { name: /Неответивший/ })).toContainText(t('round.missing'));
  await theirs.look('round-ministry');
  await expectAccessible(ministry.page);
  await ministry.close();
});
