import { expect, test } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { handsOn } from '../helpers/hands.ts';
import { valueOf } from '../helpers/result.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { start, tellStories } from '../helpers/stories.ts';

const story = tellStories('withdraw');

for (const language of ['ru', 'en'] as const) {
  test(`what was sent is withdrawn with a reason, and opened again (${language})`, async () => {
    const { svod, page } = await start(story().demo.ministries[0] as string, language);
    const { press, type, goTo, push, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const list = await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 100 });
    const rows = list.ok ? list.value.rows : [];
    const at = rows.findIndex(({ status }) => status === 'sent');
    const company = rows[at];
    if (!company) throw new Error('The example has no company that was sent.');
    const name = company.shortName || company.name;
    const dialog = page.getByRole('dialog', { name: t('withdraw.title', { name }) });
    const act = dialog.getByRole('button', { name: t('withdraw.act') });

    await test.step('a reason is asked for, and what comes of it said', async () => {
      await goTo(page.getByRole('grid'));
      for (let row = 0; row < at; row += 1) await press('ArrowDown');
      await openFromList(page, new RegExp(company.number));
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await look('withdraw-head');
      await push(page.getByRole('button', { name: t('form.withdraw') }), 'Shift+Tab');
      await expect(act).toBeDisabled();
      await type(language === 'ru' ? 'Организация внесена по ошибке' : 'The company was filed by mistake');
      await look('withdraw-dialog');
      await push(act);
      await expect(page.getByText(t('form.withdrawn'))).toBeInViewport();
      await expect(page.getByRole('button', { name: t('form.withdraw') })).toHaveCount(0);
      await look('withdraw-form');
    });

    await test.step('the list shows it as withdrawn; returned to draft it can be completed again', async () => {
      await press('Alt+1');
      await expect(page.getByRole('grid')).toBeFocused();
      await expect(page.getByRole('row', { name: new RegExp(company.number) })).toContainText(t('status.withdrawn'));
      await look('withdraw-list');
      await openFromList(page, new RegExp(company.number));
      await push(page.getByRole('button', { name: t('form.reopen') }), 'Shift+Tab');
      await type(language === 'ru' ? 'Всё же участвует' : 'It takes part after all');
      await push(page.getByRole('dialog').getByRole('button', { name: t('form.reopen') }));
      await expect(page.getByText(t('form.withdrawn'))).toHaveCount(0);
      await expect(page.getByRole('button', { name: t('form.complete'), exact: true })).toBeVisible();
    });

    await test.step('Delete in the list says of a draft that was completed before that it can only be withdrawn', async () => {
      const next = rows.findIndex(({ entity, status }) => status === 'sent' && entity !== company.entity);
      const other = rows[next];
      if (!other) throw new Error('The example has one company alone that was sent.');
      const opened = await svod.call('survey.openResponse', { entity: other.entity });
      if (!opened.ok) throw new Error(opened.error.code);
      await svod.call('survey.reopen', { response: opened.value.response, reason: 'уточнение' });
      await press('Alt+1');
      const row = page.getByRole('row', { name: new RegExp(other.number) });
      await expect(row).toContainText(t('status.draft'));
      await expect(page.getByRole('grid')).toBeFocused();
      await press('Home', ...Array.from({ length: next }, () => 'ArrowDown'), 'Delete');
      await push(page.getByRole('dialog').getByRole('button', { name: t('companies.remove'), exact: true }));
      const asked = page.getByRole('dialog', { name: t('withdraw.title', { name: other.shortName || other.name }) });
      await goTo(asked.getByRole('textbox'));
      await type(language === 'ru' ? 'Ликвидирована' : 'Liquidated');
      await push(asked.getByRole('button', { name: t('withdraw.act') }));
      await expect(row).toContainText(t('status.withdrawn'));
    });
    await svod.close();
  });
}

for (const language of ['ru', 'en'] as const) {
  test(`where two people are demanded one asks for the withdrawal, and another confirms it (${language})`, async () => {
    const { svod, page } = await start(story().demo.ministries[1] as string, language);
    const { press, type, goTo, push, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    valueOf(await svod.call('survey.setTwoPeople', { approval: true, sections: [] }));
    const { rows } = valueOf(await svod.call('survey.companies', { search: '', status: 'sent', country: null, sort: 'name', descending: false, offset: 0, limit: 100 }));
    const company = rows[0];
    if (!company) throw new Error('The example has no company that was sent.');
    const name = company.shortName || company.name;
    const dialog = page.getByRole('dialog', { name: t('withdraw.title', { name }) });
    const row = page.getByRole('row', { name: new RegExp(company.number) });
    const reason = language === 'ru' ? 'Внесена по ошибке' : 'Filed by mistake';
    const askFromList = async () => {
      await goTo(page.getByRole('grid'));
      await press('Home');
      while (await row.getAttribute('aria-selected') !== 'true') await press('ArrowDown');
      await press('Delete');
      await expect(dialog).toBeVisible();
    };

    await test.step('the first asks; the form stands as it stood, and the list says what it waits for', async () => {
      await askFromList();
      await expect(dialog).toContainText(t('withdraw.two'));
      await type(reason);
      await look('withdraw-ask');
      await push(dialog.getByRole('button', { name: t('withdraw.ask') }));
      await expect(row).toContainText(t('withdraw.waits'));
      await look('withdraw-waits');
      await askFromList();
      await expect(dialog.getByRole('button', { name: t('withdraw.confirm') })).toHaveCount(0);
      await press('Escape');
      expect(valueOf(await svod.call('survey.companies', { search: company.number, status: 'sent', country: null, sort: 'name', descending: false, offset: 0, limit: 1 })).total).toBe(1);
    });

    await test.step('another reads who asks and why in the form, and confirms', async () => {
      valueOf(await svod.call('service.setPerson', { person: language === 'ru' ? 'Орлов Пётр Ильич' : 'Piotr Orlov' }));
      await page.reload();
      await expect(page.getByRole('grid')).toBeFocused();
      await openFromList(page, new RegExp(company.number));
      const notice = page.getByRole('status').filter({ hasText: reason });
      await expect(notice).toBeInViewport();
      await look('withdraw-asked');
      await notice.getByRole('button', { name: t('form.withdraw') }).press('Enter');
      await expect(dialog).toContainText(reason);
      await look('withdraw-confirm');
      await push(dialog.getByRole('button', { name: t('withdraw.confirm') }));
      await expect(page.getByText(t('form.withdrawn'))).toBeInViewport();
      await expect(notice).toHaveCount(0);
    });
    await svod.close();
  });
}
