import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { makeExample } from '../../electron/demo/example.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { valueOf } from '../helpers/result.ts';

let folder: string;
let workspace: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-cursor-'));
  const world = { folder, language: 'ru', now: () => Date.parse('2026-03-23T06:00:00Z'), uuid: () => crypto.randomUUID(), random: () => 0.5 } as const;
  workspace = valueOf(await makeExample({ ...world, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined }, join(folder, 'example'))).ministry;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** More stops than any screen has. */
const MOST = 150;

/** Where the cursor stands: its number on the page, what it is called, and what is wrong with it. */
interface Stop {
  readonly id: number;
  readonly name: string;
  readonly trouble: string;
}

/** Looks at where the cursor stands as a person does: is it anywhere, in sight, not behind something else, and marked? */
function stopNow(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || here === document.body) return { id: 0, name: 'body', trouble: 'nowhere' };
    here.dataset['stop'] ??= String(document.querySelectorAll('[data-stop]').length + 1);
    const name = `${here.tagName.toLowerCase()}.${here.className.toString().split(' ')[0] ?? ''} ${(here.getAttribute('aria-label') ?? here.textContent ?? '').trim().slice(0, 40)}`;
    const box = here.getBoundingClientRect();
    const [x, y] = [Math.min(Math.max(box.left + Math.min(box.width, innerWidth) / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), innerHeight - 1)];
    const top = document.elementFromPoint(x, y);
    const isMarked = (element: Element | null, up: number): boolean => {
      if (!element || up === 0) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const frame = getComputedStyle(element, '::after');
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || (frame.content !== 'none' && frame.borderTopStyle === 'solid') || isMarked(element.parentElement, up - 1);
    };
    // A radio or a checkbox is an input of no size on its label.
    const seen = here instanceof HTMLInputElement && box.width < 4 ? here.closest('label') ?? here : here;
    const size = seen.getBoundingClientRect();
    const trouble = size.width < 4 || size.height < 4 ? `of no size (${size.width}×${size.height})`
      : size.bottom <= 0 || size.top >= innerHeight || size.right <= 0 || size.left >= innerWidth ? 'out of sight'
        : top && !here.contains(top) && !top.contains(here) && !seen.contains(top) ? `behind ${top.tagName.toLowerCase()}.${top.className.toString()}`
          : !isMarked(here, 4) ? 'not marked' : '';
    return { id: Number(here.dataset['stop']), name, trouble };
  });
}

/** Goes round a screen by Tab until it begins anew; what was wrong on the way. */
async function walk(page: Page, screen: string): Promise<readonly string[]> {
  const seen = new Set<number>();
  const troubles: string[] = [];
  let before = -1;
  for (let turn = 0; turn < MOST; turn += 1) {
    await page.keyboard.press('Tab');
    const { id, name, trouble } = await stopNow(page);
    if (trouble !== '') troubles.push(`${screen}: ${name} – ${trouble}`);
    if (id === before) troubles.push(`${screen}: ${name} – holds the cursor`);
    if (seen.has(id) && turn > 2) break;
    seen.add(id);
    before = id;
  }
  return troubles;
}

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
