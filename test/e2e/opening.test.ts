import { expect, test, type Page } from '@playwright/test';
import { close } from '../../electron/database/open.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { openMinistry } from '../helpers/ministry.ts';

/** Looked through page by page before it is opened: over 64 MiB. */
async function largeWorkspace(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const { desk, remove } = await openMinistry();
  for (let row = 0; row < 40; row += 1) desk.db.run('INSERT INTO audit (count, hash, entry) VALUES (?, ?, ?)', 1_000 + row, 'h', 'e'.repeat(4 << 20));
  close(desk.db);
  return { folder: desk.folder, remove };
}

/** Notes every text that the screen of an opening workspace shows from now on, however short it stands. */
function noteOpenings(): void {
  const texts = new Set<string>();
  const look = (): void => void texts.add(document.querySelector('.starting')?.textContent ?? '');
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  Object.assign(window, { openings: texts });
}

const openingsOf = (page: Page) => page.evaluate(() => [...(window as unknown as { openings: ReadonlySet<string> }).openings].join('\n'));

for (const language of ['ru', 'en'] as const) {
  test(`a large workspace chosen in the settings says that it is being opened and how far it is, as a start does (${language})`, async () => {
    const large = await largeWorkspace();
    const svod = await launchApp({ locale: language });
    const { page, call } = svod;
    const { open, push, t } = handsOn(svod, language);
    await call('service.createWorkspace', { role: 'ministry', country: 'BY', body: 'Минпром', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро' });
    await page.addInitScript(noteOpenings);
    await page.reload();
    await expect(page.locator('.frame-whose')).toContainText('Минпром');
    expect(await openingsOf(page)).toContain(t('start.opening'));

    await page.evaluate(noteOpenings);
    await open('frame.settings');
    await svod.answerOpen(large.folder);
    await push(page.getByRole('button', { name: t('settings.openOther') }));
    await expect(page.locator('.frame-whose')).toContainText('Министерство');
    expect(await openingsOf(page)).toContain(t('start.opening'));
    expect(await openingsOf(page)).toMatch(/\d\s?%/);
    await expect(page.locator('.starting')).toHaveCount(0);
    await svod.close();
    large.remove();
  });
}
