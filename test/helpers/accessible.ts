import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { App } from './app.ts';

/** What is on screen has no fault against WCAG 2.2 AA that a machine can find, and no other grave one: names, roles, contrast, order, target size. What lies beneath a layer is out of reach and not looked at. */
export async function expectAccessible(page: Page): Promise<void> {
  // One window only: the way that opens a second page does not exist in Electron.
  const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).setLegacyMode();
  const isCovered = (await page.locator('[inert]').count()) > 0;
  for (const layer of isCovered ? ['.dialog', '.popover'] : []) if ((await page.locator(layer).count()) > 0) axe.include(layer);
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact, tags }) => impact === 'serious' || impact === 'critical' || tags.some((tag) => /^wcag2\d?a/.test(tag)));
  expect(grave.map(({ id, nodes }) => ({ id, at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`) }))).toEqual([]);
}

/** Writes the screen as it stands once nothing of it is on its way any more, and asks whether everybody can use it. */
export async function show(svod: App, name: string): Promise<void> {
  await expect(svod.page.locator('main')).not.toBeEmpty();
  await expect(svod.page.getByText(/^(Загрузка…|Loading…)$/)).toHaveCount(0);
  await svod.screenshot(name);
  await expectAccessible(svod.page);
}
