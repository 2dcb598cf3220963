import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SCREENS, type App } from './app.ts';

/** What reaches beyond the window, or beyond a box that neither shows nor scrolls it; places of the program that are not in sight at once. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className}`;
    const boxes = [document.documentElement, ...document.querySelectorAll('main, main > *, header, footer, nav')];
    return boxes.filter((box) => box.scrollWidth > box.clientWidth + 1 && (box.matches('.rail') || !/auto|scroll/.test(getComputedStyle(box).overflowX))).map((box) => `${name(box)}: ${box.scrollWidth} in ${box.clientWidth}`);
  });
}

/** Lists and screens that scroll sideways; the columns of a list fold instead. */
export function sideways(page: Page): Promise<readonly string[]> {
  return page.locator('.table, .screen-body').evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => `${box.getAttribute('aria-label') ?? box.className}: ${box.scrollWidth} in ${box.clientWidth}`));
}

/** What the window shows, as its system would photograph it: Playwright's own pictures do not know of the size. */
export async function photograph({ app }: App, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'));
  await mkdir(SCREENS, { recursive: true });
  await writeFile(join(SCREENS, `${name}.png`), Buffer.from(png ?? '', 'base64'));
}
