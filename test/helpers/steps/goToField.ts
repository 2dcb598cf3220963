import { expect, type Page } from '@playwright/test';

/** Goes to a field by its number, in a table with the row (`F12 3`), as a person does with Ctrl+G. */
export async function goToField(page: Page, number: string): Promise<void> {
  await page.keyboard.press('Control+G');
  await expect(page.getByRole('combobox', { name: /./ }).last()).toBeFocused();
  await page.keyboard.type(number);
  await expect(page.getByRole('option').first()).toContainText(number.split(' ')[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}
