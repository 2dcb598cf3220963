import { expect, test, type Page } from '@playwright/test';
import { launchApp, type App } from '../helpers/app.ts';
import { show } from '../helpers/accessible.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { painted } from '../helpers/painted.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { goToField } from '../helpers/steps/goToField.ts';

/** A ministry with one company, its form open, the cursor in the first field. */
async function openForm(language: 'ru' | 'en'): Promise<{ readonly svod: App; readonly hands: Hands }> {
  const svod = await launchApp({ locale: language });
  const { page } = svod;
  await svod.call('service.createWorkspace', {
    role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
  });
  await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
  await page.reload();
  await openFromList(page, /7735991209/);
  await expect(field(page, '/A/A01').locator('input')).toBeFocused();
  return { svod, hands: handsOn(svod, language, (name) => show(svod, `${name}-${language}`)) };
}

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const cursorIn = (page: Page, path: string) => expect(field(page, path).locator(':focus')).toHaveCount(1);
const cellOf = (page: Page, question: string, row: number) => page.locator(`.grid-row:nth-child(${row}) [data-path$="/${question}"]`);
/** What the active cell is to hold: a field holds its text as a value, a cell as text. */
const valueOf = (page: Page, question: string, row: number) => cellOf(page, question, row).evaluate((cell) => cell.querySelector('input')?.value ?? cell.textContent);

/** Puts a text on the clipboard of the system, as a spreadsheet does, and pastes it. */
async function paste({ svod, press }: Hands, text: string): Promise<void> {
  await svod.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await press('Control+V');
}

test('heads down: Enter goes on, everything is undone, tables are filled from Excel, findings are settled, all by keyboard', async () => {
  const { svod, hands } = await openForm('ru');
  const { page, press, type, t, look } = hands;

  await test.step('Enter goes from question to question, Shift+Enter back, through lists and radio buttons', async () => {
    await type('2025');
    await press('Enter');
    await type('16032026');
    await press('Enter');
    await type('рос');
    await press('Enter');
    await cursorIn(page, '/A/A04');
    await expect(field(page, '/A/A03').locator('input')).toHaveValue('Россия');
    await press('Shift+Enter');
    await cursorIn(page, '/A/A03');
    await press('Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter');
    await cursorIn(page, '/A/A09');
    await press('Space', 'Enter');
    await cursorIn(page, '/A/A10');
    for (const key of ['F2', 'Alt+ArrowDown']) {
      await press(key);
      await expect(page.getByRole('listbox')).toBeVisible();
      await press('Escape');
      await expect(page.getByRole('listbox')).toHaveCount(0);
    }
  });

  await test.step('what was done is undone and done again, from wherever the person stands', async () => {
    await press('F10');
    await expect(page.locator('.section-title')).toContainText('B');
    await press('Control+Z', 'Control+Z');
    await cursorIn(page, '/A/A03');
    await expect(field(page, '/A/A03').locator('input')).toHaveValue('');
    await expect(page.locator('.status-said')).toHaveText(t('form.undo', { place: 'A03' }));
    await press('Control+Y');
    await expect(field(page, '/A/A03').locator('input')).toHaveValue('Россия');
  });

  await test.step('what there is to say of a key moves nothing', async () => {
    const work = () => page.locator('.form-work').boundingBox();
    const before = await work();
    await press('F9');
    await expect(page.locator('.status-said')).toHaveText(t('form.no-warning'));
    expect(await work()).toEqual(before);
  });

  await test.step('a field that is not asked is named with the answer that decides, and the cursor stays', async () => {
    await goToField(page, 'F02');
    await expect(page.locator('.status-said')).toHaveText(t('form.irrelevantBy', { place: 'F02', count: 1, because: 'B26' }));
    await cursorIn(page, '/A/A03');
    await look('entry-not-asked');
  });

  await test.step('F7 goes to the next required question without an answer', async () => {
    await press('F7');
    await cursorIn(page, '/A/A04');
    await press('F7');
    await cursorIn(page, '/A/A05');
    await press('Shift+F7');
    await cursorIn(page, '/A/A04');
  });

  await test.step('the sheet of keys begins with the hint of the field; the palette knows actions, fields and companies', async () => {
    await press('F1');
    await expect(page.getByRole('dialog')).toContainText('A04');
    await look('entry-keys');
    await press('Escape');
    await cursorIn(page, '/A/A04');
    await press('Control+K');
    await type('кристалл');
    await expect(page.getByRole('option', { name: /Северный кристалл/ })).toBeVisible();
    await look('entry-palette');
    await press('Escape');
  });

  await test.step('a table whose lines are a list: sums below, empty lines are no rows', async () => {
    await goToField(page, 'D05');
    await type('60');
    await press('Enter');
    await type('90');
    await press('Tab');
    await type('12');
    await press('Enter');
    await expect(page.locator('.grid-totals')).toContainText('150');
    await look('entry-matrix');
    await expect.poll(async () => (await page.getByTestId('saved').count()) > 0).toBe(true);
  });

  await test.step('a block from Excel makes rows; what is not understood is marked, what has no place is listed', async () => {
    await goToField(page, 'B28');
    await paste(hands, 'Главный корпус\tРоссия\tМосква\tПроектирование\t18 000\t99\r\nСклад\tМарс\tКазань\t\tмного\r\n');
    await expect(page.getByText(/Вставлено: 2 строки/)).toBeVisible();
    await expect(page.getByText(/«99»/)).toBeVisible();
    await expect(cellOf(page, 'B30', 2)).toHaveClass(/grid-invalid/);
    await look('entry-paste');
    await expect.poll(() => valueOf(page, 'B33', 1)).toMatch(/^18\s000$/);
  });

  await test.step('cells are walked, selected, filled down, cleared, copied and put back as in a spreadsheet', async () => {
    await press('ArrowRight', 'Shift+ArrowDown');
    await expect(page.locator('.grid-chosen')).toHaveCount(2);
    await look('entry-range');
    await press('Control+D');
    await expect.poll(() => valueOf(page, 'B30', 2)).toBe('Россия');
    await press('Control+C', 'ArrowDown', 'Home');
    await type('Ангар');
    await press('Escape');
    const name = cellOf(page, 'B29', 2).locator('input');
    await expect(name).toHaveValue('Склад');
    await press('F2');
    await type('!');
    await expect(name).toHaveValue('Склад!');
    await press('Enter');
    await expect.poll(() => valueOf(page, 'B29', 2)).toBe('Склад!');
    await press('Enter');
    await expect(page.locator('.grid-row')).toHaveCount(2);
    await goToField(page, 'B30 2');
    await expect(async () => {
      await press('F2');
      await expect(page.getByRole('listbox')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await press('Escape');
    await goToField(page, 'B31 2');
    await press('Delete');
    await expect.poll(() => valueOf(page, 'B31', 2)).toBe('');
    await press('Control+Z');
    await expect.poll(() => valueOf(page, 'B31', 2)).toBe('Казань');
    await press('Control+X');
    await expect.poll(() => valueOf(page, 'B31', 2)).toBe('');
    await press('Control+V');
    await expect.poll(() => valueOf(page, 'B31', 2)).toBe('Казань');
  });

  await test.step('what prevents completing is one list: walked, by section, settled by a reason from the keyboard', async () => {
    await press('Control+K');
    await type('мешает');
    await press('Enter');
    await expect(page.locator('.findings-blocked')).toBeVisible();
    const blocked = async () => Number(/\d+/.exec(await page.locator('.findings-blocked').innerText())?.[0]);
    const before = await blocked();
    await look('entry-blocked');
    await press('F8');
    await press('F4', 'Enter');
    await expect.poll(blocked).toBeLessThan(before);
    await press('Control+F8');
    await expect(page.locator('.finding-line:focus')).toHaveCount(1);
    await press('ArrowDown', 'Enter');
    await expect(page.locator('.section :focus')).toHaveCount(1);
  });

  await svod.close();
});

test('on a slow PC keys may come faster than the window draws: the list of findings leads into the form all the same', async () => {
  const { svod, hands } = await openForm('ru');
  const { page, press, type } = hands;
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await press('Control+K');
  await type('мешает');
  await press('Enter');
  await expect(page.locator('.findings-blocked')).toBeVisible();
  await expect(field(page, '/A/A01').locator('input')).toHaveValue('');
  const stands = () => page.evaluate(() => document.activeElement?.closest('.section [data-path]')?.getAttribute('data-path') ?? null);
  const places = new Set<string | null>();
  for (const ways of [['ArrowDown'], ['ArrowDown', 'ArrowDown', 'PageDown'], ['End'], ['ArrowUp', 'ArrowUp'], ['Home']]) {
    await press('Control+F8', ...ways, 'Enter');
    await expect.poll(stands).not.toBeNull();
    const place = await stands();
    await painted(page);
    expect(await stands()).toBe(place);
    places.add(place);
  }
  expect(places.size).toBeGreaterThan(3);
  await svod.close();
});

test('the short form shows its questions only and is remembered; the other language and looks hold', async () => {
  const { svod, hands } = await openForm('en');
  const { page, press, push, look, t, goTo } = hands;
  await expect(field(page, '/A/A14')).toHaveCount(0);
  await goTo(page.locator('.sections'), 'F6');
  await push(page.getByRole('radio', { name: t('form.short') }), 'ArrowRight');
  await expect(page.getByRole('navigation', { name: t('form.sections'), exact: true })).not.toContainText('Design');
  await look('entry-short');
  await goToField(page, 'D05');
  await expect(page.locator('.section-title')).toContainText('D');
  await look('entry-full');
  for (const theme of ['dark', 'contrast']) {
    await page.evaluate((name) => { document.documentElement.dataset['theme'] = name; }, theme);
    await look(`entry-${theme}`);
  }
  await page.evaluate(() => { delete document.documentElement.dataset['theme']; });
  await svod.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await look('entry-200');
  await press('F1');
  await look('entry-200-keys');
  await svod.close();
});
