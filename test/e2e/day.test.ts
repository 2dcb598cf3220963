import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Demo } from '../../electron/demo/create.ts';
import { findCompany } from '../../electron/database/tables/company.ts';
import type { StateHashes } from '../../shared/ipc/merge.ts';
import type { Language } from '../../shared/ipc/service.ts';
import { launchApp } from '../helpers/app.ts';
import { copyDemo, correctAndSend, filesOfDay, hashesOf, inOrder, sealAll, type DayFiles } from '../helpers/day.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { atDesk, mergeFiles } from '../helpers/merged.ts';
import { valueOf } from '../helpers/result.ts';

test.describe.configure({ mode: 'serial' });

interface Day {
  /** When everything that the bodies sent has been merged, before anybody decides. */
  readonly merged: Pick<StateHashes, 'stateHash' | 'viewHash'>;
  readonly end: Pick<StateHashes, 'stateHash' | 'viewHash'>;
  readonly correction: string;
  readonly decisions: readonly string[];
  /** The table of companies, as it is exported at the end. */
  readonly table: string;
}

const example = makeExample('day', 24);
let files: DayFiles;
const days: Day[] = [];

test.beforeAll(async () => {
  files = await filesOfDay(example.demo, example.at('files'));
});

const hashes = ({ stateHash, viewHash }: StateHashes) => ({ stateHash, viewHash });

/** Lets the desk verify and merge these files; ends on the report. */
async function merge({ svod, page, t, open, press }: Hands, paths: readonly string[]): Promise<void> {
  await open('frame.merge');
  await expect(page.getByRole('button', { name: t('merge.pick') })).toBeFocused();
  await svod.answerOpen(...paths);
  await press('Enter');
  await expect(page.locator('.desk-apply button')).toBeFocused({ timeout: 30_000 });
  await press('Enter');
  await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 60_000 });
}

async function openCompany({ page, t, press, open, type }: Hands, number: string): Promise<void> {
  await expect(async () => {
    await press('Escape');
    await open('frame.companies');
    await press('Control+K', 'Control+A');
    await type(number);
    await press('Enter');
    await expect(page.getByRole('row')).toHaveCount(2, { timeout: 3_000 });
    await expect(page.getByRole('row').last()).toContainText(number, { timeout: 3_000 });
    await page.getByRole('grid').press('Enter');
    await expect(page.getByRole('button', { name: t('case.see') })).toBeVisible({ timeout: 5_000 });
  }).toPass();
}

/** A day at the desk, from the pile of files to the tables. */
async function playDay(language: Language, place: Demo, order: readonly string[], out: string): Promise<Day> {
  await mkdir(out);
  const pile = inOrder(order, join(out, 'pile'));
  const named = (file: string): string => basename(pile[order.indexOf(file)] as string);
  const svod = await launchApp({ workspace: place.commission, locale: language });
  const hands = handsOn(svod, language, (name) => svod.screenshot(`${name}-${language}`));
  const { page, t, open, press, type, push, look } = hands;
  if (language === 'en') await page.getByRole('radio', { name: 'English' }).press(' ');

  await test.step('the pile is merged; the damaged one is refused, the copy is known, the forks are put aside, a successor waits', async () => {
    await merge(hands, pile.toReversed());
    // Whatever order the dialog gives them in, they were merged in that of their names.
    expect(await page.getByRole('article').evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label')))).toEqual(pile.map((path) => basename(path)));
    await expect(page.getByRole('article', { name: named(files.damaged) })).toContainText(t('merge.verdict.refused'));
    // Whichever of the two came second is the known one.
    await expect(page.getByRole('article').getByText(t('merge.verdict.already-merged'), { exact: true })).toHaveCount(1);
    await expect(page.getByRole('article').getByText(t('merge.verdict.pending'), { exact: true })).not.toHaveCount(0);
    await look('day-merged');
    const standing = async () => valueOf(await svod.call('merge.bundles', undefined)).filter(({ country }) => country === 'BY').map(({ seq, state }) => [seq, state]).sort();
    const waiting = order.filter((path) => /^BY-/.test(basename(path))).length;
    expect(await standing()).toEqual(Array.from({ length: waiting }, (_, index) => [index + 2, 'pending']));
    await press('Enter');
    await merge(hands, [files.late]);
    expect(await standing()).toEqual(Array.from({ length: waiting + 1 }, (_, index) => [index + 1, 'merged']));
    expect(waiting).toBeGreaterThan(0);
    await svod.answerSave(join(out, 'report.pdf'));
    await push(page.getByRole('button', { name: t('runs.pdf') }));
    await expect.poll(() => existsSync(join(out, 'report.pdf')), { timeout: 20_000 }).toBe(true);
    await page.getByRole('button', { name: t('merge.report.done') }).press('Enter');
    await page.getByRole('radio', { name: new RegExp(`^${t('merge.tab.journal')}`) }).press('Enter');
    await expect(page.getByText(t('journal.state.forked'))).toHaveCount(2);
    await look('day-journal');
    await page.getByRole('radio', { name: new RegExp(`^${t('merge.tab.quarantine')}`) }).press('Enter');
    await expect(page.getByText(named(files.damaged))).toBeVisible();
  });
  const merged = valueOf(await svod.call('merge.state', { job: 'state' }));

  await test.step('every conflict is solved', async () => {
    expect(merged.conflicts).toBeGreaterThan(0);
    await open('frame.conflicts');
    for (let left = merged.conflicts; left > 0; left -= 1) {
      await expect(page.getByText(t('conflicts.left', { count: left }))).toBeVisible();
      await expect(page.getByRole('grid')).toBeFocused();
      await expect(page.getByRole('group', { name: t('conflicts.sides') })).toBeVisible();
      await press('1');
      await type('Подтверждено отчётностью организации');
      await press('Enter');
    }
    await expect(page.getByText(t('conflicts.done.title'))).toBeVisible();
    expect(valueOf(await svod.call('merge.state', { job: 'state' })).conflicts).toBe(0);
  });

  await test.step('a pair is linked', async () => {
    await open('frame.pairs');
    await expect(page.getByRole('group', { name: t('pairs.choose') })).toBeVisible();
    await press('1');
    await type('Один завод, письмо обоих министерств');
    await press('Enter');
    await expect(page.getByRole('radio', { name: new RegExp(`^${t('pairs.links')} 1`) })).toBeVisible();
  });

  const kyrgyz = place.ministries.find((path) => path.includes('kg-')) as string;
  const [entity, number] = await atDesk(kyrgyz, ({ db }) => {
    const found = db.value<string>('SELECT entity FROM company ORDER BY number LIMIT 1') ?? '';
    return [found, findCompany(db, found)?.number ?? ''] as const;
  });
  const back = join(out, 'back-KG.svod');
  const correction = join(out, 'correction.svod');
  await test.step('a company is returned with a comment, corrected by its ministry, and accepted', async () => {
    await openCompany(hands, number);
    const origin = page.getByRole('complementary', { name: t('origin.title') });
    await expect(origin).toContainText(t('origin.signer'));
    await press('ArrowDown', 'ArrowDown', 'F9');
    await type('Сверьте с реестром');
    await press('Control+Enter');
    await expect(origin.getByRole('listitem').filter({ hasText: 'Сверьте с реестром' })).toBeVisible();
    await page.getByRole('button', { name: t('review.return') }).press('Enter');
    await type('Сведения расходятся с реестром', language === 'ru' ? '15.12.2026' : '15/12/2026');
    await page.getByRole('dialog').getByRole('button', { name: t('review.return.confirm'), exact: true }).press('Enter');
    await expect(page.getByText(t('review.returned', { reason: 'Сведения расходятся с реестром' }))).toBeVisible();

    await open('frame.bundles');
    await page.getByRole('radio', { name: new RegExp(`^${t('country.KG')}`) }).press('Enter');
    await svod.answerSave(back);
    await page.getByLabel(t('ui.passphrase'), { exact: true }).fill(place.passphrase);
    await press('Enter');
    await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });

    await mergeFiles(kyrgyz, [back]);
    await correctAndSend(kyrgyz, entity, place.passphrase, correction);
    await merge(hands, [correction]);
    await press('Enter');
    await openCompany(hands, number);
    await page.getByRole('button', { name: t('review.accept') }).press('Enter');
    await press('Space');
    await page.getByRole('dialog').getByRole('button', { name: t('review.accept.confirm'), exact: true }).press('Enter');
    await expect(page.getByText(t('review.qualityIs', { quality: 'A' }))).toBeVisible();
    await page.getByRole('button', { name: t('case.see') }).press('Enter');
    await expect(page.getByText(t('case.deed.corrected'))).toBeVisible();
    await look('day-case');
  });

  const tables = join(out, 'tables');
  await test.step('the tables are exported', async () => {
    await mkdir(tables);
    await open('frame.merge');
    await page.getByRole('radio', { name: t('merge.tab.tables') }).press('Enter');
    await page.getByRole('radio', { name: t('tables.format.csv') }).press(' ');
    await svod.answerOpen(tables);
    await push(page.getByRole('button', { name: t('tables.run') }));
    await expect(page.getByRole('status').filter({ hasText: tables })).toBeVisible({ timeout: 30_000 });
  });
  await svod.close();

  const text = execFileSync('pdftotext', ['-layout', join(out, 'report.pdf'), '-'], { encoding: 'utf8' });
  // The report is written before anybody decides: it names the base by its hashes.
  for (const hash of [merged.stateHash, merged.viewHash]) expect(text).toContain(hash);
  const decisions = [back, ...await sealAll(place.commission, place.passphrase, out)];
  const table = await readFile(join(tables, (await readdir(tables)).find((name) => name.startsWith('companies')) ?? ''), 'utf8');
  expect(table.split(/\r?\n/).find((line) => line.includes(number))).toContain('accepted');
  const end = hashes(await hashesOf(place.commission));
  // What was decided has changed both: otherwise nothing would be shown by their being equal.
  expect([end.stateHash, end.viewHash]).not.toContain(merged.stateHash);
  expect(end.viewHash).not.toBe(merged.viewHash);
  return { merged: hashes(merged), end, correction, decisions, table };
}

test('a day at the Commission, in Russian', async () => {
  days.push(await playDay('ru', copyDemo(example.demo, example.at('demo'), example.at('first')), files.early, example.at('first-out')));
});

test('the same day with the pile turned over, in English: the base is the same to the last revision, and so are the tables', async () => {
  days.push(await playDay('en', copyDemo(example.demo, example.at('demo'), example.at('second')), files.early.toReversed(), example.at('second-out')));
  const [first, second] = days as [Day, Day];
  expect(second.merged).toEqual(first.merged);
  expect(second.table).toBe(first.table);
});

test('a desk that begins with the decisions and ends with the bundles comes to what the day came to', async () => {
  const [first] = days as [Day];
  const { commission } = copyDemo(example.demo, example.at('demo'), example.at('third'));
  for (const pile of [first.decisions.toReversed(), [first.correction, files.late], files.early.toReversed(), files.early]) await mergeFiles(commission, pile);
  expect(hashes(await hashesOf(commission))).toEqual(first.end);
});
