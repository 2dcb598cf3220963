import { expect } from '@playwright/test';
import type { Role } from '../../../shared/ipc/service.ts';
import type { Hands } from '../hands.ts';

export interface Newcomer {
  readonly role: Role;
  /** The state of a ministry, by its code. */
  readonly country?: 'RU' | 'BY' | 'KZ' | 'KG' | 'AM';
  /** How the body is called; the Commission's name stands there already. */
  readonly body?: string;
  readonly person: string;
  readonly round: string;
  readonly passphrase: string;
}

/** From the first screen of a program started in Russian to its empty list of companies; the recovery sheet is saved to `sheet`. */
export async function firstRun({ svod, page, language, t, press, type, look }: Hands, who: Newcomer, sheet: string): Promise<void> {
  const step = (name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  await step(t('first.languageTitle'));
  await press('Tab', ...(language === 'en' ? ['ArrowDown'] : []));
  await look('first-run-language');
  await press('Tab', 'Enter');

  await step(t('first.roleTitle'));
  await press('Tab', ...(who.role === 'commission' ? ['ArrowDown'] : []));
  await look('first-run-role');
  // Past the example and the way back.
  await press('Tab', 'Tab', 'Tab', 'Enter');

  await step(t('first.bodyTitle'));
  await press('Tab');
  if (who.role === 'ministry') await type(t(`country.${who.country ?? 'RU'}`), who.body ?? '', '');
  else {
    await expect(page.getByLabel(t('first.bodyName'))).toHaveValue(t('frame.eec'));
    await press('Tab');
  }
  await type(who.person, who.round);
  await look('first-run-body');
  await press('Enter');

  await step(t('first.keyTitle'));
  await press('Tab');
  await type(who.passphrase, '', who.passphrase);
  await look('first-run-key');
  await press('Enter');

  await step(t('first.sheetTitle'));
  await svod.answerSave(sheet);
  await press('Tab', 'Enter');
  await expect(page.getByText(t('first.sheetSaved', { file: sheet.replace(/^.*[/\\]/, '') }))).toBeVisible();
  await look('first-run-sheet');
  await press('Tab', 'Enter');
  await expect(page.getByRole('heading', { name: t('companies.emptyTitle') })).toBeVisible();
  await look('companies-empty');
}
