import { createKeptHistories } from '../../../renderer/survey/fill/kept.ts';
import { createFill, type Fill } from '../../../renderer/survey/fill/store.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import { writeAnswersText } from '../../../shared/survey/answersText.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { AnswerChange } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { environment, formOf, group, q, repeat, rule } from '../../helpers/form.ts';
import { scriptedBridge } from '../scripted.ts';
import { clockwork } from './clockwork.ts';

export const form = formOf([
  group('C', [
    q('C05', 'decimal', { required: 'true()' }), q('C06', 'decimal'), q('C07', 'text', { relevant: '${C06} > 10' }),
    repeat('site', [q('B29', 'text', { required: 'true()' }), q('B33', 'decimal')]),
  ]),
], { rules: [rule('R1', '${C05} + ${C06} <= 100', ['/C/C05', '/C/C06'], { level: 'warning', stage: 'draft', when: "${C05} != '' and ${C06} != ''" })] });

export const opened: OpenedResponse = {
  response: 7, entity: 'e'.repeat(64), company: { country: 'BY', scheme: 'by_unp', number: '200988541', name: 'Завод' }, formHash: 'f'.repeat(64), round: '2026',
  status: 'draft', companyStatus: 'draft', answers: writeAnswersText([['/C/C05', 60]]), savedAt: 1, person: 'Ковалёва', review: null,
};

export const duplicate: Finding = { rule: 'duplicate', level: 'error', paths: ['/C/C05'], message: { kind: 'sentence', code: 'finding.constraint', values: {} } };

/** A draft with one answer, open: every call of the program is answered, and what is saved is kept. */
export async function openForm(changes: Partial<OpenedResponse> = {}, more: Parameters<typeof scriptedBridge>[0] = {}, histories = createKeptHistories()) {
  const timers = clockwork();
  const saved: AnswerChange[] = [];
  let now: OpenedResponse = { ...opened, ...changes };
  const script = {
    complete: (): { kind: 'completed'; revision: string } | { kind: 'blocked'; findings: readonly Finding[] } => {
      now = { ...now, status: 'complete', companyStatus: 'complete' };
      return { kind: 'completed', revision: 'r' };
    },
  };
  const bridge = scriptedBridge({
    'survey.openResponse': () => now,
    'survey.form': () => form,
    'survey.compare': () => [],
    'service.cancel': () => null,
    'survey.saveAnswers': (args) => {
      saved.push(...args.changes);
      return { savedAt: 2 };
    },
    'survey.complete': () => script.complete(),
    'survey.approve': () => ({ approved: 0, refused: [opened.entity] }),
    'survey.reopen': () => {
      now = { ...now, status: 'draft', companyStatus: 'draft' };
      return null;
    },
    ...more,
  });
  const fill = createFill({ bridge, entity: opened.entity, environment: environment(), timers, kept: { histories, workspace: 'w' } });
  await fill.open();
  return { fill, session: sessionOf(fill), bridge, timers, saved, script };
}

export function sessionOf(fill: Fill): Session {
  const { phase } = fill.state.getState();
  if (phase.kind !== 'open') throw new Error('The form is not open.');
  return phase.session;
}
