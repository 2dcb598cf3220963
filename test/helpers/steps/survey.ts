import { expect } from '@playwright/test';
import { printDate } from '../../../renderer/ui/field/dates.ts';
import { editNumber } from '../../../renderer/ui/field/numbers.ts';
import type { Json } from '../../../shared/base/json.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { FormDefinition, Question } from '../../../shared/survey/form.ts';
import type { App } from '../app.ts';
import { fillIn, nodes } from '../filling.ts';
import { environment } from '../form.ts';
import { microelectronics } from '../forms.ts';
import type { Hands } from '../hands.ts';
import { TODAY, VALID_FAB } from '../microelectronics.ts';
import { valueOf } from '../result.ts';

type Entries = Readonly<Record<string, Json>>;

/** A company of Russia with a valid answer to everything, saved as the window saves it; gives its response, a draft. */
export async function answerInFull(svod: App, { number, name }: { readonly number: string; readonly name: string }): Promise<number> {
  const { entity } = valueOf(await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number, name }));
  const { response } = valueOf(await svod.call('survey.openResponse', { entity }));
  const session = createSession(compileForm(microelectronics()), new Map(), environment(TODAY));
  fillIn(session, VALID_FAB);
  valueOf(await svod.call('survey.saveAnswers', { response, changes: [...session.answers()].map(([path, value]) => ({ path, value })), progress: session.progress('/') }));
  return response;
}

/** Adds a company of the body's own state and opens its form. */
export async function addCompany({ page, t, press, type, goTo }: Hands, { number, name }: { readonly number: string; readonly name: string }): Promise<void> {
  await press('Insert');
  await type(number);
  await expect(page.getByText(t('add.valid'))).toBeVisible();
  await goTo(page.getByRole('dialog').getByLabel(t('add.name')));
  await type(name);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Types the answers to the questions of a section one after another; the cursor stands in its first field. */
export async function typeSection(hands: Hands, form: FormDefinition, name: string, answers: Entries): Promise<void> {
  const { page, goTo } = hands;
  for (const question of nodes(form.body)) {
    const answer = answers[question.name];
    if (question.kind !== 'question' || !question.path.startsWith(`/${name}/`) || answer === undefined) continue;
    await goTo(page.locator(`[data-path="${question.path}"]`));
    await typeAnswer(hands, form, question, answer);
  }
  await hands.press('Tab');
}

async function typeAnswer({ page, language, press, type }: Hands, form: FormDefinition, question: Question, answer: Json): Promise<void> {
  const choices = form.choices[question.list ?? ''] ?? [];
  const labelOf = (code: string) => choices.find((choice) => choice.value === code)?.label[language] ?? code;
  switch (question.type) {
    case 'select_multiple':
      await press('Space');
      for (const code of answer as readonly string[]) {
        await press('Control+A');
        await type(labelOf(code));
        await press('ArrowDown', 'Enter');
      }
      await press('Escape');
      return expect(page.locator(`[data-path="${question.path}"] .choices-value`)).toHaveText((answer as readonly string[]).map(labelOf).join('; '));
    case 'select_one': {
      const inRadios = await page.locator(`[data-path="${question.path}"]`).getByRole('radio').count() > 0;
      if (!inRadios) return type(labelOf(String(answer)));
      const place = choices.findIndex((choice) => choice.value === answer);
      return press('Space', ...Array.from({ length: place }, () => 'ArrowRight'));
    }
    case 'date': return type(printDate(language, String(answer)));
    default: return type(typeof answer === 'number' ? editNumber(language, answer) : String(answer));
  }
}

/** Gives the one company, whose form is open, the rest of its answers as the window itself saves them, and opens its form again. */
export async function fillTheRest({ svod, page, open, press }: Hands, form: FormDefinition, answers: Entries): Promise<void> {
  await open('frame.companies');
  await expect(page.getByRole('grid')).toBeFocused();
  const { rows } = valueOf(await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 }));
  const { response, answers: known } = valueOf(await svod.call('survey.openResponse', { entity: rows[0]?.entity ?? '' }));
  const session = createSession(compileForm(form), readAnswersText(known), { now: () => new Date().toISOString(), random: Math.random, uuid: () => crypto.randomUUID() });
  fillIn(session, answers);
  const { required, answered } = session.progress('/');
  valueOf(await svod.call('survey.saveAnswers', { response, changes: session.takeChanges(), progress: { required, answered, errors: 0, warnings: 0, unjustified: 0 } }));
  await press('Enter');
  await expect(page.locator('.form-head')).toBeVisible();
}

/** Goes to the head of the open form, where the acts stand. */
export async function goToHead({ page, goTo }: Hands): Promise<void> {
  await goTo(page.locator('.form-head'), 'F6');
}

/** Completes the open form and approves it. */
export async function completeAndApprove(hands: Hands): Promise<void> {
  const { page, t, push, look } = hands;
  await goToHead(hands);
  await push(page.getByRole('button', { name: t('form.complete'), exact: true }));
  await expect(page.getByText(t('form.completed'))).toBeInViewport();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await look('form-complete');
  await push(page.getByRole('button', { name: t('form.approve') }));
  await expect(page.getByText(t('form.approvedText'))).toBeInViewport();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
}
