import { expect, test, vi } from 'vitest';
import { copyRow, takeRow } from '../../../renderer/survey/fill/rows.ts';
import { createFill, type Fill } from '../../../renderer/survey/fill/store.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { AnswerChange } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { environment, formOf, group, q, repeat, rule } from '../../helpers/form.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';
import { clockwork } from './clockwork.ts';

const form = formOf([
  group('C', [
    q('C05', 'decimal', { required: 'true()' }), q('C06', 'decimal'), q('C07', 'text', { relevant: '${C06} > 10' }),
    repeat('site', [q('B29', 'text', { required: 'true()' }), q('B33', 'decimal')]),
  ]),
], { rules: [rule('R1', '${C05} + ${C06} <= 100', ['/C/C05', '/C/C06'], { level: 'warning', stage: 'draft', when: "${C05} != '' and ${C06} != ''" })] });

const opened: OpenedResponse = {
  response: 7, entity: 'e'.repeat(64), company: { country: 'BY', scheme: 'by_unp', number: '200988541', name: 'Завод' }, formHash: 'f'.repeat(64), round: '2026',
  status: 'draft', companyStatus: 'draft', answers: [['/C/C05', 60]], savedAt: 1, person: 'Ковалёва', recovered: 0, moved: null, review: null,
};

const duplicate: Finding = { rule: 'duplicate', level: 'error', paths: ['/C/C05'], message: { kind: 'sentence', code: 'finding.constraint', values: {} } };

async function openForm(changes: Partial<OpenedResponse> = {}) {
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
  });
  const fill = createFill({ bridge, entity: opened.entity, environment: environment(), timers });
  await fill.open();
  return { fill, session: sessionOf(fill), bridge, timers, saved, script };
}

function sessionOf(fill: Fill): Session {
  const { phase } = fill.state.getState();
  if (phase.kind !== 'open') throw new Error('The form is not open.');
  return phase.session;
}

test('an answer repaints its own field and what depends on it, and nothing else', async () => {
  const { fill } = await openForm();
  const [own, dependent, other] = [vi.fn(), vi.fn(), vi.fn()];
  fill.paths.subscribe('/C/C06', own);
  fill.paths.subscribe('/C/C07', dependent);
  fill.paths.subscribe('/C/C05', other);
  fill.answer('/C/C06', 20);
  expect(own).toHaveBeenCalledTimes(1);
  expect(dependent).toHaveBeenCalledTimes(1);
  expect(other).not.toHaveBeenCalled();
});

test('what is typed is saved after a pause, with the counts for the list', async () => {
  const { fill, timers, saved, bridge } = await openForm();
  fill.answer('/C/C06', 50);
  await timers.pass(300);
  expect(saved).toEqual([{ path: '/C/C06', value: 50 }]);
  expect(bridge.calls.at(-1)?.args).toMatchObject({ response: 7, progress: { required: 1, answered: 1, errors: 0, warnings: 1, unjustified: 1 } });
});

test('an empty required answer is no error in the list before somebody wants to complete', async () => {
  const { fill, timers, bridge } = await openForm();
  fill.answer('/C/C05', null);
  await timers.pass(300);
  expect(bridge.calls.at(-1)?.args).toMatchObject({ progress: { answered: 0, errors: 0 } });
  expect(fill.findings()).toEqual([]);
  expect(await fill.check()).toBe(false);
  expect(fill.findingsAt('/C/C05')).toMatchObject([{ rule: 'required', level: 'error' }]);
});

test('a justification settles a warning and is saved like an answer', async () => {
  const { fill, saved } = await openForm();
  fill.answer('/C/C06', 50);
  fill.justify(fill.findings()[0] as Finding, '  Пересчёт  ');
  expect(fill.findings()).toMatchObject([{ rule: 'R1', justification: 'Пересчёт' }]);
  await fill.flush();
  expect(saved.at(-1)).toMatchObject({ path: '!R1:/C/C05' });
  fill.justify(fill.findings()[0] as Finding, ' ');
  expect(fill.findings()[0]?.justification).toBeUndefined();
});

test('completing saves first, then shows the form as the database has it', async () => {
  const { fill, bridge } = await openForm();
  fill.answer('/C/C06', 1);
  await fill.complete();
  const asked = bridge.calls.map((call) => call.method);
  expect(asked.indexOf('survey.saveAnswers')).toBeLessThan(asked.indexOf('survey.complete'));
  expect(fill.state.getState().phase).toMatchObject({ opened: { status: 'complete' } });
});

test('findings that only the database knows are shown when they block', async () => {
  const { fill, script } = await openForm();
  script.complete = () => ({ kind: 'blocked', findings: [duplicate] });
  await fill.complete();
  expect(fill.state.getState().refused).toEqual({ code: 'blocked', values: { count: 1 } });
  expect(fill.findingsAt('/C/C05')).toContainEqual(duplicate);
});

test('a completed form takes no answers until it is a draft again', async () => {
  const { fill, session } = await openForm({ status: 'complete', companyStatus: 'complete' });
  fill.answer('/C/C05', 1);
  expect(session.field('/C/C05').value).toBe(60);
  expect(fill.addRow('/C/site')).toBeNull();
  await fill.reopen('Уточнение');
  fill.answer('/C/C05', 1);
  expect(sessionOf(fill).field('/C/C05').value).toBe(1);
});

test('an approval that is refused says so', async () => {
  const { fill } = await openForm({ status: 'complete' });
  await fill.approve();
  expect(fill.state.getState().refused).toEqual({ code: 'not-complete' });
});

test('a form that cannot be opened says why', async () => {
  const bridge = scriptedBridge({ 'survey.openResponse': () => { throw new Refusal({ code: 'company-unknown' }); } });
  const fill = createFill({ bridge, entity: opened.entity, environment: environment(), timers: clockwork() });
  await fill.open();
  expect(fill.state.getState().phase).toEqual({ kind: 'failed', failure: { code: 'company-unknown' } });
});

test('a row is repeated with its answers, taken out, and put back where it was with its id', async () => {
  const { fill, session } = await openForm();
  const site = (form.body[0] as { children: readonly unknown[] }).children[3] as Repeat;
  const first = fill.addRow('/C/site') as string;
  fill.answer(`${rowPath('/C/site', first)}/B29`, 'Главный корпус');
  fill.answer(`${rowPath('/C/site', first)}/B33`, 120);
  const copy = copyRow(fill, session, site, '/C/site', first) as string;
  expect(session.field(`${rowPath('/C/site', copy)}/B33`).value).toBe(120);
  const taken = takeRow(fill, session, '/C/site', first);
  expect(session.rows('/C/site')).toEqual([copy]);
  taken.restore();
  expect(session.rows('/C/site')).toEqual([first, copy]);
  expect(session.field(`${rowPath('/C/site', first)}/B29`).value).toBe('Главный корпус');
});
