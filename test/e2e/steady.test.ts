import { expect, test } from '@playwright/test';
import { launchApp, type App } from '../helpers/app.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { answerInFull } from '../helpers/steps/survey.ts';
import { wordsIn } from '../helpers/words.ts';

/** A thousandth of the window's height by its width: less than a line of text that moves by its own height. */
const NOTHING = 0.001;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

interface Watch {
  /** That nothing has moved since the last look without a key or a click in the half second before (Chromium's layout shifts). */
  readonly steady: (at: string) => Promise<void>;
  /** What has moved by now is the answer to an act, however long it took. */
  readonly answered: () => Promise<void>;
}

/** Watches what moves on the screen, from the next start of the page on. */
async function watchShifts({ page }: App): Promise<Watch> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as readonly { readonly value: number; readonly hadRecentInput: boolean; readonly sources: readonly { readonly node: Element | null }[] }[]) {
        if (!entry.hadRecentInput) shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => node?.className ?? '') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  const take = () => page.evaluate(() => (window as unknown as { readonly shifts: Shift[] }).shifts.splice(0));
  return {
    steady: async (at) => {
      // Longer than what counts as the answer to a key.
      await page.waitForTimeout(600);
      const shifts = await take();
      expect(shifts.reduce((sum, { value }) => sum + value, 0), `${at}: ${JSON.stringify(shifts)}`).toBeLessThan(NOTHING);
    },
    answered: async () => { await take(); },
  };
}

test('nothing moves by itself while the list loads, a form opens, is filled in and completed, and a copy is made meanwhile', async () => {
  const t = wordsIn('ru');
  const svod = await launchApp();
  const { page } = svod;
  await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: 'Минпром', person: 'Ковалёва А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
  await answerInFull(svod, { number: '7735991209', name: 'АО «Северный кристалл»' });
  const { steady, answered } = await watchShifts(svod);
  await page.getByRole('row', { name: /7735991209/ }).waitFor();
  await steady('the list');
  await openFromList(page, /7735991209/);
  await page.locator('.form-head').waitFor();
  await steady('a form that opens');
  await goToField(page, 'C05');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('97', { delay: 30 });
  await steady('a finding that comes');
  // Ten seconds after the start the copy of the day is made, and the bottom line says how far it is.
  await expect.poll(async () => {
    const copies = await svod.call('service.backups', undefined);
    return copies.ok ? copies.value.map(({ why }) => why) : copies.error;
  }).toEqual(['daily']);
  await steady('the copy of the day');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('82', { delay: 30 });
  await page.getByRole('button', { name: t('form.complete'), exact: true }).press('Enter');
  await expect(page.getByText(t('form.completed'))).toBeVisible();
  await answered();
  await steady('completing');
  await svod.close();
});
