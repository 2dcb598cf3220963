import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { makeExample } from '../../electron/demo/example.ts';
import type { MessageId } from '../../renderer/text/messages.ts';
import { printFailure } from '../../shared/text/failure.ts';
import type { Language, Role } from '../../shared/ipc/service.ts';
import { expectAccessible, show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { wordsIn, type Words } from '../helpers/words.ts';

let folder: string;
let workspaces: Readonly<Record<Role, string>>;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-dialogs-'));
  const world = { folder, language: 'ru', now: () => Date.parse('2026-03-23T06:00:00Z'), uuid: () => crypto.randomUUID(), random: () => 0.5 } as const;
  const made = await makeExample({ ...world, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined }, join(folder, 'example'));
  if (!made.ok) throw new Error(made.error.code);
  workspaces = made.value;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

type Place = 'frame.companies' | 'frame.bundles' | 'frame.coverage' | 'frame.trust' | 'frame.settings';

/** Where a dialog opens from: a place, the buttons on the way, and the button that opens it. */
interface Way {
  readonly name: string;
  readonly place: Place;
  readonly through?: readonly MessageId[];
  readonly button: MessageId;
}

const ways: Readonly<Record<Role, readonly Way[]>> = {
  ministry: [
    { name: 'company-add', place: 'frame.companies', button: 'companies.add' },
    { name: 'round-begin', place: 'frame.settings', button: 'rounds.begin' },
    { name: 'key-make', place: 'frame.settings', through: ['keyring.open'], button: 'keyring.make' },
    { name: 'key-restore', place: 'frame.settings', through: ['keyring.open'], button: 'keyring.restore' },
    { name: 'key-change', place: 'frame.settings', through: ['keyring.open'], button: 'keyring.change' },
  ],
  commission: [
    { name: 'receipts', place: 'frame.bundles', button: 'receipts.write' },
    { name: 'deadline', place: 'frame.coverage', button: 'round.setDeadline' },
    { name: 'expiry', place: 'frame.trust', button: 'trust.expiry.change' },
    { name: 'root-key', place: 'frame.trust', through: ['ceremony.open'], button: 'ceremony.keys.new' },
    { name: 'key-make', place: 'frame.settings', through: ['keyring.open'], button: 'keyring.make' },
  ],
};

const button = ({ page }: App, t: Words, id: MessageId): Locator => page.getByRole('button', { name: t(id), exact: true }).first();

async function open(svod: App, t: Words, { place, through = [] }: Way): Promise<void> {
  await svod.page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t(place), exact: true }).press('Enter');
  for (const id of through) await button(svod, t, id).press('Enter');
}

for (const role of ['ministry', 'commission'] as const) {
  test(`the dialogs of the ${role} can be read in both languages, are left by Esc and give the focus back`, async () => {
    test.setTimeout(120_000);
    const svod = await launchApp({ workspace: workspaces[role] });
    const dialog = svod.page.getByRole('dialog');
    for (const language of ['ru', 'en'] satisfies readonly Language[]) {
      const t = wordsIn(language);
      await svod.page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).press(' ');
      for (const way of ways[role]) {
        await test.step(`${way.name} (${language})`, async () => {
          await open(svod, t, way);
          const opener = button(svod, t, way.button);
          await expect(opener).toBeEnabled();
          await opener.press('Enter');
          await expect(dialog).toBeVisible();
          await svod.screenshot(`dialog-${role}-${way.name}-${language}`);
          if (language === 'ru') await expectAccessible(svod.page);
          await svod.page.keyboard.press('Escape');
          await expect(dialog).toBeHidden();
          await expect(opener).toBeFocused();
        });
      }
    }
    await svod.close();
  });
}

const LONG = 'Акционерное общество «Северный кристалл имени пятидесятилетия отечественной микроэлектроники»';

test('a search that finds nothing, and a company that is to be removed, say what to do', async () => {
  const svod = await launchApp({ workspace: workspaces.ministry });
  const { page } = svod;
  const t = wordsIn('ru');
  await page.getByRole('grid').waitFor();
  await expect(page.getByRole('gridcell', { name: 'Воронежская область' }).first()).toBeVisible();
  await expect(page.getByRole('gridcell', { name: /^Заречная О\.\sВ\.$/ }).first()).toBeVisible();
  // To the part of a pixel: what is a third of one too wide ends in dots as well.
  expect(await page.locator('.table-cell').evaluateAll((cells) => cells.filter((cell) => {
    const { paddingLeft, paddingRight } = getComputedStyle(cell);
    const words = document.createRange();
    words.selectNodeContents(cell);
    return words.getBoundingClientRect().width > cell.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight);
  }).map((cell) => cell.textContent))).toEqual([]);
  await page.getByRole('textbox', { name: t('companies.search') }).fill('такой организации нет');
  await expect(page.getByRole('heading', { name: t('companies.noneTitle') })).toBeVisible();
  await show(svod, 'companies-none');
  await button(svod, t, 'companies.showAll').press('Enter');
  await page.getByRole('row').nth(1).waitFor();
  const added = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: LONG });
  expect(added.ok).toBe(true);
  await page.reload();
  await page.getByRole('textbox', { name: t('companies.search') }).fill('7735991209');
  await expect(page.getByRole('row')).toHaveCount(2);
  // Where the cursor rests, what is cut is shown whole.
  await page.getByRole('grid').press('Home');
  await expect(page.locator('.whole-words')).toHaveText(LONG);
  await show(svod, 'companies-whole');
  await page.keyboard.press('Escape');
  await expect(page.locator('.whole-words')).toBeHidden();
  await page.getByRole('grid').press('Delete');
  await expect(page.getByRole('dialog')).toContainText('Северный кристалл');
  await show(svod, 'company-remove');
  await page.getByRole('dialog').getByRole('button', { name: t('companies.remove'), exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: t('companies.noneTitle') })).toBeVisible();
  await svod.close();
});

test('a job that begins in a dialog moves nothing in it, and a passphrase that is wrong is said at its field', async () => {
  const svod = await launchApp({ workspace: workspaces.commission });
  const { page } = svod;
  for (const language of ['ru', 'en'] satisfies readonly Language[]) {
    const t = wordsIn(language);
    await page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).press(' ');
    await open(svod, t, { name: 'receipts', place: 'frame.bundles', button: 'receipts.write' });
    await button(svod, t, 'receipts.write').press('Enter');
    const dialog = page.getByRole('dialog');
    const passphrase = dialog.getByLabel(t('trust.passphrase'));
    await expect(passphrase).toBeFocused();
    await page.keyboard.type('не та фраза совсем');
    await svod.answerOpen(folder);
    const places = await page.evaluate(() => new Promise<{ readonly before: string; readonly during: readonly string[] }>((done) => {
      const box = document.querySelector('.dialog') as HTMLElement;
      const places = () => [...box.querySelectorAll('.dialog-box, .dialog-title, .dialog-body, .dialog-actions, .dialog-actions > .button, input')].map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      }).join('; ');
      const before = places();
      const during: string[] = [];
      const look = () => {
        const runs = box.querySelector('.status-job') !== null;
        if (runs) during.push(places());
        if (!runs && during.length > 0) done({ before, during });
        else requestAnimationFrame(look);
      };
      look();
      box.querySelector('form')?.requestSubmit();
    }));
    expect(new Set(places.during)).toEqual(new Set([places.before]));
    await expect(passphrase).toHaveAccessibleDescription(printFailure(language, { code: 'wrong-passphrase' }));
    await expect(passphrase).toBeFocused();
    await show(svod, `dialog-passphrase-wrong-${language}`);
    await page.keyboard.type('?');
    await expect(passphrase).not.toHaveAttribute('aria-invalid');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByText(printFailure(language, { code: 'wrong-passphrase' }))).toBeHidden();
  }
  await svod.close();
});
