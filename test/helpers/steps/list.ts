import { expect, type Page } from '@playwright/test';

/** Waits until the list of companies shows the row and has the cursor, and opens the company the cursor stands on. */
export async function openFromList(page: Page, company: RegExp): Promise<void> {
  await page.getByRole('row', { name: company }).waitFor();
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Enter');
}
