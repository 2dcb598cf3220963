import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeExample } from '../../electron/demo/example.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { valueOf } from '../helpers/result.ts';
import { walk } from '../helpers/walk.ts';

let folder: string;
let workspace: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-cursor-'));
  const world = { folder, language: 'ru', now: () => Date.parse('2026-03-23T06:00:00Z'), uuid: () => crypto.randomUUID(), random: () => 0.5 } as const;
  workspace = valueOf(await makeExample({ ...world, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined }, join(folder, 'example'))).ministry;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens each screen of the official's part in turn. */
async function everyScreen(svod: App, look: (screen: string) => Promise<void>): Promise<void> {
  const { page } = svod;
  const { t, press } = handsOn(svod, 'ru');
  const push = (name: string) => page.getByRole('button', { name, exact: true }).first().press('Enter');
  for (const [place, name] of ['companies', 'bundles', 'merge', 'round', 'trust', 'settings', 'help'].entries()) {
    await press(`Alt+${place + 1}`);
    await page.getByRole('heading').first().waitFor();
    await look(name);
  }
  await press('Alt+6');
  await push(t('keyring.open'));
  await page.getByRole('heading', { name: t('keyring.title') }).waitFor();
  await look('keys');
  await press('Alt+2');
  await push(t('doctor.open'));
  await look('doctor');
  await press('Alt+1');
  await push(t('intake.open'));
  await page.getByText(t('intake.emptyTitle')).waitFor();
  await look('intake');
  await press('Alt+1');
  await page.locator('[role=row][aria-busy=false]').first().waitFor();
  await page.getByRole('grid').press('Enter');
  await page.locator('.section-title').waitFor();
  await look('form');
}

test('the cursor is somewhere, in sight and marked at every stop of every screen', async () => {
  test.setTimeout(180_000);
  const svod = await launchApp({ workspace });
  const troubles: string[] = [];
  await everyScreen(svod, async (screen) => { troubles.push(...(await walk(svod.page, screen))); });
  expect(troubles).toEqual([]);
  await svod.close();
});

test('a screen, a button or a line that goes away leaves the cursor on what took its place', async () => {
  const svod = await launchApp({ workspace });
  const { page } = svod;
  const { t, press, goTo, push, open } = handsOn(svod, 'ru');
  const at = (text: string) => expect(page.locator(':focus')).toContainText(text);

  await test.step('who leaves a field for another place stands at its title', async () => {
    for (const place of ['bundles', 'merge', 'coverage', 'trust', 'settings'] as const) {
      await open('frame.companies');
      await page.locator('[role=row][aria-busy=false]').first().waitFor();
      await page.getByRole('grid').press('Enter');
      await expect(page.locator('.form-work :focus')).toHaveCount(1);
      await open(`frame.${place}`);
      await expect(page.locator('main :focus').or(page.locator('main:focus'))).toHaveCount(1);
    }
  });

  await test.step('a list that found nothing is shown whole again, and says how many it finds', async () => {
    await open('frame.companies');
    await page.getByRole('textbox', { name: t('companies.search') }).fill('такой организации нет');
    await expect(page.getByRole('status').filter({ hasText: t('companies.found', { count: 0 }) })).toHaveCount(1);
    await page.getByRole('button', { name: t('companies.showAll') }).press('Enter');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await expect(page.getByRole('grid')).toBeFocused();
  });

  await test.step('more copies, and fewer again', async () => {
    for (let copy = 0; copy < 8; copy += 1) expect((await svod.call('service.backUp', { job: `copy-${copy}` })).ok).toBe(true);
    await open('frame.settings');
    // The daily copy may be made meanwhile: not how many there are is waited for.
    const more = page.getByRole('button', { name: t('backups.more', { count: 8 }).replace(/ \(.*/, '') });
    await goTo(more);
    await press('Enter');
    await at(t('backups.fewer'));
  });

  await test.step('a name that is saved', async () => {
    const name = page.getByRole('textbox', { name: t('settings.personName') });
    await name.fill('Орлов Пётр Ильич');
    await push(page.getByRole('button', { name: t('ui.save'), exact: true }));
    await expect(page.getByRole('button', { name: t('person.switch', { person: 'Орлов Пётр Ильич' }) })).toBeVisible();
    await at(t('ui.save'));
  });

  await test.step('a document that is being written', async () => {
    await press('Alt+7');
    await svod.answerSave(join(folder, 'guide.pdf'));
    await push(page.getByRole('button', { name: t('help.save') }));
    await at(t('help.save'));
    await expect(page.getByText(t('paper.written', { file: 'guide.pdf' }))).toBeVisible();
    await at(t('help.save'));
  });
  await svod.close();
});
