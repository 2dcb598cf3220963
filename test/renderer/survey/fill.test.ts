import { expect, test, vi } from 'vitest';
import { createKeptHistories } from '../../../renderer/survey/fill/kept.ts';
import { copyRow } from '../../../renderer/survey/fill/rows.ts';
import { nextFinding, nextRequired } from '../../../renderer/survey/fill/place.ts';
import { isComment } from '../../../renderer/survey/fill/review.ts';
import { RETRY } from '../../../renderer/survey/fill/saving.ts';
import { createFill } from '../../../renderer/survey/fill/store.ts';
import type { Review } from '../../../shared/ipc/survey.ts';
import { writeAnswersText } from '../../../shared/survey/answersText.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { AnswerChange } from '../../../shared/survey/response.ts';
import { environment } from '../../helpers/form.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';
import { clockwork } from './clockwork.ts';
import { duplicate, form, opened, openForm, sessionOf } from './openForm.ts';

test('an answer is saved even where what shows it fails', async () => {
  const { fill, timers, saved } = await openForm();
  fill.paths.subscribe('/C/C06', () => { throw new Error('A bug of the window.'); });
  expect(() => fill.answer('/C/C06', 5)).toThrow();
  await timers.pass(300);
  expect(saved).toEqual([{ path: '/C/C06', value: 5 }]);
});

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

test('comparing with the other companies waits for nobody, and nobody waits for it once the form is left', async () => {
  let end: (found: readonly Finding[]) => void = () => undefined;
  const { fill, bridge } = await openForm({}, { 'survey.compare': () => new Promise<readonly Finding[]>((resolve) => { end = resolve; }) });
  fill.answer('/C/C06', 20);
  await fill.close();
  const asked = bridge.calls.find(({ method }) => method === 'survey.compare')?.args as { readonly job: string };
  expect(bridge.calls.filter(({ method }) => method === 'service.cancel').map(({ args }) => args)).toEqual([{ job: asked.job }]);
  const before = fill.state.getState();
  end([]);
  await Promise.resolve();
  expect(fill.state.getState()).toBe(before);
});

test('comparing that finds nothing new paints nothing again, whatever is typed meanwhile', async () => {
  const ends: ((found: readonly Finding[]) => void)[] = [];
  const { fill } = await openForm({}, { 'survey.compare': () => new Promise<readonly Finding[]>((resolve) => { ends.push(resolve); }) });
  const painted = vi.fn();
  fill.state.subscribe(painted);
  ends[0]?.([]);
  await new Promise((resolve) => { setTimeout(resolve); });
  expect(painted).not.toHaveBeenCalled();
  const checked = fill.check();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.([duplicate]);
  await checked;
  expect(painted).toHaveBeenCalled();
  expect(fill.findings()).toContainEqual(duplicate);
});

test('a form that is opened at a place sends the person there with the first painting, not after one of another page', async () => {
  const { fill } = await openForm();
  const shown: (string | null)[] = [];
  const before = fill.state.getState().phase;
  fill.state.subscribe(({ phase, jump }) => { if (phase !== before) shown.push(jump?.path ?? null); });
  await fill.open('/C/C06');
  expect(shown[0]).toBe('/C/C06');
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

test('a comment of the Commission is replied to in place, also where nothing can be changed; the reply settles nothing and blocks nothing', async () => {
  const said = { text: 'Почему 60?', person: 'К', claimedAt: '2026-03-01T00:00:00.000Z' };
  const review = (text: string | null): Review => ({ decision: null, comments: [{ path: '/C/C05', ...said }], replies: text === null ? [] : [{ ...said, path: '/C/C05', text }] });
  const { fill, bridge } = await openForm({ status: 'approved', companyStatus: 'sent', review: review(null) }, { 'merge.reply': ({ comments }) => review(comments[0]?.text ?? null) });
  const comment = () => fill.findingsAt('/C/C05').find(isComment);
  expect(comment()).toMatchObject({ level: 'info' });
  expect(comment()).not.toHaveProperty('justification');
  await fill.reply('/C/C05', ' По отчёту ');
  expect(bridge.calls).toContainEqual({ method: 'merge.reply', args: { entity: opened.entity, round: '2026', comments: [{ path: '/C/C05', text: 'По отчёту' }] } });
  expect(comment()?.justification).toBe('По отчёту');
  await fill.reply('/C/C05', '');
  expect(comment()).not.toHaveProperty('justification');
});

test('a reply that is refused says why', async () => {
  const { fill } = await openForm({}, { 'merge.reply': () => { throw new Refusal({ code: 'disk-full' }); } });
  await fill.reply('/', 'Ответ');
  expect(fill.state.getState().refused).toEqual({ code: 'disk-full' });
});

test('completing saves first, then shows the form as the database has it', async () => {
  const { fill, bridge } = await openForm();
  fill.answer('/C/C06', 1);
  await fill.complete();
  const asked = bridge.calls.map((call) => call.method);
  expect(asked.indexOf('survey.saveAnswers')).toBeLessThan(asked.indexOf('survey.complete'));
  expect(fill.state.getState().phase).toMatchObject({ opened: { status: 'complete' } });
});

test('while a form is being completed nothing is typed that would not be in it, and nothing is asked twice', async () => {
  let answer: () => void = () => undefined;
  const waited = new Promise<void>((resolve) => { answer = resolve; });
  const { fill, timers, saved, bridge } = await openForm({}, { 'survey.complete': async () => {
    await waited;
    return { kind: 'blocked', findings: [] };
  } });
  const completed = fill.complete();
  fill.answer('/C/C06', 1);
  expect(fill.addRow('/C/site')).toBeNull();
  const again = fill.complete();
  await timers.pass(300);
  answer();
  await Promise.all([completed, again]);
  expect(bridge.calls.filter(({ method }) => method === 'survey.complete')).toHaveLength(1);
  expect(saved).toEqual([]);
  fill.answer('/C/C06', 2);
  await timers.pass(300);
  expect(saved).toEqual([{ path: '/C/C06', value: 2 }]);
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

const site = (form.body[0] as { children: readonly unknown[] }).children[3] as Repeat;

test('a row is repeated below itself with its answers, taken out, and comes back where it was with its id', async () => {
  const { fill, session } = await openForm();
  const first = fill.addRow('/C/site') as string;
  fill.answer(`${rowPath('/C/site', first)}/B29`, 'Главный корпус');
  fill.answer(`${rowPath('/C/site', first)}/B33`, 120);
  const last = fill.addRow('/C/site') as string;
  const copy = copyRow(fill, site, '/C/site', first) as string;
  expect(session.rows('/C/site')).toEqual([first, copy, last]);
  expect(session.field(`${rowPath('/C/site', copy)}/B33`).value).toBe(120);
  fill.removeRow('/C/site', first);
  expect(session.rows('/C/site')).toEqual([copy, last]);
  fill.undo();
  expect(session.rows('/C/site')).toEqual([first, copy, last]);
  expect(session.field(`${rowPath('/C/site', first)}/B29`).value).toBe('Главный корпус');
});

test('what is typed into one field is undone at once, field by field, and done again', async () => {
  const { fill, session } = await openForm();
  for (const value of [1, 12, 125]) fill.answer('/C/C06', value);
  fill.answer('/C/C05', 7);
  fill.undo();
  expect([session.field('/C/C05').value, session.field('/C/C06').value]).toEqual([60, 125]);
  fill.undo();
  expect(session.field('/C/C06').value).toBeNull();
  expect(fill.state.getState()).toMatchObject({ jump: { path: '/C/C06' }, said: { way: 'undo', path: '/C/C06' } });
  fill.undo();
  expect(fill.state.getState().said).toMatchObject({ way: 'nothing' });
  fill.redo();
  fill.redo();
  expect([session.field('/C/C05').value, session.field('/C/C06').value]).toEqual([7, 125]);
});

test('a field that is left and entered again is another step; what is undone is saved too', async () => {
  const { fill, session, saved } = await openForm();
  fill.answer('/C/C06', 1);
  await fill.flush();
  fill.answer('/C/C06', 2);
  fill.undo();
  expect(session.field('/C/C06').value).toBe(1);
  await fill.flush();
  expect(saved.at(-1)).toEqual({ path: '/C/C06', value: 1 });
});

test('many changes at once are one step; a justification is undone like an answer', async () => {
  const { fill, session } = await openForm();
  fill.edit(() => {
    const row = fill.addRow('/C/site') as string;
    fill.answer(`${rowPath('/C/site', row)}/B29`, 'Склад');
    fill.answer('/C/C06', 50);
  });
  fill.justify(fill.findings()[0] as Finding, 'Пересчёт');
  fill.undo();
  expect(fill.findings()).toMatchObject([{ rule: 'R1' }]);
  expect(fill.findings()[0]?.justification).toBeUndefined();
  fill.undo();
  expect([session.rows('/C/site'), session.field('/C/C06').value]).toEqual([[], null]);
  fill.redo();
  expect(session.field(`${rowPath('/C/site', session.rows('/C/site')[0] as string)}/B29`).value).toBe('Склад');
});

test('the next empty required question is found from the cursor on, round the end; the next finding too', async () => {
  const { fill, session } = await openForm({ answers: writeAnswersText([]) });
  const row = fill.addRow('/C/site') as string;
  const inRow = `${rowPath('/C/site', row)}/B29`;
  expect(nextRequired(session, null, false)).toBe('/C/C05');
  expect(nextRequired(session, '/C/C05', false)).toBe(inRow);
  expect(nextRequired(session, inRow, false)).toBe('/C/C05');
  expect(nextRequired(session, '/C/C05', true)).toBe(inRow);
  const findings = session.findings('complete');
  expect(nextFinding(session, findings, null, '/C/C05', false)?.paths).toEqual([inRow]);
  expect(nextFinding(session, findings, findings[1] ?? null, inRow, false)?.paths).toEqual(['/C/C05']);
  expect(nextRequired(session, null, false, (path) => path !== '/C/C05')).toBe(inRow);
  expect(nextRequired(session, inRow, true, (path) => path === inRow)).toBe(inRow);
  expect(nextRequired(session, null, false, () => false)).toBeNull();
  fill.answer('/C/C05', 1);
  fill.answer(inRow, 'Склад');
  expect(nextRequired(session, null, false)).toBeNull();
});

test('what the person has done since they asked to save is not covered by the word that it is saved', async () => {
  const { fill, saved } = await openForm();
  fill.answer('/C/C06', 5);
  const asked = fill.saveNow();
  fill.undo();
  await asked;
  expect(saved.map(({ value }) => value)).toEqual([5, null]);
  expect(fill.state.getState().said).toMatchObject({ way: 'undo' });
  await fill.saveNow();
  expect(fill.state.getState().said).toMatchObject({ way: 'saved' });
});

test('what was done in a form is undone after it was left and opened again, unless something else has changed it meanwhile', async () => {
  const kept = createKeptHistories();
  const first = await openForm({}, {}, kept);
  first.fill.answer('/C/C06', 5);
  await first.fill.close();
  const second = await openForm({ answers: writeAnswersText([['/C/C05', 60], ['/C/C06', 5]]) }, {}, kept);
  second.fill.undo();
  expect(second.session.field('/C/C06').value).toBeNull();
  second.fill.redo();
  expect(second.session.field('/C/C06').value).toBe(5);
  await second.fill.close();
  const third = await openForm({ answers: writeAnswersText([['/C/C05', 61], ['/C/C06', 5]]) }, {}, kept);
  third.fill.undo();
  expect(third.fill.state.getState().said).toMatchObject({ way: 'nothing' });
  const other = await openForm({ response: 8, answers: writeAnswersText([['/C/C05', 60], ['/C/C06', 5]]) }, {}, kept);
  other.fill.undo();
  expect(other.fill.state.getState().said).toMatchObject({ way: 'nothing' });
});

test('a form that is closed before its answers could be saved goes on trying, and is read again only when they are on the disk', async () => {
  let full = true;
  const saved: AnswerChange[] = [];
  const { fill, timers, bridge } = await openForm({}, { 'survey.saveAnswers': ({ changes }) => {
    if (full) throw new Refusal({ code: 'disk-full' });
    saved.push(...changes);
    return { savedAt: 2 };
  } });
  fill.answer('/C/C06', 5);
  expect(await fill.close()).toBe(false);
  await fill.refresh();
  expect(sessionOf(fill).field('/C/C06').value).toBe(5);
  full = false;
  await timers.pass(RETRY);
  expect(saved).toEqual([{ path: '/C/C06', value: 5 }]);
  await fill.refresh();
  expect(bridge.calls.filter(({ method }) => method === 'survey.openResponse')).toHaveLength(2);
  expect(await fill.close()).toBe(true);
});

test('what was typed and put back in one go is no step; a step keeps its number whatever joins it', async () => {
  const { fill } = await openForm();
  fill.answer('/C/C06', 1);
  const first = fill.lastStep();
  fill.answer('/C/C06', 12);
  expect(fill.lastStep()).toBe(first);
  fill.settle();
  fill.answer('/C/C05', 6);
  fill.answer('/C/C05', 60);
  expect(fill.lastStep()).toBe(first);
  fill.answer('/C/C05', 7);
  fill.undo();
  expect(fill.lastStep()).toBe(first);
  fill.undo();
  expect([fill.lastStep(), fill.holds(first)]).toEqual([0, false]);
  fill.redo();
  expect(fill.holds(first)).toBe(true);
});

test('Esc puts back what was typed since the person came, and it is no step; what was typed before stands', async () => {
  const { fill, session, saved, timers } = await openForm();
  expect(fill.revert('/C/C05')).toBe(false);
  fill.answer('/C/C05', 7);
  fill.settle();
  fill.answer('/C/C05', 70);
  fill.answer('/C/C05', 700);
  expect(fill.revert('/C/C06')).toBe(false);
  expect(fill.revert('/C/C05')).toBe(true);
  expect(session.field('/C/C05').value).toBe(7);
  expect(fill.revert('/C/C05')).toBe(false);
  fill.redo();
  expect(session.field('/C/C05').value).toBe(7);
  fill.undo();
  expect(session.field('/C/C05').value).toBe(60);
  await timers.pass(300);
  expect(saved.at(-1)).toEqual({ path: '/C/C05', value: 60 });
});
