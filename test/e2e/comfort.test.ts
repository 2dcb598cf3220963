import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { Role } from '../../shared/ipc/service.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { painted } from '../helpers/painted.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { exampleTwice } from '../helpers/exampleTwice.ts';
import { cutOff, photograph, sideways } from '../helpers/zoomed.ts';

let folder: string;
let workspaces: Readonly<Record<Role, string>>;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-comfort-'));
  workspaces = await exampleTwice(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Shows every place of the program, and a company, one after another. */
async function everywhere({ page }: App, role: Role, look: (name: string) => Promise<void>): Promise<void> {
  const rail = page.getByRole('navigation').first();
  const places = await rail.getByRole('button').all();
  for (const [index, place] of places.entries()) {
    await place.press('Enter');
    await expect(place).toHaveAttribute('aria-current', 'page');
    await settled(page);
    await look(`place-${index + 1}`);
    const rules = page.getByRole('button', { name: /^(Правила|Rules)…$/ });
    if (await rules.isVisible()) {
      await rules.press('Enter');
      await settled(page);
      await look('rules');
    }
  }
  await openFirst(page);
  await settled(page);
  await look('company');
  if (role === 'ministry') {
    await page.getByRole('button', { name: /^(Расхождения|Differences)…$/ }).press('Enter');
    await page.locator('.difference').first().waitFor();
    // Lines of a list are called by their names.
    await expect(page.locator('.difference small').filter({ hasText: /^\s*(telecom|BY|design_digital)$/ })).toHaveCount(0);
    await look('differences');
  }
}

/** Opens the first company of the list, or what is merged of it. */
async function openFirst(page: Page): Promise<void> {
  await page.getByRole('navigation').first().getByRole('button').first().press('Enter');
  await page.locator('[role=row][aria-busy=false]').first().waitFor();
  await page.getByRole('grid').first().press('Enter');
  await page.locator('[data-path]').first().waitFor();
}

/** In a small window the cursor stands in sight in a table too: neither the sections nor the findings lie over it. */
async function standsInSight(page: Page): Promise<void> {
  await openFirst(page);
  for (const place of ['D05', 'D06 3', 'C05', 'A01']) {
    await goToField(page, place);
    const top = (box: { readonly y: number } | null) => box?.y ?? Number.NaN;
    const cursor = await page.locator('.form-work :focus').boundingBox();
    const sections = await page.locator('.sections').boundingBox();
    expect(top(cursor), place).toBeGreaterThanOrEqual(top(sections) + (sections?.height ?? Number.NaN));
    expect(top(cursor) + (cursor?.height ?? Number.NaN), place).toBeLessThanOrEqual(top(await page.locator('.findings').boundingBox()));
  }
}

/** In a small window the acts of a form keep to one line, beside the sign of its notes too. */
async function actsInOneLine(page: Page): Promise<void> {
  await openFirst(page);
  await page.locator('.form-work :focus').waitFor();
  await goToField(page, 'A04');
  await page.keyboard.press('Control+n');
  await page.keyboard.type('по положению 2025 года');
  await page.keyboard.press('Control+Enter');
  expect(await page.locator('.form-head .row').evaluate((row) => row.clientHeight / Math.max(...[...row.children].map((act) => act.clientHeight)))).toBeLessThan(1.5);
}

/** A finding that is gone to begins in sight, however many lines it takes. */
async function findingBegins(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await expect.poll(async () => {
    const [line, list] = [await page.locator('.finding-current').boundingBox(), await page.locator('.findings-list').boundingBox()];
    return line !== null && list !== null && line.y >= list.y - 1 && line.y < list.y + list.height - 20;
  }).toBe(true);
}

/** Waits until the screen has been drawn and nothing of it is still being fetched. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await expect(page.getByText(/^(Загрузка…|Loading…)$/)).toHaveCount(0);
  await painted(page);
}

for (const role of ['ministry', 'commission'] as const) {
  test(`every screen of the ${role} can be read and reached by everybody, in every look and both languages`, async () => {
    test.setTimeout(300_000);
    const svod = await launchApp({ workspace: workspaces[role] });
    await everywhere(svod, role, async (name) => {
      for (const theme of ['light', 'dark', 'contrast']) {
        await svod.page.evaluate((look) => { document.documentElement.dataset['theme'] = look; }, theme);
        await show(svod, `comfort-${role}-${name}-${theme}-ru`);
      }
    });
    await svod.page.getByRole('radio', { name: 'English' }).press(' ');
    await svod.page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
    await everywhere(svod, role, async (name) => {
      await show(svod, `comfort-${role}-${name}-light-en`);
    });
    await svod.close();
  });

  test(`no screen of the ${role} is cut off between 80 and 200 per cent`, async () => {
    test.setTimeout(300_000);
    const svod = await launchApp({ workspace: workspaces[role] });
    for (const percent of [80, 150, 200]) {
      expect(await svod.call('service.setZoom', { percent })).toEqual({ ok: true, value: null });
      expect(await svod.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())).toBeCloseTo(percent / 100);
      await everywhere(svod, role, async (name) => {
        expect(await cutOff(svod.page), `${name} at ${percent} %`).toEqual([]);
        expect(await sideways(svod.page), `${name} at ${percent} %`).toEqual([]);
        await photograph(svod, `comfort-${role}-${name}-${percent}`);
      });
    }
    if (role === 'ministry') {
      await standsInSight(svod.page);
      for (const percent of [150, 200]) {
        expect(await svod.call('service.setZoom', { percent })).toEqual({ ok: true, value: null });
        await actsInOneLine(svod.page);
        // At 200 % the list is folded to its head while the cursor stands in the form.
        if (percent === 150) await findingBegins(svod.page);
      }
    }
    const { userData } = svod;
    await svod.app.close();
    const again = await launchApp({ workspace: workspaces[role], userData });
    expect(await again.call('service.zoom', undefined)).toEqual({ ok: true, value: { percent: 200 } });
    await again.app.close();
    await rm(userData, { recursive: true, force: true });
  });
}
