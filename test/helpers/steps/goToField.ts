import { expect, type Page } from '@playwright/test';
import { painted } from '../painted.ts';

/** Goes to a field by its number, in a table with the row (`F12 3`), as a person does with Ctrl+G. */
export async function goToField(page: Page, number: string): Promise<void> {
  await page.keyboard.press('Control+G');
  await expect(page.getByRole('combobox', { name: /./ }).last()).toBeFocused();
  await page.keyboard.type(number);
  await expect(page.getByRole('option').first()).toContainText(number.split(' ')[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(page.locator('.palette')).toHaveCount(0);
  // The palette goes to the field in a timer once it is gone itself; one that is begun later ends later.
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve); }));
  await painted(page);
}
