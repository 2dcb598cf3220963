import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Role } from '../../shared/ipc/service.ts';
import { launchApp } from '../helpers/app.ts';
import { exampleTwice } from '../helpers/exampleTwice.ts';
import { handsOn } from '../helpers/hands.ts';
import { walk } from '../helpers/walk.ts';

let folder: string;
let workspaces: Readonly<Record<Role, string>>;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-walk-'));
  workspaces = await exampleTwice(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('the cursor is somewhere, in sight and marked in the second entry and its differences, in the inspector of forms and in every section of a form', async () => {
  const svod = await launchApp({ workspace: workspaces.ministry });
  const { page } = svod;
  const { t, open } = handsOn(svod, 'ru');
  const push = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
  const troubles: string[] = [];
  const look = async (screen: string) => { troubles.push(...(await walk(page, screen))); };
  await page.locator('[role=row][aria-busy=false]').first().waitFor();
  await page.getByRole('grid').press('Enter');
  await push(t('second.show'));
  await page.getByRole('application', { name: t('second.differences') }).locator('.difference').first().waitFor();
  await look('differences');
  await push(t('second.anew'));
  await page.locator('.section-title').waitFor();
  await look('second entry');
  await open('frame.settings');
  await push(t('forms.open'));
  await page.getByRole('heading', { name: t('forms.title') }).waitFor();
  await look('inspector');
  await open('frame.companies');
  await page.locator('[role=row][aria-busy=false]').first().waitFor();
  await page.getByRole('grid').press('ArrowDown');
  await page.getByRole('grid').press('Enter');
  const sections = page.getByRole('navigation', { name: t('form.sections'), exact: true }).getByRole('button');
  await sections.first().waitFor();
  for (const section of await sections.all()) {
    await section.press('Enter');
    await expect(section).toHaveAttribute('aria-current', /./);
    await look(`section ${await page.locator('.section-title').innerText()}`);
  }
  expect(troubles).toEqual([]);
  await svod.close();
});

test('the cursor is somewhere, in sight and marked on every screen of the Commission', async () => {
  const svod = await launchApp({ workspace: workspaces.commission });
  const { page } = svod;
  const { t, open } = handsOn(svod, 'ru');
  const push = (name: string) => page.getByRole('button', { name, exact: true }).first().press('Enter');
  const troubles: string[] = [];
  const look = async (screen: string) => {
    await expect(page.getByText(t('ui.loading'))).toHaveCount(0);
    troubles.push(...(await walk(page, screen)));
  };
  await page.locator('[role=row][aria-busy=false]').first().waitFor();
  await page.getByRole('grid').press('Enter');
  await test.step('what is said of a value is heard with it, and its arrows and keys reach the program', async () => {
    const value = page.getByRole('application').locator('[data-path="/A/A02"]');
    await page.locator('[data-path="/A/A01"]').press('ArrowDown');
    await expect(value).toBeFocused();
    await page.keyboard.press('F9');
    await page.keyboard.type('Проверьте дату');
    await page.keyboard.press('Control+Enter');
    await expect(value).toBeFocused();
    await expect(value).toHaveAccessibleName(/^Дата заполнения: [\d.]+\. Проверьте дату$/);
  });
  await look('company');
  await push(t('case.see'));
  await page.locator('.case-thread').waitFor();
  await look('case');
  await open('frame.merge');
  for (const tab of ['desk', 'journal', 'quarantine', 'checks', 'sync', 'tables'] as const) {
    await page.getByRole('radio', { name: new RegExp(`^${t(`merge.tab.${tab}`)}`) }).press('Enter');
    await page.getByRole('region', { name: t(`merge.tab.${tab}`) }).waitFor();
    await look(`merge, ${tab}`);
  }
  for (const [place, button] of [['conflicts', 'rules.open'], ['bundles', 'doctor.open'], ['pairs', null], ['coverage', null], ['trust', 'ceremony.open'], ['settings', null]] as const) {
    await open(`frame.${place}`);
    await page.getByRole('heading').first().waitFor();
    await look(place);
    if (button === null) continue;
    await push(t(button));
    await expect(page.getByRole('button', { name: t(button), exact: true })).toHaveCount(0);
    await look(button);
  }
  expect(troubles).toEqual([]);
  await svod.close();
});
