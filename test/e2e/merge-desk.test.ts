import { execFileSync } from 'node:child_process';
import { cp, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stateHashes } from '../../electron/merge/desk/state.ts';
import type { MergeDocument } from '../../electron/merge/view/document.ts';
import type { Language } from '../../shared/ipc/service.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, SCREENS, type App } from '../helpers/app.ts';
import { dropOn } from '../helpers/dropping.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { atDesk, mergeFiles } from '../helpers/merged.ts';

const example = makeExample('desk', 18);

/** The demo's Commission, a copy of its own, in a language. */
async function commission(language: Language, name = `commission-${language}`): Promise<{ readonly svod: App; readonly hands: Hands }> {
  const svod = await launchApp({ workspace: await example.copyCommission(name), locale: language });
  const hands = handsOn(svod, language, (screen) => show(svod, `${screen}-${language}`));
  if (language === 'en') await svod.page.getByRole('radio', { name: 'English' }).press(' ');
  return { svod, hands };
}

const textOf = (pdf: string): string => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });

/** A medium with folders, as a courier brings it: all bundles but the first of one body, and a letter. */
async function medium(name: string): Promise<{ readonly folder: string; readonly late: string }> {
  const root = example.at(name);
  const [late, ...rest] = example.demo.bundles as [string, ...string[]];
  for (const [index, file] of rest.entries()) {
    const below = join(root, `орган ${index % 3}`);
    await mkdir(below, { recursive: true });
    await cp(file, join(below, basename(file)));
  }
  await writeFile(join(root, 'Сопроводительное письмо.txt'), 'Направляем пакеты.');
  return { folder: root, late };
}

for (const language of ['ru', 'en'] as const) {
  test(`a dropped folder is verified, looked at field by field and merged (${language})`, async () => {
    const { svod, hands } = await commission(language);
    const { page, t, press, goTo, push, look } = hands;
    const brought = await medium(`medium-${language}`);
    await hands.open('frame.merge');
    await expect(page.getByRole('button', { name: t('merge.pick') })).toBeFocused();
    await look('merge-desk-empty');

    await dropOn(page, brought.folder);
    const merge = page.getByRole('button', { name: new RegExp(`^${t('merge.applyCount', { count: 0 }).split('0')[0]}`) });
    await expect(merge).toBeFocused();
    await expect(page.getByText(t('desk.others', { count: 1 }))).toBeVisible();
    await expect(page.getByText(t('desk.keptToo', { count: 2 }))).toBeVisible();
    await look('merge-desk-preview');

    const companies = page.getByRole('grid', { name: t('merge.companies') });
    await goTo(companies);
    await press('Enter');
    await expect(page.getByRole('grid', { name: t('fields.list') })).toBeFocused();
    await expect(page.getByRole('region', { name: t('fields.detail') })).toContainText(t('origin.signer'));
    await look('merge-desk-fields');
    await press('ArrowDown', 'ArrowDown', 'Escape');
    await expect(companies).toBeFocused();

    await push(merge, 'Shift+Tab');
    await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 60_000 });
    const first = await svod.call('merge.state', { job: 'state' });
    await look('merge-desk-report');

    await test.step('the report is written for people and for programs', async () => {
      await svod.answerSave(example.at(`report-${language}`));
      await push(page.getByRole('button', { name: t('runs.pdf') }));
      await expect(page.getByText(t('paper.written', { file: `report-${language}.pdf` }))).toBeVisible({ timeout: 30_000 });
      await push(page.getByRole('button', { name: t('runs.json') }));
      await expect(page.getByText(t('paper.written', { file: `report-${language}.json` }))).toBeVisible();
      const report = JSON.parse(await readFile(example.at(`report-${language}.json`), 'utf8')) as MergeDocument;
      expect(report).toMatchObject({ run: 1, totals: { companiesAdded: 15 }, missing: { seqs: [{ seqs: [1] }] } });
      await cp(example.at(`report-${language}.pdf`), join(SCREENS, `merge-report-${language}.pdf`));
      const printed = textOf(example.at(`report-${language}.pdf`));
      for (const { shortCode } of report.senders.flatMap(({ files }) => files)) expect(printed).toContain(shortCode);
    });

    await test.step('the late bundle brings what waited and a conflict, which is seen before anything is written', async () => {
      await dropOn(page, brought.late);
      await expect(page.getByRole('button', { name: t('merge.applyCount', { count: 1 }) })).toBeFocused();
      await goTo(companies);
      await press('Enter');
      await expect(page.getByRole('grid', { name: t('fields.list') })).toBeFocused();
      await page.getByRole('radio', { name: new RegExp(`^${t('fields.kind.conflict')}`) }).press(' ');
      await look('merge-desk-fields-conflict');
      await press('Escape');
      await push(merge, 'Shift+Tab');
      await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 60_000 });
      expect(await svod.call('merge.state', { job: 'state' })).not.toEqual(first);
    });

    await test.step('the merged data are checked, and a finding leads to its company', async () => {
      await page.getByRole('radio', { name: t('merge.tab.checks') }).press(' ');
      await look('merge-desk-checks-before');
      await push(page.getByRole('button', { name: t('checks.run') }));
      await expect(page.getByRole('grid', { name: t('checks.title') })).toBeFocused({ timeout: 60_000 });
      await look('merge-desk-checks');
      await press('Enter');
      await expect(page.getByRole('complementary', { name: t('origin.title') })).toBeVisible();
      await hands.open('frame.merge');
    });

    await test.step('the merge is taken back from the journal, and the base is as it was', async () => {
      await page.getByRole('radio', { name: new RegExp(`^${t('merge.tab.journal')}`) }).press(' ');
      await push(page.getByRole('button', { name: `${t('runs.undo')} ${t('runs.of', { run: 2 })}` }));
      await expect(page.getByRole('dialog')).toContainText(basename(brought.late));
      await hands.type(language === 'ru' ? 'Прислано по ошибке' : 'Sent by mistake');
      await look('merge-desk-undo');
      await push(page.getByRole('button', { name: t('runs.confirm') }));
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(page.getByText(t('journal.missing', { list: '№ 1' }))).toBeVisible();
      await push(page.getByRole('button', { name: t('bundles.showCompanies', { seq: 1 }) }).first());
      await expect(page.getByRole('list', { name: t('bundles.hideCompanies', { seq: 1 }) }).getByRole('listitem').first()).toBeVisible();
      await look('merge-desk-journal');
      expect(await svod.call('merge.state', { job: 'state' })).toEqual(first);
    });

    await test.step('what the check had found is still there, and is said to be of an earlier base', async () => {
      await page.getByRole('radio', { name: t('merge.tab.checks') }).press(' ');
      await expect(page.getByText(t('checks.stale'))).toBeVisible();
      await look('merge-desk-checks-stale');
      await push(page.getByRole('button', { name: t('checks.again') }), 'Shift+Tab');
      await expect(page.getByRole('grid', { name: t('checks.title') })).toBeFocused({ timeout: 60_000 });
      await expect(page.getByText(t('checks.stale'))).toHaveCount(0);
    });
    await svod.close();
  });
}

test('a merge that is stopped in the middle keeps what is merged, goes on, and ends like one that nobody stopped', async () => {
  const { demo } = example;
  // The merge waits at a file that is a pipe by then: so it is stopped there, however fast the machine is.
  const sorted = demo.bundles.toSorted();
  const [before, after] = [sorted.slice(0, 3), sorted.slice(3)];
  // By its name the file after the third.
  const gate = `${before.at(-1) ?? ''}~.svod`;
  await writeFile(gate, 'не пакет');
  const { svod, hands } = await commission('ru', 'commission-stopped');
  const { page, t, press, push, look } = hands;
  await hands.open('frame.merge');
  await svod.answerOpen(...before, gate, ...after);
  await push(page.getByRole('button', { name: t('merge.pick') }));
  await expect(page.getByRole('button', { name: t('merge.applyCount', { count: demo.bundles.length }) })).toBeFocused({ timeout: 60_000 });
  await rm(gate);
  execFileSync('mkfifo', [gate]);
  try {
    await press('Enter');
    const last = page.getByRole('article', { name: basename(before.at(-1) ?? '') }).getByRole('listitem').nth(6);
    await expect(last).toHaveClass(/step-passed/, { timeout: 60_000 });
    await look('merge-desk-merging');
    await push(page.getByRole('button', { name: t('merge.cancel'), exact: true }));
  } finally {
    await (await open(gate, 'r+')).close();
    await rm(gate);
    await writeFile(gate, 'не пакет');
  }
  await expect(page.getByText(t('desk.halfWay', { done: before.length, left: after.length + 1 }))).toBeVisible({ timeout: 60_000 });
  const halfWay = await svod.call('merge.state', { job: 'state' });
  await look('merge-desk-stopped');
  const resume = page.getByRole('button', { name: t('desk.resume', { count: after.length + 1 }) });
  await expect(resume).toBeFocused();
  await press('Enter');
  await expect(page.getByText(t('desk.halfWay', { done: before.length, left: after.length + 1 }))).toBeHidden();
  await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 60_000 });
  const done = await svod.call('merge.state', { job: 'state' });
  const runs = await svod.call('merge.runs', undefined);
  await svod.close();

  const unstopped = await example.copyCommission('commission-unstopped');
  await mergeFiles(unstopped, sorted);
  expect(done).toEqual({ ok: true, value: await atDesk(unstopped, ({ db }) => stateHashes(db)) });
  expect(halfWay).not.toEqual(done);
  expect(runs.ok && runs.value.map(({ bundles }) => bundles)).toEqual([after.length, before.length]);
});
