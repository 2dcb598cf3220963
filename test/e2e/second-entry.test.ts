import { expect, test, type Page } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { answerInFull } from '../helpers/steps/survey.ts';

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const cursorIn = (page: Page, path: string) => expect(field(page, path).locator(':focus')).toHaveCount(1);

for (const language of ['ru', 'en'] as const) {
  test(`a second person enters a section blind, the differences are settled side by side, all by keyboard (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, goTo, push, open, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const [first, second] = language === 'ru' ? ['Ковалёва Анна Сергеевна', 'Орлов Пётр Ильич'] as const : ['Anna Kovaleva', 'Peter Orlov'] as const;
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: second, language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await svod.call('service.setPerson', { person: first });
    const made = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    if (!made.ok) throw new Error(made.error.code);
    const opened = await svod.call('survey.openResponse', { entity: made.value.entity });
    if (!opened.ok) throw new Error(opened.error.code);
    const changes = ([['/C/C01', 'RUB'], ['/C/C02', 4_800_000], ['/C/C03', 4_350_000], ['/C/C04', 4_200_000]] as const).map(([path, value]) => ({ path, value }));
    await svod.call('survey.saveAnswers', { response: opened.value.response, changes, progress: { required: 0, answered: 4, errors: 0, warnings: 0, unjustified: 0 } });
    await page.reload();
    await page.getByRole('row', { name: /7735991209/ }).waitFor();

    await test.step('the settings say what another person has to do', async () => {
      await open('frame.settings');
      const card = page.getByRole('region', { name: t('twoPeople.title') });
      await goTo(card.getByRole('checkbox', { name: /^C / }));
      await press('Space');
      await expect(card.getByRole('checkbox', { name: /^C / })).toBeChecked();
      await expect(card.getByRole('status')).toHaveText(t('settings.saved'));
      await card.scrollIntoViewIfNeeded();
      await look('two-people');
    });

    const openForm = async () => {
      await open('frame.companies');
      await openFromList(page, /7735991209/);
      await cursorIn(page, '/A/A01');
    };

    await test.step('who entered it cannot enter it again; another person can, and sees nothing of it', async () => {
      await openForm();
      await push(page.getByRole('button', { name: t('second.enter') }), 'Shift+Tab');
      await expect(page.getByRole('alert')).toContainText(first);
      await look('second-same-person');
      await svod.call('service.setPerson', { person: second });
      await page.reload();
      await openFromList(page, /7735991209/);
      // Nothing of the form is shown before they have said whether they enter or read.
      await expect(page.getByRole('button', { name: t('second.enter') })).toBeFocused();
      await expect(page.locator('.form')).toHaveCount(0);
      await expect(page.locator('.banner')).toContainText('RU 7735991209');
      await look('second-ahead');
      await press('Enter');
      await cursorIn(page, '/C/C01');
      await expect(page.locator('.form-notices')).toContainText(t('second.blind'));
      await expect(field(page, '/C/C02').locator('input')).toHaveValue('');
      await expect(page.getByRole('navigation', { name: t('form.sections'), exact: true }).getByRole('button')).toHaveCount(1);
      await press('Control+H');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      // Required questions of other sections are the first person's.
      await press('Shift+F7');
      await expect(field(page, '/C/C01').locator(':focus')).toHaveCount(0);
      await expect(page.locator('.section :focus')).toHaveCount(1);
      await goTo(field(page, '/C/C01'), 'F7');
      await type('RUB');
      await press('Enter');
      await type('4800000', '4530000', '4210000');
      await look('second-blind');
    });

    await test.step('no way leads from there to the first entry: the form stays closed until the second is done', async () => {
      await expect(page.getByRole('button', { name: t('second.back') })).toHaveCount(0);
      await press('Control+P');
      await expect(page.locator('.paper-said')).toHaveCount(0);
      await press('Control+K');
      await page.keyboard.type('C03');
      await expect(page.getByRole('option')).not.toHaveCount(0);
      await expect(page.getByRole('listbox')).not.toContainText(/4.350.000/);
      await press('Escape', 'Alt+ArrowLeft');
      await expect(page.getByRole('button', { name: t('second.goOn') })).toBeFocused();
      await expect(page.locator('.form')).toHaveCount(0);
      await look('second-closed');
      await push(page.getByRole('button', { name: t('second.leave') }));
      await openFromList(page, /7735991209/);
      await expect(page.getByRole('button', { name: t('second.goOn') })).toBeFocused();
      await press('Enter');
      await cursorIn(page, '/C/C01');
      await expect(field(page, '/C/C03').locator('input')).toHaveValue(/^4.530.000$/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC');
      await push(page.getByRole('button', { name: t('second.finish') }), 'Shift+Tab');
    });

    await test.step('the differences stand side by side: 1 keeps the first, 2 takes the second', async () => {
      const [one, two] = [page.locator('.difference').first(), page.locator('.difference').last()];
      await expect(page.locator('.difference')).toHaveCount(2);
      await expect(one).toContainText('C03');
      await expect(one).toContainText(/4.350.000.*4.530.000/s);
      await expect(two).toContainText(/C04.*4.200.000.*4.210.000/s);
      await expect(one).toBeFocused();
      await look('second-differences');
      await press('1');
      await expect(page.locator('.difference-settled')).toHaveCount(1);
      await expect(two).toBeFocused();
      await press('2');
      // What was taken from the second entry is the same in both from now on: no difference is left of it.
      await expect(page.locator('.difference')).toHaveCount(1);
      await expect(one).toBeFocused();
      await expect(page.locator('.banner-good')).toContainText(t('second.allSettled'));
      await look('second-settled');
      await press('Enter');
      await cursorIn(page, '/C/C03');
      await expect(field(page, '/C/C03').locator('input')).toHaveValue('4350000');
      await expect(field(page, '/C/C04').locator('input')).toHaveValue(/^4.210.000$/);
      await press('Control+H');
      await expect(page.getByRole('dialog')).toContainText(t('history.act.settled'));
      await look('second-history');
      await press('Escape');
    });

    await test.step('each entry is called by its name, by eye and by ear; when the last difference goes, the cursor stands on the way on', async () => {
      await press('Alt+ArrowLeft');
      const line = page.locator('.difference');
      await expect(line).toBeFocused();
      await expect(line).toHaveAccessibleName(new RegExp(`C03.*${t('second.entry.first')}: 4.350.000.*${t('second.entry.second')}: 4.530.000.*${t('second.take.first')}`));
      await expect(line.getByRole('button', { name: new RegExp(`${t('second.take.second')}: 4.530.000`) })).toContainText(t('second.take.second'));
      await press('2');
      await expect(line).toHaveCount(0);
      await expect(page.getByRole('button', { name: t('second.back') })).toBeFocused();
    });
    await svod.close();
  });

  test(`whoever enters the name again sees the number of the company in its place, and whoever has read the form is told not to be blind (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { look, push, t } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const [first, second] = language === 'ru' ? ['Ковалёва Анна Сергеевна', 'Орлов Пётр Ильич'] as const : ['Anna Kovaleva', 'Peter Orlov'] as const;
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: 'Минпромторг', person: second, language, round: '2026', passphrase: 'берёза снег река утро' });
    await svod.call('survey.setTwoPeople', { approval: false, sections: ['B'] });
    await svod.call('service.setPerson', { person: first });
    const name = 'АО «Северный кристалл»';
    const made = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name });
    if (!made.ok) throw new Error(made.error.code);
    await svod.call('survey.openResponse', { entity: made.value.entity });
    await svod.call('service.setPerson', { person: second });
    await page.reload();
    await openFromList(page, /7735991209/);
    await push(page.getByRole('button', { name: t('second.read') }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await push(page.getByRole('button', { name: t('second.enter') }), 'Shift+Tab');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('7735991209');
    // They have read the form before: what they enter is told not to be blind, now and beside the differences.
    await expect(page.locator('.form-notices .banner-warning')).toHaveCount(1);
    await expect(field(page, '/B/B01')).toBeVisible();
    await expect(page.locator('body')).not.toContainText(name);
    await look('second-nameless');
    await svod.close();
  });

  test(`where it is wanted another person approves than the one who completed, one form or all (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, push, open, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const [first, second] = language === 'ru' ? ['Ковалёва Анна Сергеевна', 'Орлов Пётр Ильич'] as const : ['Anna Kovaleva', 'Peter Orlov'] as const;
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: second, language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await svod.call('service.setPerson', { person: second });
    await svod.call('service.setPerson', { person: first });
    await svod.call('survey.setTwoPeople', { approval: true, sections: [] });
    const response = await answerInFull(svod, { number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    expect(await svod.call('survey.complete', { response })).toMatchObject({ value: { kind: 'completed' } });
    await page.reload();

    await test.step('the form says that another person approves', async () => {
      await openFromList(page, /7735991209/);
      await push(page.getByRole('button', { name: t('form.approve'), exact: true }));
      await expect(page.getByRole('alert')).toContainText(language === 'ru' ? 'утвердить её должно другое лицо' : 'another person has to approve it');
      await expect(page.getByRole('alert')).toBeInViewport();
      await look('approve-same-person');
    });

    await test.step('so does approving all; the other person changes places at the top and approves', async () => {
      const approveAll = async () => {
        await open('frame.companies');
        await push(page.getByRole('button', { name: t('companies.approve', { count: 1 }) }), 'Shift+Tab');
        await expect(page.getByRole('dialog').getByRole('button', { name: t('form.approve'), exact: true })).toBeFocused();
        await press('Enter');
      };
      await approveAll();
      await expect(page.getByRole('dialog')).toContainText(t('companies.sameHand', { count: 1, person: first }));
      await expect(page.getByRole('dialog')).not.toContainText(t('companies.approved', { count: 0 }));
      await expect(page.getByRole('button', { name: t('ui.close') })).toBeFocused();
      await look('approve-all-same-person');
      await press('Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await push(page.getByRole('button', { name: t('person.switch', { person: first }) }), 'Shift+Tab');
      await expect(page.getByRole('menuitemradio')).toHaveCount(3);
      await press('ArrowDown', 'Enter');
      await expect(page.getByRole('button', { name: t('person.switch', { person: second }) })).toBeVisible();
      await approveAll();
      await expect(page.getByRole('dialog')).toContainText(t('companies.approved', { count: 1 }));
      await press('Enter');
      await expect(page.getByRole('row', { name: /7735991209/ })).toContainText(t('status.approved'));
    });
    await svod.close();
  });
}
