import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fillSurvey } from '../../electron/demo/company.ts';
import { createDice } from '../../electron/demo/dice.ts';
import { amTin, byUnp, kgInn, kzBin, ruInn } from '../../electron/demo/identifiers.ts';
import { createProfile } from '../../electron/demo/profile.ts';
import { answersFromJson } from '../../shared/survey/json.ts';
import { notePath } from '../../shared/survey/path.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, SCREENS } from '../helpers/app.ts';
import { microelectronics } from '../helpers/forms.ts';
import { wordsIn } from '../helpers/words.ts';

const BODY = 'Министерство промышленности и торговли';

/** The words of each sheet of a PDF. */
function sheetsOf(file: string): readonly string[] {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').filter((sheet) => sheet.trim() !== '');
}

for (const language of ['ru', 'en'] as const) {
  test(`a form, an empty form and the register of companies go on paper (${language})`, async () => {
    const t = wordsIn(language);
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const profile = createProfile(createDice('paper'), { kind: 'fab', country: 'RU', name: 'Пинега-Кристалл', year: 2025, day: '2026-03-02', body: BODY });
    const answers = answersFromJson(microelectronics(), fillSurvey(profile, createDice('answers')));
    if (!answers.ok) throw new Error(JSON.stringify(answers.error));
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: BODY, person: 'Снегирёва Е. П.', language, round: '2026', passphrase: 'берёза снег река утро' });
    const added = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: profile.number, name: 'АО «Пинега-Кристалл»' });
    if (!added.ok) throw new Error(added.error.code);
    const { entity } = added.value;
    const opened = await svod.call('survey.openResponse', { entity });
    if (!opened.ok) throw new Error(opened.error.code);
    const noted = [[notePath('/C/C02'), 'С филиалом в Зеленограде: директор подтвердил по телефону 12 марта'], [notePath('/A/A04'), 'Наименование по положению 2025 года']] as const;
    const saved = await svod.call('survey.saveAnswers', {
      response: opened.value.response, changes: [...answers.value, ...noted].map(([path, value]) => ({ path, value })), progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 },
    });
    expect(saved.ok).toBe(true);
    // Names in the letters of the five states, and one without a place to break.
    const others = [
      ['AM', 'am_tin', amTin(createDice('am')), '«Հայկական միկրոէլեկտրոնիկա» ՓԲԸ'], ['KZ', 'kz_bin', kzBin(createDice('kz'), '2015-03-28'), '«Өскемен Әуе Құралдары» ЖШС'],
      ['KG', 'kg_inn', kgInn(createDice('kg'), '2015-03-28'), '«Үмүт Өнөр Жайы» ЖЧК'], ['BY', 'by_unp', byUnp(createDice('by'), 'BY-MI'), 'ОАО «Мікраэлектроніка-Ўздым»'],
      ['RU', 'ru_inn', ruInn(createDice('ru')), `АО «${'Сверхвысокочастотмикроэлектроникприбор'.repeat(3)}»`],
    ] as const;
    for (const [country, scheme, number, name] of others) expect(await svod.call('survey.createCompany', { country, scheme, number, name })).toMatchObject({ ok: true });
    await page.reload();
    mkdirSync(SCREENS, { recursive: true });

    const print = async (name: string, button: string) => {
      const file = join(svod.userData, `${name}.pdf`);
      await svod.answerSave(file);
      await page.getByRole('button', { name: button }).press('Enter');
      await expect(page.getByText(t('paper.written', { file: `${name}.pdf` }))).toBeVisible({ timeout: 60_000 });
      copyFileSync(file, join(SCREENS, `paper-${name}-${language}.pdf`));
      const sheets = sheetsOf(file);
      for (const [index, sheet] of sheets.entries()) {
        expect(sheet).toContain(BODY);
        expect(sheet).toContain(language === 'ru' ? `стр. ${index + 1} из ${sheets.length}` : `page ${index + 1} of ${sheets.length}`);
      }
      return sheets;
    };
    const register = await print('register', t('paper.register'));
    expect(register.join()).toContain(profile.number);
    for (const [, , number, name] of others.slice(0, 4)) for (const text of [number, name]) expect(register.join()).toContain(text);
    await show(svod, `paper-list-${language}`);
    const empty = await print('empty', t('paper.empty'));
    for (const number of ['A01', 'E07', 'J02', 'P01']) expect(empty.join()).toContain(number);

    await page.getByText(profile.number).dblclick();
    await page.getByRole('button', { name: t('paper.form') }).waitFor();
    const form = await print('form', t('paper.form'));
    const code = /[0-9A-F]{4}-[0-9A-F]{4}/.exec(form[0] ?? '')?.[0] ?? 'no code';
    for (const sheet of form) {
      expect(sheet).toContain(code);
      expect(sheet).toContain(profile.number);
    }
    for (const [, text] of noted) expect(form.slice(-2).join().replaceAll(/\s+/g, ' ')).toContain(text);
    await show(svod, `paper-form-${language}`);

    await page.getByRole('button', { name: t('form.complete'), exact: true }).press('Enter');
    const shown = page.getByTitle(t('paper.codeHint'));
    await expect(shown).toBeVisible({ timeout: 30_000 });
    const completed = /[0-9A-F]{4}-[0-9A-F]{4}/.exec(await shown.innerText())?.[0] ?? 'no code';
    expect(completed).not.toBe(code);
    await svod.screenshot(`paper-completed-${language}`);
    for (const sheet of await print('completed', t('paper.form'))) expect(sheet).toContain(completed);
    await svod.close();
  });
}
