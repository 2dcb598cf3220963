import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { channels } from '../../electron/shell/guard/channels.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { wordsIn } from '../helpers/words.ts';

/** Presses a key as the keyboard of the system does: what a page is sent by a debugger never reaches the menu. */
const pressKey = ({ app }: App, keyCode: string, ...modifiers: readonly 'control'[]) => app.evaluate(({ BrowserWindow }, key) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  for (const type of ['keyDown', 'keyUp'] as const) contents?.sendInputEvent({ type, ...key });
}, { keyCode, modifiers: [...modifiers] });
const zoomOf = ({ app }: App) => app.evaluate(({ BrowserWindow }) => Math.round((BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0) * 100));

/** The response of the round comes as no screen expects it, or as it is again. */
const breakRound = ({ app }: App, broken: boolean) => app.evaluate(({ ipcMain }, { channel, on }) => {
  type Handler = (event: unknown, method: string, args: unknown) => unknown;
  const world = globalThis as { whole?: Handler };
  const whole = (world.whole ??= (ipcMain as unknown as { readonly _invokeHandlers: ReadonlyMap<string, Handler> })._invokeHandlers.get(channel));
  if (whole === undefined) throw new Error('Nobody answers the window.');
  ipcMain.removeHandler(channel);
  ipcMain.handle(channel, on ? (event, method: string, args) => (method === 'insight.coverage' ? { ok: true, value: { companies: [] } } : whole(event, method, args)) : whole as never);
}, { channel: channels.call, on: broken });

for (const language of ['ru', 'en'] as const) {
  test(`the window grows and shrinks by keys; a screen that breaks costs itself alone; a pane gets room without dragging (${language})`, async () => {
    const t = wordsIn(language);
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'BY', body: language === 'ru' ? 'Министерство промышленности' : 'Ministry of Industry', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро' });
    await svod.call('survey.createCompany', { country: 'BY', scheme: 'by_unp', number: '200988541', name: language === 'ru' ? 'Завод' : 'Plant' });
    await page.reload();
    await openFromList(page, /200988541/);
    const position = page.locator('[data-path="/A/A06"] input');
    await position.focus();
    await page.keyboard.type('A');

    await test.step('from 80 to 200 per cent, and back', async () => {
      const sizes = async (...keys: readonly string[]) => {
        for (const key of keys) await pressKey(svod, key, 'control');
      };
      await sizes(...Array.from({ length: 12 }, (_, turn) => (turn % 2 === 0 ? 'Plus' : '=')));
      await expect.poll(() => zoomOf(svod)).toBe(200);
      await sizes(...Array.from({ length: 16 }, () => '-'));
      await expect.poll(() => zoomOf(svod)).toBe(80);
      await sizes('0');
      await expect.poll(() => zoomOf(svod)).toBe(100);
      await expect(position).toBeFocused();
    });

    await test.step('Ctrl+W and Ctrl+M, which mean something else to other hands, neither close nor hide it', async () => {
      for (const key of ['W', 'M']) await pressKey(svod, key, 'control');
      expect(await svod.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isMinimized()))).toEqual([false]);
      await expect(position).toHaveValue('A');
    });

    await test.step('the list of findings is made larger and smaller by a button', async () => {
      const height = async () => (await page.locator('.findings').boundingBox())?.height ?? 0;
      const before = await height();
      await page.getByRole('button', { name: t('findings.larger') }).press('Enter');
      expect(await height()).toBeGreaterThan(before * 2);
      await page.getByRole('button', { name: t('findings.smaller') }).press('Enter');
      expect(await height()).toBe(before);
    });

    await test.step('whole findings alone are shown, wherever the list of them is scrolled', async () => {
      await page.getByRole('button', { name: t('form.check') }).press('Enter');
      await expect(page.locator('.findings-blocked')).toBeVisible();
      for (const pressed of [t('findings.larger'), t('findings.smaller')]) await page.getByRole('button', { name: pressed }).press('Enter');
      const list = page.locator('.findings-list');
      for (const scrolled of [0, 13, 40, 71]) {
        await list.evaluate((element, top) => { element.scrollTop = top; }, scrolled);
        await expect.poll(() => list.evaluate((element) => {
          const room = element.getBoundingClientRect();
          const shown = [...element.querySelectorAll('.finding')].filter((line) => getComputedStyle(line).opacity === '1').map((line) => line.getBoundingClientRect())
            .filter(({ top, bottom }) => bottom > room.top && top < room.bottom);
          return shown.length > 0 && shown.every(({ top, bottom }) => top >= room.top - 1 && bottom <= room.bottom + 1);
        }), `scrolled by ${scrolled}`).toBe(true);
      }
      await list.evaluate((element) => { element.scrollTop = 0; });
      await show(svod, `findings-whole-${language}`);
    });

    await test.step('what broke is told, the rest of the window goes on, and what was typed is there', async () => {
      await breakRound(svod, true);
      await page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t('frame.coverage'), exact: true }).press('Enter');
      await expect(page.getByText(t('crash.title'))).toBeVisible();
      await breakRound(svod, false);
      await show(svod, `crash-${language}`);
      await page.getByRole('button', { name: t('ui.retry') }).press('Enter');
      await expect(page.getByText(t('crash.title'))).toHaveCount(0);
      await page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t('frame.companies'), exact: true }).press('Enter');
      await openFromList(page, /200988541/);
      await expect(position).toHaveValue('A');
    });

    await test.step('F11 fills the screen, and again gives it back', async () => {
      const isFull = () => svod.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen());
      await pressKey(svod, 'F11');
      await expect.poll(isFull).toBe(true);
      await pressKey(svod, 'F11');
      await expect.poll(isFull).toBe(false);
    });
    await svod.close();
  });

  test(`a workspace that is damaged says so in the system's language, and a copy of it is restored and opened on the spot (${language})`, async () => {
    const t = wordsIn(language);
    const folder = await mkdtemp(join(tmpdir(), 'svod-broken-'));
    const workspace = join(folder, 'workspace');
    const before = await launchApp({ locale: language, workspace });
    await before.call('service.createWorkspace', { role: 'ministry', country: 'BY', body: language === 'ru' ? 'Министерство промышленности' : 'Ministry of Industry', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро' });
    await before.call('survey.createCompany', { country: 'BY', scheme: 'by_unp', number: '200988541', name: language === 'ru' ? 'Завод' : 'Plant' });
    expect((await before.call('service.backUp', { job: 'copy' })).ok).toBe(true);
    await before.close();
    await writeFile(join(workspace, 'svod.db'), 'this was written by somebody else and is no database '.repeat(500));

    const svod = await launchApp({ locale: language, workspace });
    const { page } = svod;
    await expect(page.getByRole('heading', { name: t('start.failed') })).toBeVisible();
    // The sentence tells to restore: the newest copy is the first act, and the cursor stands there.
    await expect(page.getByRole('region', { name: t('backups.title') }).getByRole('button').first()).toBeFocused();
    await expect(page.getByText(workspace)).toBeVisible();
    await show(svod, `start-failed-${language}`);
    await svod.answerOpen(join(folder, 'restored'));
    await page.getByRole('region', { name: t('backups.title') }).getByRole('button').first().press('Enter');
    await expect(page.getByRole('button', { name: t('backups.open') })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /200988541/ }).waitFor();
    await svod.close();
    await rm(folder, { recursive: true, force: true });
  });
}
