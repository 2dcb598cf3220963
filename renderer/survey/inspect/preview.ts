import { err, ok } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import { writeAnswersText } from '../../../shared/survey/answersText.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';

/** A program that holds one empty response to a form in memory and saves nothing: a form can be tried as it will be filled in. */
export function createPreview(form: FormDefinition, now: () => number): Bridge {
  const opened: OpenedResponse = {
    response: 0, entity: '', company: { country: '', scheme: '', number: '', name: '' }, formHash: 'preview', round: '', status: 'draft', companyStatus: 'draft',
    answers: writeAnswersText([]), savedAt: now(), person: '', review: null,
  };
  const answers: Readonly<Record<string, unknown>> = {
    'survey.openResponse': opened,
    'survey.form': form,
    'survey.compare': [],
  };
  return {
    call: (method) => Promise.resolve(
      method === 'survey.saveAnswers' ? ok({ savedAt: now() } as never)
      : method in answers ? ok(answers[method] as never)
      : err({ code: 'usage' }),
    ),
    drop: () => Promise.resolve(err({ code: 'usage' })),
    on: () => () => undefined,
    onClosing: () => undefined,
  };
}
