import { expect, test, type Page } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';

test.describe.configure({ mode: 'serial' });

const example = makeExample('review', 24);

async function start(workspace: string): Promise<App> {
  const svod = await launchApp({ workspace });
  await expect(svod.page.getByRole('grid')).toBeVisible();
  return svod;
}

async function merge(svod: App, ...files: readonly string[]): Promise<void> {
  await svod.answerOpen(...files);
  await svod.page.getByRole('button', { name: 'Выбрать пакеты…' }).press('Enter');
  await svod.page.getByRole('button', { name: /^Свести \d+ пакет/ }).press('Enter');
  await expect(svod.page.getByText('Слияние выполнено')).toBeVisible({ timeout: 60_000 });
}

async function openCompany(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row')).toHaveCount(2, { timeout: 3_000 });
  }).toPass();
  await page.getByRole('grid').press('Enter');
}

async function seal(svod: App, file: string): Promise<void> {
  await svod.answerSave(file);
  await svod.page.getByLabel('Парольная фраза').fill(example.demo.passphrase);
  await svod.page.keyboard.press('Enter');
  await expect(svod.page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
}

/** What the case tells, one deed after another. */
const deeds = async (page: Page): Promise<readonly string[]> => {
  await page.locator('.case-entry').last().waitFor();
  return page.locator('.case-said > p:first-child').allTextContents();
};

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const reason = 'Сверьте сведения о регистрации с реестром';
const onAll = 'Приложите выписку, на которой основана анкета';
const comment = 'Не совпадает с записью в реестре юридических лиц';
const note = 'Сверено с выпиской, по телефону подтвердил бухгалтер';
const reply = 'Запись в реестре исправлена 1 марта';

test('a company goes back with its comments, is corrected, and is accepted', async () => {
  const [first] = example.demo.ministries as [string];
  const back = example.at('back-1.svod');
  const again = example.at('again.svod');
  const accepted = example.at('back-2.svod');
  let company = '';
  let commented = '';
  let thread: readonly string[] = [];

  await test.step('the Commission comments on a value and returns the company, by keyboard', async () => {
    const svod = await start(example.demo.commission);
    const { page } = svod;
    await page.keyboard.press('Alt+2');
    await merge(svod, ...example.demo.bundles);
    const own = await svod.call('survey.companies', { search: '', status: 'received', country: null, sort: 'name', descending: false, offset: 0, limit: 500 });
    const ministry = await start(first);
    const theirs = await ministry.call('survey.companies', { search: '', status: 'sent', country: null, sort: 'name', descending: false, offset: 0, limit: 500 });
    await ministry.close();
    if (!own.ok || !theirs.ok) throw new Error('The lists could not be read.');
    company = own.value.rows.find((row) => theirs.value.rows.some((other) => other.entity === row.entity))?.number ?? '';

    await openCompany(page, company);
    const origin = page.getByRole('complementary', { name: 'Откуда значение' });
    await expect(origin).toContainText('Подписано ключом');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    commented = (await origin.getByRole('heading', { level: 2 }).textContent()) ?? '';
    await page.keyboard.press('F9');
    await expect(origin.getByRole('textbox', { name: 'Замечание к этому значению' })).toBeFocused();
    await page.keyboard.type(comment);
    await page.keyboard.press('Control+Enter');
    await expect(origin.getByRole('listitem').filter({ hasText: comment })).toContainText('ещё не направлено');
    await show(svod, 'review-commented');

    await page.keyboard.press('Shift+F9');
    await expect(origin.getByRole('textbox', { name: 'Замечание ко всей анкете' })).toBeFocused();
    await page.keyboard.type(onAll);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Замечание ко всей анкете' })).toContainText('1');
    await page.keyboard.press('Shift+F9');
    await expect(origin.getByRole('listitem').filter({ hasText: onAll })).toContainText('ещё не направлено');
    await show(svod, 'review-commented-whole');
    await page.keyboard.press('Escape');
    await expect(origin.getByRole('heading', { level: 2 })).toHaveText(commented);

    await page.getByRole('button', { name: 'Вернуть…' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Вернуть', exact: true })).toBeDisabled();
    await page.keyboard.type(reason);
    await page.keyboard.press('Tab');
    await page.keyboard.type('15.12.2026');
    await show(svod, 'review-return');
    await dialog.getByRole('button', { name: 'Вернуть', exact: true }).press('Enter');
    await expect(page.getByText(`Возвращена: ${reason}`)).toBeVisible();
    await expect(page.getByText('Ещё не направлено: уйдёт со следующим пакетом.')).toBeVisible();
    await show(svod, 'review-returned');

    await page.keyboard.press('Alt+4');
    await expect(heading(page, 'Пакеты')).toBeVisible();
    await expect(page.getByText('Войдут решения, замечания и устранённые расхождения')).toBeVisible();
    await show(svod, 'review-export');
    await seal(svod, back);
    await show(svod, 'review-receipt');
    await svod.close();
  });

  await test.step('the ministry merges the bundle, reads why, corrects and sends again', async () => {
    const svod = await start(first);
    const { page } = svod;
    await page.keyboard.press('Alt+3');
    await merge(svod, back);
    await show(svod, 'review-ministry-report');
    await openCompany(page, company);
    await expect(page.getByText(`Возвращена Комиссией: ${reason}`)).toBeVisible();
    await expect(page.getByText('Исправить до 15.12.2026.')).toBeVisible();
    await expect(page.getByText(onAll)).toBeVisible();
    const findings = page.getByRole('region', { name: 'Замечания' });
    const line = findings.getByRole('button').filter({ hasText: comment });
    await expect(line).toBeVisible();
    await line.press('Enter');
    await expect(page.locator('.question', { hasText: commented }).locator('.question-margin')).toContainText(comment);
    await page.keyboard.press('F9');
    await expect(findings.getByRole('textbox', { name: 'Ответ Комиссии' })).toBeFocused();
    await page.keyboard.type(reply);
    await show(svod, 'review-ministry-reply');
    await page.keyboard.press('Control+Enter');
    await expect(line).toContainText(`Ответ: ${reply}`);
    await show(svod, 'review-ministry-form');
    await page.getByRole('button', { name: 'К замечанию' }).press('Enter');
    await expect(page.locator('.question', { hasText: commented }).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+N');
    await page.keyboard.type(note);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Завершить', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Утвердить', exact: true }).press('Enter');
    await expect(page.getByText(`Возвращена Комиссией: ${reason}`)).toBeHidden();
    await page.keyboard.press('Alt+2');
    await seal(svod, again);
    await svod.close();
  });

  await test.step('the Commission sees it received again and accepts it', async () => {
    const svod = await start(example.demo.commission);
    const { page } = svod;
    await page.keyboard.press('Alt+2');
    await merge(svod, again);
    await openCompany(page, company);
    await expect(page.getByText(`Возвращена: ${reason}`)).toBeHidden();
    await expect(page.locator('.value-comment').filter({ hasText: note })).toBeVisible();
    await show(svod, 'review-noted');
    await page.getByRole('button', { name: 'Принять…' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Принять', exact: true })).toBeDisabled();
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByText('Пригодны с оговорками.')).toBeVisible();
    await show(svod, 'review-accept');
    await dialog.getByRole('button', { name: 'Принять', exact: true }).press('Enter');
    await expect(page.getByText('Принята Комиссией')).toBeVisible();
    await expect(page.getByText('Класс качества ответов: B.')).toBeVisible();
    await show(svod, 'review-accepted');
    await page.getByRole('button', { name: 'Дело' }).press('Enter');
    thread = await deeds(page);
    expect(thread.slice(-6)).toEqual(['Замечания', 'Возвращена на исправление', 'Ответ на замечания', 'Ответы исправлены', 'Утверждена к передаче', 'Принята · Класс B']);
    await expect(page.locator('.case-entry', { hasText: reply })).toHaveAttribute('data-side', 'body');
    await expect(page.locator('.case-entry', { hasText: note })).toContainText('Примечание');
    await show(svod, 'review-case-commission');
    await page.keyboard.press('Alt+4');
    await seal(svod, accepted);
    await svod.close();
  });

  await test.step('the ministry sees that it is accepted', async () => {
    const svod = await start(first);
    const { page } = svod;
    await page.keyboard.press('Alt+3');
    await merge(svod, accepted);
    await page.keyboard.press('Alt+1');
    await page.getByRole('radio', { name: /^Принята/ }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('grid').press('Enter');
    await expect(page.getByText('Комиссия приняла анкету. Класс качества ответов: B.')).toBeVisible();
    await show(svod, 'review-ministry-accepted');
    // Whatever stands in the form leads to its revision and to the bundle that it left in (M10).
    const field = page.locator('.question input').first();
    await field.focus();
    await page.keyboard.press('Control+H');
    const history = page.getByRole('dialog');
    const stated = history.getByRole('table').last();
    await expect(stated.getByRole('columnheader', { name: 'Редакция' })).toBeVisible();
    await expect(stated.getByRole('row').nth(1)).toContainText(/№\s\d+.*[0-9a-f]{8}/);
    await show(svod, 'review-field-revisions');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Дело' }).press('Enter');
    await expect(page.getByRole('listitem').last()).toContainText('Принята · Класс B');
    expect(await deeds(page)).toEqual(thread);
    await show(svod, 'review-case-ministry');
    await svod.close();
  });
});

test('the way back in English', async () => {
  const svod = await launchApp({ workspace: example.demo.commission, locale: 'en' });
  const { page } = svod;
  await page.getByRole('radio', { name: 'English' }).click();
  await page.keyboard.press('Alt+1');
  await page.getByRole('radio', { name: /^Received/ }).click();
  await page.getByRole('grid').press('Enter');
  await page.getByRole('button', { name: 'Return…' }).press('Enter');
  await page.keyboard.type('Compare with the register');
  await page.getByRole('dialog').getByRole('button', { name: 'Return', exact: true }).press('Enter');
  await expect(page.getByText('Returned: Compare with the register')).toBeVisible();
  await show(svod, 'review-returned-en');
  await page.keyboard.press('Alt+4');
  await expect(page.getByText('Decisions, comments and resolved conflicts that go')).toBeVisible();
  await show(svod, 'review-export-en');
  await svod.close();
});
