import { expect, test, type Locator } from '@playwright/test';
import { makeRevision } from '../../electron/bundle/container/revision.ts';
import { exportBundle } from '../../electron/bundle/export/export.ts';
import { listCompanies } from '../../electron/database/tables/company.ts';
import { currentForm } from '../../electron/survey/form.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { launchApp } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';
import { atDesk } from '../helpers/merged.ts';
import { cellsDrawnAgain } from '../helpers/redrawn.ts';
import { valueOf } from '../helpers/result.ts';

const example = makeExample('lists', 18);
let brought: readonly string[];

/** One more bundle of a body, that says this of companies. */
async function bundleOf(ministry: string, name: string, said: ReadonlyMap<string, Readonly<Record<string, Answer>>>): Promise<string> {
  const path = example.at(`${name}.svod`);
  await atDesk(ministry, async (desk) => {
    const form = valueOf(currentForm(desk.db));
    for (const [entity, set] of said) valueOf(makeRevision(desk.db, desk, { entity, form, round: '2026', op: 'put', reason: '', set }));
    valueOf(await exportBundle(desk, { path, passphrase: example.demo.passphrase, personal: false, to: null, encrypt: false }));
  });
  return path;
}

test.beforeAll(async () => {
  // The first two bodies are of one state: both may speak of a company, and each begins for itself.
  const [ministry, region] = example.demo.ministries as [string, string];
  const entities = await atDesk(ministry, ({ db }) => listCompanies(db, { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 9 }).rows.map(({ entity }) => entity));
  const [disputed = '', ...others] = entities;
  const alike = await bundleOf(ministry, 'alike', new Map<string, Readonly<Record<string, Answer>>>([[disputed, { '/C/C02': 11, '/C/C03': 12, '/C/C04': 13 }], ...others.slice(0, 3).map((entity) => [entity, { '/B/B01': 'АО «Двойник»' }] as const)]));
  const otherwise = await bundleOf(region, 'otherwise', new Map([[disputed, { '/C/C02': 21, '/C/C03': 22, '/C/C04': 23 }]]));
  brought = [...example.demo.bundles, alike, otherwise];
});

test('who goes through a list of the Commission has no line of it drawn again', async () => {
  const svod = await launchApp({ workspace: await example.copyCommission('commission') });
  const { page, t, press, push, open } = handsOn(svod, 'ru');
  const grid = (name: Parameters<typeof t>[0]) => page.getByRole('grid', { name: t(name) });
  /** Down and up, each time until what stands beside the list has followed. */
  const goThrough = async (list: Locator, beside?: Locator) => {
    await expect(list).toBeFocused();
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowDown']) expect(await cellsDrawnAgain(list, key, async () => { await beside?.waitFor(); })).toBe(0);
  };

  await test.step('of the preview: the companies, the fields of one', async () => {
    await open('frame.merge');
    await svod.answerOpen(...brought);
    await push(page.getByRole('button', { name: t('merge.pick') }));
    await grid('merge.companies').waitFor({ timeout: 60_000 });
    await grid('merge.companies').focus();
    await goThrough(grid('merge.companies'));
    await press('Enter');
    await goThrough(grid('fields.list'), page.getByRole('region', { name: t('fields.detail') }));
    await press('Escape');
    await push(page.getByRole('button', { name: new RegExp(`^${t('merge.applyCount', { count: 0 }).split('0')[0]}`) }), 'Shift+Tab');
    await page.getByRole('button', { name: t('merge.report.done') }).waitFor({ timeout: 60_000 });
  });

  await test.step('of what the check has found', async () => {
    await page.getByRole('radio', { name: t('merge.tab.checks') }).press(' ');
    await push(page.getByRole('button', { name: t('checks.run') }));
    await grid('checks.title').waitFor({ timeout: 60_000 });
    await goThrough(grid('checks.title'));
  });

  await test.step('of conflicts, of the rules for them, of what a rule would settle', async () => {
    const { rows } = valueOf(await svod.call('merge.conflicts', { after: null, limit: 10 }));
    const [write] = rows.find(({ path }) => path === '/C/C02')?.writes ?? [];
    if (!write?.signer) throw new Error('Nobody has signed a side of the conflict.');
    const { country, body } = write.signer;
    for (const places of [['/C/C02', '/C/C03'], ['/C/C04']]) {
      valueOf(await svod.call('merge.defineRule', { draft: { name: `О ${places.join(', ')}`, places, bodies: [{ country, body }], reason: 'Отчётность собирает министерство' }, passphrase: example.demo.passphrase }));
    }
    await open('frame.conflicts');
    await goThrough(grid('conflicts.list'), page.getByRole('group', { name: t('conflicts.sides') }));
    await push(page.getByRole('button', { name: t('rules.open') }), 'Shift+Tab');
    await goThrough(grid('rules.list'));
    await push(page.getByRole('button', { name: t('rules.showNow') }));
    await grid('rules.preview').focus();
    await goThrough(grid('rules.preview'));
  });

  await test.step('of companies that may be one', async () => {
    await open('frame.pairs');
    await goThrough(grid('pairs.candidates'), page.getByRole('group', { name: t('pairs.choose') }));
  });
  await svod.close();
});
