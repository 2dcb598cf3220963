import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parseGuide } from '../../shared/guide/chapters.ts';
import { TOURS } from '../../renderer/help/tour.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { wordsIn } from '../helpers/words.ts';

for (const language of ['ru', 'en'] as const) {
  test(`a newcomer looks around in the practice example before anything of their own is there (${language})`, async () => {
    // All bodies of the example make their keys, fill in and sign.
    test.setTimeout(480_000);
    const t = wordsIn(language);
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    if (language === 'en') await page.getByRole('main').getByText('English').click();
    await page.getByRole('button', { name: t('ui.next') }).press('Enter');
    await page.getByRole('button', { name: t('help.example') }).press('Enter');
    for (const role of ['ministry', 'commission'] as const) {
      const tour = page.getByRole('region', { name: t('tour.title') });
      for (const [index, step] of TOURS[role].entries()) {
        await expect(tour).toContainText(t(step.id), { timeout: 120_000 });
        await expect(page.getByText(t('frame.example'))).toBeVisible();
        await show(svod, `tour-${role}-${index + 1}-${language}`);
        // Folded away, the explanation comes back with the next step.
        if (index === 0) {
          await tour.getByRole('button', { name: t('tour.fold') }).press('Enter');
          await expect(tour).not.toContainText(t(step.id));
          await expect(tour.getByRole('button', { name: t('tour.unfold') })).toBeFocused();
        }
        if (index < TOURS[role].length - 1) await tour.getByRole('button', { name: t('ui.next') }).press('Enter');
      }
      if (role === 'ministry') await tour.getByRole('button', { name: t('tour.other.commission') }).press('Enter');
    }
    await page.getByRole('button', { name: t('tour.leave') }).press('Enter');
    await expect(page.getByRole('heading', { name: t('first.languageTitle') })).toBeVisible();
    await svod.close();
  });

  test(`the guide is read in the program and kept as PDF (${language})`, async () => {
    const t = wordsIn(language);
    const { chapters } = parseGuide(await readFile(new URL(`../../shared/guide/${language}.md`, import.meta.url), 'utf8'));
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'BY', body: 'Министерство промышленности', person: 'Иванова А. А.', language, round: '2026', passphrase: 'берёза снег река утро' });
    await page.reload();
    const place = page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t('frame.help') });
    await place.waitFor();
    await page.keyboard.press((await place.getAttribute('title')) ?? '');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(chapters.find(({ id }) => id === 'companies')?.title ?? '');
    const contents = page.getByRole('navigation', { name: t('help.contents') });
    for (const chapter of chapters) {
      await contents.getByRole('button', { name: chapter.title, exact: true }).press('Enter');
      await expect(page.getByRole('heading', { level: 2 })).toHaveText(chapter.title);
    }
    await show(svod, `help-keys-${language}`);
    await contents.getByRole('button').last().press('Enter');
    await page.getByLabel(t('help.findTerm')).fill('tape-out');
    await expect(page.getByRole('definition')).toHaveCount(1);
    await page.getByLabel(t('help.findTerm')).fill('');
    await show(svod, `help-glossary-${language}`);
    const file = join(svod.userData, 'guide.pdf');
    await svod.answerSave(file);
    await page.getByRole('button', { name: t('help.save') }).press('Enter');
    await expect(page.getByText(t('paper.written', { file: 'guide.pdf' }))).toBeVisible();
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
    const structure = execFileSync('pdfinfo', ['-struct', file], { encoding: 'utf8' });
    // The chapters and the glossary.
    expect(structure.match(/^\s*H2/gm)).toHaveLength(chapters.length + 1);
    for (const kind of ['Table', 'TH', 'L', 'LI']) expect(structure).toMatch(new RegExp(`^\\s*${kind}\\b`, 'm'));
    await svod.close();
  });
}
