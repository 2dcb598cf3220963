import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadShippedForm } from '../../electron/survey/form.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { VALID_FAB } from '../helpers/microelectronics.ts';
import { exportBundle, mergeBundle } from '../helpers/steps/bundle.ts';
import { firstRun, type Newcomer } from '../helpers/steps/firstRun.ts';
import { addCompany, completeAndApprove, fillTheRest, typeSection } from '../helpers/steps/survey.ts';
import { addKey, exportPublicKey, exportRegistry, installRegistry } from '../helpers/steps/trust.ts';
import { secretsInLogs, secretsOfKey } from '../helpers/written.ts';

type Entries = Readonly<Record<string, Json>>;

/** The number of the company in the valid response. */
const number = '7735991209';

/** One official, one company, one officer of the Commission; every word of theirs is one no log would hold by chance. */
interface Story {
  readonly ministry: Newcomer & { readonly body: string };
  readonly commission: Newcomer;
  readonly company: string;
  readonly position: string;
}

const stories: Readonly<Record<Language, Story>> = {
  en: {
    ministry: { role: 'ministry', country: 'RU', body: 'Ministry of Industry and Trade', person: 'Zakharova Vlada Innokentyevna', round: '2026', passphrase: 'heron lantern quartz meadow' },
    commission: { role: 'commission', person: 'Erzhanova Gulnara Serikovna', round: '2026', passphrase: 'walnut harbour violin frost' },
    company: 'Quillwort Crystals JSC', position: 'Head of Foresight, desk 7741',
  },
  ru: {
    ministry: { role: 'ministry', country: 'RU', body: 'Министерство промышленности и торговли', person: 'Захарова Влада Иннокентьевна', round: '2026', passphrase: 'цапля фонарь кварц луговина' },
    commission: { role: 'commission', person: 'Ержанова Гульнара Сериковна', round: '2026', passphrase: 'орех гавань скрипка изморозь' },
    company: 'АО «Полушниковые кристаллы»', position: 'Начальник отдела предвидения, кабинет 7741',
  },
};

let folder: string;
let form: FormDefinition;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-whole-'));
  form = (await loadShippedForm()).definition;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const language of ['en', 'ru'] as const) {
  test(`the whole job by keyboard alone, from the first run to a merged value with its provenance (${language})`, async () => {
    const story = stories[language];
    const at = (name: string) => join(folder, `${language}-${name}`);
    const ministry = await begin(language);
    const commission = await begin(language);

    const spoken = await test.step('an official makes a workspace and writes out the public key', async () => {
      await firstRun(ministry, story.ministry, at('sheet.pdf'));
      return exportPublicKey(ministry, at('key.svodkey'));
    });

    const root = await test.step('the Commission makes its own, compares the key, adds it and writes out the registry', async () => {
      await firstRun(commission, story.commission, at('commission-sheet.pdf'));
      await addKey(commission, at('key.svodkey'), spoken, story.commission.passphrase);
      return exportRegistry(commission, at('registry.svodtrust'));
    });

    await test.step('the official installs the registry', () => installRegistry(ministry, at('registry.svodtrust'), root));

    await test.step('a company is added; its first section is typed, the others are filled', async () => {
      await ministry.open('frame.companies');
      await addCompany(ministry, { number, name: story.company });
      const { A, ...rest } = VALID_FAB as Readonly<Record<'A' | 'B', Entries>>;
      await typeSection(ministry, form, 'A', { ...A, A04: story.ministry.body, A06: story.position });
      await fillTheRest(ministry, form, { ...rest, B: { ...rest.B, B01: story.company, B02: story.company } });
    });

    await test.step('the form is completed and approved', () => completeAndApprove(ministry));

    const code = await test.step('a bundle is exported', () => exportBundle(ministry, at('bundle.svod'), story.ministry.passphrase));

    await test.step('the Commission verifies the bundle and merges it', () => mergeBundle(commission, at('bundle.svod'), code));

    await test.step('the merged value says who entered it, whose key signed it and in which bundle it came', async () => {
      const { page, t, open, press, goTo } = commission;
      await open('frame.companies');
      await expect(page.getByRole('row', { name: story.company })).toBeVisible();
      await press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: story.company })).toBeVisible();
      const value = page.locator('.company-body [data-path="/A/A06"]');
      await goTo(value, 'ArrowDown');
      await expect(value).toHaveText(story.position);
      const origin = page.getByRole('complementary', { name: t('origin.title') });
      await expect(origin).toContainText(story.position);
      await expect(origin).toContainText(`${t('origin.signer')}${story.ministry.person}, ${story.ministry.body}`);
      await expect(origin.getByRole('img', { name: t('origin.verified') }).first()).toBeVisible();
      await expect(origin).toContainText(`${t('origin.key')}${spoken.join(' ')}`);
      await expect(origin).toContainText(basename(at('bundle.svod')));
      await expect(origin).toContainText(t('origin.historyNone'));
      await commission.svod.screenshot(`whole-provenance-${language}`);
    });

    await test.step('no log holds an answer, a passphrase or a key', async () => {
      for (const [{ svod }, who] of [[ministry, story.ministry], [commission, story.commission]] as const) {
        expect(await secretsInLogs(svod.userData, {
          ...secretsOfKey(join(svod.userData, 'workspace'), who.passphrase), company: story.company, number, answer: story.position, official: story.ministry.person,
          'ministry passphrase': story.ministry.passphrase, 'commission passphrase': story.commission.passphrase,
        })).toEqual([]);
      }
    });
    await ministry.svod.close();
    await commission.svod.close();
  });
}

/** A program of its own with a fresh data folder, and somebody at its keyboard. */
async function begin(language: Language): Promise<Hands> {
  const svod = await launchApp();
  // Two windows stand on one screen: each behaves as if it were in front, as on two computers.
  const session = await svod.page.context().newCDPSession(svod.page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return handsOn(svod, language);
}
