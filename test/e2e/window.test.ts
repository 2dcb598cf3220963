import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { channels } from '../../electron/shell/guard/channels.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { wordsIn } from '../helpers/words.ts';

/** Presses the key that a line of the application's menu names, as the system would give it to the menu: a screen without a keyboard of its own has no other way there. */
const pressInMenu = ({ app }: App, accelerator: string) => app.evaluate(({ Menu }, wanted) => {
  const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
  const found = items.filter((item) => item.accelerator === wanted || (wanted === 'F11' && item.role?.toLowerCase() === 'togglefullscreen'));
  if (found.length !== 1) throw new Error(`${wanted} stands ${found.length} times in the menu`);
  found[0]?.click();
}, accelerator);
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
      for (let turn = 0; turn < 12; turn += 1) await pressInMenu(svod, turn % 2 === 0 ? 'CommandOrControl+Plus' : 'CommandOrControl+numadd');
      expect(await zoomOf(svod)).toBe(200);
      for (let turn = 0; turn < 16; turn += 1) await pressInMenu(svod, turn % 2 === 0 ? 'CommandOrControl+-' : 'CommandOrControl+numsub');
      expect(await zoomOf(svod)).toBe(80);
      await pressInMenu(svod, 'CommandOrControl+0');
      expect(await zoomOf(svod)).toBe(100);
      await expect(position).toBeFocused();
    });

    await test.step('Ctrl+W and Ctrl+M, which mean something else to other hands, neither close nor hide it', async () => {
      const roles = await svod.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).map(({ role }) => String(role ?? '').toLowerCase()));
      expect(roles).not.toContain('close');
      expect(roles).not.toContain('minimize');
      expect(roles).toContain('togglefullscreen');
    });

    await test.step('the list of findings is made larger and smaller by a button', async () => {
      const height = async () => (await page.locator('.findings').boundingBox())?.height ?? 0;
      const before = await height();
      await page.getByRole('button', { name: t('findings.larger') }).press('Enter');
      expect(await height()).toBeGreaterThan(before * 2);
      await page.getByRole('button', { name: t('findings.smaller') }).press('Enter');
      expect(await height()).toBe(before);
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
    await svod.close();
  });

  test(`a workspace that cannot be opened says why and what to do (${language})`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'svod-broken-'));
    await mkdir(join(folder, 'workspace'));
    await writeFile(join(folder, 'workspace', 'svod.db'), 'this was written by somebody else and is no database '.repeat(50));
    const svod = await launchApp({ locale: language, workspace: join(folder, 'workspace') });
    const t = wordsIn(language);
    await expect(svod.page.getByRole('heading', { name: t('start.failed') })).toBeVisible();
    await expect(svod.page.getByText(folder)).toBeVisible();
    await show(svod, `start-failed-${language}`);
    await svod.page.keyboard.press('Tab');
    await svod.close();
    await rm(folder, { recursive: true, force: true });
  });
}
