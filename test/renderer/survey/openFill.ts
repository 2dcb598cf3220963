import { createFill, type Fill } from '../../../renderer/survey/fill/store.ts';
import { writeAnswersText } from '../../../shared/survey/answersText.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { environment } from '../../helpers/form.ts';
import { scriptedBridge } from '../scripted.ts';
import { clockwork } from './clockwork.ts';

/** The draft of a form, open and empty. */
export async function openFill(form: FormDefinition): Promise<{ readonly fill: Fill; readonly session: Session }> {
  const bridge = scriptedBridge({
    'survey.openResponse': () => ({
      response: 1, entity: 'e'.repeat(64), company: { country: 'BY', scheme: 'by_unp', number: '200988541', name: 'Завод' }, formHash: 'f'.repeat(64), round: '2026',
      status: 'draft', companyStatus: 'draft', answers: writeAnswersText([]), savedAt: 1, person: 'Ковалёва', review: null,
    }),
    'survey.form': () => form,
    'survey.compare': () => [],
    'service.cancel': () => null,
    'survey.saveAnswers': () => ({ savedAt: 2 }),
  });
  const fill = createFill({ bridge, entity: 'e'.repeat(64), environment: environment(), timers: clockwork() });
  await fill.open();
  const { phase } = fill.state.getState();
  if (phase.kind !== 'open') throw new Error('The form is not open.');
  return { fill, session: phase.session };
}
