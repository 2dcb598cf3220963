import { expect, test } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';
import { nodes } from '../helpers/filling.ts';
import { microelectronics } from '../helpers/forms.ts';
import { handsOn } from '../helpers/hands.ts';
import { listen, spokenOn, type Spoken } from '../helpers/spoken.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { answerInFull } from '../helpers/steps/survey.ts';

const labels = new Map([...nodes(microelectronics().body)].map(({ name, label }) => [name, label]));

/** Cells may be empty and so are their names; everything else has one. */
const nameless = (all: readonly Spoken[]) => all.filter(({ role, name }) => role !== 'gridcell' && name.trim() === '').map(({ role, description }) => `${role} ${description}`);

for (const language of ['ru', 'en'] as const) {
  test(`a screen reader is told the name, the state and the trouble of every control, once, in the language of the screen (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, t } = handsOn(svod, language);
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: language === 'ru' ? 'Ковалёва А. С.' : 'Anna Kovaleva', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    await page.reload();
    await openFromList(page, /7735991209/);
    await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
    const session = await page.context().newCDPSession(page);
    const spoken = () => spokenOn(session);
    /** Nothing on screen is without a name, or with one of the other language: the names of languages and of the company are their own. */
    const everythingNamed = async (place: string) => {
      const all = await spoken();
      expect(nameless(all), place).toEqual([]);
      if (language === 'en') expect(all.flatMap(({ role, name, description }) => (/[а-яё]/iu.test(name + description) && name !== 'Русский' ? [`${role} ${name} ${description}`] : [])), place).toEqual([]);
    };
    const named = async (question: string, role = 'textbox') => (await spoken()).find((one) => one.role === role && one.name.startsWith(labels.get(question)?.[language] ?? '?'));

    await test.step('a field is told by its question, that it must be answered, its unit, and what was found', async () => {
      await everythingNamed('A');
      expect(await named('A01')).toMatchObject({ name: `${labels.get('A01')?.[language] ?? ''} A01`, required: true, invalid: false, description: '' });
      expect(await named('A09', 'radiogroup')).toMatchObject({ required: true });
      await type('1850');
      // A description that changes under the cursor is read at once, into the middle of a number: it waits for who comes back.
      expect(await named('A01')).toMatchObject({ invalid: true, value: '1850', description: '' });
      await press('Tab', 'Shift+Tab');
      expect((await named('A01'))?.description).toContain(t('findings.error'));
      await goToField(page, 'C02');
      await everythingNamed('C');
      expect((await named('C02'))?.description).toContain(language === 'ru' ? 'тыс. ед. валюты' : 'thousand currency units');
    });

    await test.step('a list that holds no such word is told to be wrong, and its meaning where it holds a code', async () => {
      await goToField(page, 'A03');
      await type('Atlantis');
      await press('Enter');
      expect(await named('A03', 'combobox')).toMatchObject({ required: true, invalid: true });
      await goToField(page, 'B26');
      await press('Space');
      await expect(page.getByRole('listbox')).toBeVisible();
      await everythingNamed('several of a list');
      expect(await named('B26', 'dialog')).toBeDefined();
      const heard = await listen(page);
      await press('ArrowDown', 'Enter');
      await expect.poll(heard).toEqual([t('ui.chosen', { count: 1 })]);
      await press('Escape');
      const several = await named('B26', 'button');
      expect(several?.name).toContain(await page.locator('[data-path="/B/B26"] .choices-value').innerText());
      expect(several?.description).toContain(t('form.required'));
    });

    await test.step('a list says how many choices it shows, and how many more there are', async () => {
      await goToField(page, 'A03');
      const heard = await listen(page);
      await type(language === 'ru' ? 'К' : 'K');
      await expect.poll(heard).toEqual([language === 'ru' ? 'Доступно 2 варианта.' : '2 options available.']);
      await press('Escape');
      await goToField(page, 'B21');
      await type('Holding');
      await press('Enter');
      await expect(page.locator('[data-path="/B/B22"] input')).toBeFocused();
      await press('Alt+ArrowDown');
      await expect(page.getByRole('status').filter({ hasText: t('ui.moreOptions', { count: 149 }) })).toBeVisible();
      await press('Escape');
    });

    await test.step('a table is told by its rows and columns; a wrong cell is told to be wrong', async () => {
      await goToField(page, 'B28');
      await press('Control+Enter');
      await type(language === 'ru' ? 'Цех' : 'Shop', '', '', '', '-5');
      await expect(page.getByRole('application').getByRole('grid')).toBeVisible();
      // While the cursor is in the cell its field says that it is wrong, and the cell does not say it too.
      expect((await spoken()).filter(({ role, invalid }) => (role === 'gridcell' || role === 'textbox') && invalid).map(({ role, value }) => `${role} ${value}`)).toContain('textbox -5');
      expect((await spoken()).filter(({ role, invalid }) => role === 'gridcell' && invalid)).toEqual([]);
      await press('Home');
      await everythingNamed('table');
      const wrong = (await spoken()).filter(({ role, invalid }) => role === 'gridcell' && invalid);
      expect(wrong).toHaveLength(1);
      expect(wrong[0]).toMatchObject({ name: '-5' });
      expect(wrong[0]?.description).not.toBe('');
    });

    await test.step('the lines of a list are called by their names, and not by their numbers', async () => {
      await goToField(page, 'D05');
      const heads = (await spoken()).filter(({ role }) => role === 'rowheader').map(({ name }) => name);
      expect(heads).toContain(language === 'ru' ? 'Руководители и администрация' : 'Management and administration');
      expect(heads.filter((name) => /^\d*$/.test(name))).toEqual([]);
    });

    await test.step('a finding is said once to who comes to it: in a table that is filled in aloud, elsewhere as the description of the field', async () => {
      await goToField(page, 'B29');
      const heard = await listen(page);
      await press('End');
      await expect.poll(heard).toEqual([expect.stringContaining(t('findings.error'))]);
      await press('Home');
      await page.waitForTimeout(300);
      expect((await heard()).filter((words) => words.includes(t('findings.error')))).toEqual([]);
      await goToField(page, 'A01');
      expect((await heard()).filter((words) => words.includes(t('findings.error')))).toEqual([]);
    });

    await test.step('an arrow that leads from field to field says where it led: the row and the column of a table, elsewhere the question', async () => {
      await goToField(page, 'B29');
      await press('Control+Enter');
      const heard = await listen(page);
      const column = labels.get('B29')?.[language] ?? '';
      await press('ArrowUp');
      await expect.poll(heard).toEqual([expect.stringContaining(`${t('rows.at', { row: 1 })}. ${column} B29`)]);
      await press('ArrowDown');
      await expect.poll(heard).toEqual([expect.stringContaining(`${t('rows.at', { row: 2 })}. ${column} B29`)]);
      await press('Control+Delete');
      await goToField(page, 'D05');
      await heard();
      await press('ArrowDown');
      await expect.poll(heard).toEqual([`${language === 'ru' ? 'Разработчики цифровых ИС' : 'Digital IC designers'}. ${labels.get('D05')?.[language] ?? ''} D05`]);
      await goToField(page, 'C02');
      await heard();
      await press('ArrowDown');
      await expect.poll(heard).toEqual([expect.stringContaining(`${labels.get('C03')?.[language] ?? ''} C03 ${t('form.required')}`)]);
    });

    await test.step('the rows of a table are counted as the screen numbers them, its heads after them', async () => {
      await goToField(page, 'D05');
      const rows = page.locator('.grid [role=row]');
      const numbers = await rows.evaluateAll((all) => all.map((row) => [row.getAttribute('aria-rowindex'), row.querySelector('.grid-number')?.textContent]).filter(([index]) => index !== null));
      expect(numbers.slice(0, 2)).toEqual([['1', '1'], ['2', '2']]);
      // One picture of the page: what is drawn between two has other numbers.
      const said = await spoken();
      expect(said.findLastIndex(({ role }) => role === 'gridcell')).toBeLessThan(said.findIndex(({ role }) => role === 'columnheader'));
    });

    await test.step('the findings, the palette, the keys and the dialogs are all named', async () => {
      await press('Control+K');
      await type(t('form.check').slice(0, 6));
      await everythingNamed('palette');
      await press('Enter');
      await expect(page.locator('.findings-blocked')).toBeVisible();
      await expect(page.getByRole('application').locator('.finding-line').first()).toBeVisible();
      await everythingNamed('findings');
      await press('F1');
      await expect(page.getByRole('dialog')).toBeVisible();
      await everythingNamed('keys');
      await press('Escape');
      await goToField(page, 'A03');
      await press('F2');
      await expect(page.getByRole('listbox')).toBeVisible();
      await everythingNamed('list');
      await press('Escape');
    });

    await test.step('what was said is not said once more when a list or a dialog closes over it', async () => {
      await goToField(page, 'A01');
      await expect(async () => {
        await press('F8');
        await expect(page.locator('.status-said')).not.toHaveText('', { timeout: 200 });
      }).toPass();
      const heard = await listen(page);
      for (const key of ['F1', 'Control+K']) {
        await press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        await press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      expect(await heard()).toEqual([]);
    });

    await test.step('what is found while one types is said once, when the keys rest; a key that finds nothing new says nothing', async () => {
      await goToField(page, 'C03');
      const heard = await listen(page);
      await type('-123456');
      await expect.poll(heard).toEqual([expect.stringContaining(t('findings.error'))]);
      await type('7');
      await page.waitForTimeout(1_500);
      expect(await heard()).toEqual([]);
      // In a line of a list too, which only now becomes a row.
      await goToField(page, 'D05');
      await heard();
      await type('-5');
      await expect.poll(async () => (await heard()).join()).toContain(t('findings.error'));
    });
    await svod.close();
  });

  test(`who confirms last round's answers one by one is told what became of each, and not each time how many wait (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, t } = handsOn(svod, language);
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await answerInFull(svod, { number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    expect(await svod.call('survey.openRound', { job: 'round', round: '2027' })).toMatchObject({ ok: true });
    await page.reload();
    await openFromList(page, /7735991209/);
    await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
    await goToField(page, 'C02');
    const session = await page.context().newCDPSession(page);
    const described = async () => (await spokenOn(session)).find(({ role, name }) => role === 'textbox' && name.endsWith(' C02'))?.description ?? '';
    expect(await described()).toContain(t('last.carried', { round: '2026' }));
    // Typed over it is another answer; nothing is read into the middle of it, and who comes back hears what it was.
    await page.keyboard.type('5');
    expect(await described()).not.toContain('2026');
    await press('Escape', 'Tab', 'Shift+Tab');
    expect(await described()).toContain('2026');
    // In a cell of a table too, where it stands below.
    await goToField(page, 'D05');
    const ofCell = async () => (await spokenOn(session)).find(({ role, name }) => role === 'textbox' && name.endsWith(' D05'))?.description ?? '';
    expect(await ofCell()).toContain(t('last.carried', { round: '2026' }));
    await page.keyboard.type('5');
    expect(await ofCell()).not.toContain('2026');
    await press('ArrowDown', 'ArrowUp');
    expect(await ofCell()).toContain('2026');
    await press('Control+Z');
    await goToField(page, 'A04');
    const heard = await listen(page);
    await press('F3', 'F3');
    const said = new RegExp(t('form.confirmed', { place: '', count: 1 }).replace(/^\D*/, ''));
    await expect(page.locator('.status-said')).toHaveText(said);
    await expect(page.locator('[data-path="/A/A06"] :focus')).toHaveCount(1);
    await page.waitForTimeout(1_000);
    expect((await heard()).filter((words) => !said.test(words))).toEqual([]);
    await svod.close();
  });
}
