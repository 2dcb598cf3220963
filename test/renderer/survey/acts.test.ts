import { expect, test, vi } from 'vitest';
import type { Completed, Review } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { heldBack, Refusal } from '../scripted.ts';
import { duplicate, openForm } from './openForm.ts';

test('what is typed while the form is being completed is not lost in silence, and goes into no later draft unseen', async () => {
  const completed = heldBack<Completed>();
  const { fill, bridge, script, timers, saved } = await openForm();
  bridge.answer('survey.complete', completed.answer);
  bridge.answer('survey.saveAnswers', () => { throw new Refusal({ code: 'response-locked' }); });
  const act = fill.complete();
  await vi.waitFor(() => expect(completed.asked()).toBe(1));
  fill.answer('/C/C06', 12);
  await timers.pass(300);
  fill.answer('/C/C05', 13);
  await completed.come(0, script.complete() as Completed);
  await act;
  expect(fill.state.getState()).toMatchObject({ phase: { opened: { status: 'complete' } }, saving: { kind: 'saved' }, refused: { code: 'typed-late', values: { places: 'C06, C05' } } });
  bridge.answer('survey.saveAnswers', ({ changes }) => {
    saved.push(...changes);
    return { savedAt: 3 };
  });
  await timers.pass(10_000);
  await fill.reopen('Уточнение');
  await timers.pass(10_000);
  expect(saved).toEqual([]);
});

test('an act that is asked for twice is done once', async () => {
  const { fill, bridge } = await openForm();
  await Promise.all([fill.complete(), fill.complete()]);
  expect(bridge.calls.filter(({ method }) => method === 'survey.complete')).toHaveLength(1);
  expect(fill.state.getState().refused).toBeNull();
});

test('what blocks completing stands, whatever comparing that was begun before it still finds', async () => {
  const compared = heldBack<readonly Finding[]>();
  const { fill, script } = await openForm({}, { 'survey.compare': compared.answer });
  script.complete = () => ({ kind: 'blocked', findings: [duplicate] });
  await fill.complete();
  await compared.come(0, []);
  expect(fill.findingsAt('/C/C05')).toContainEqual(duplicate);
});

test('a reply that is recorded does not take away what another act was refused for meanwhile', async () => {
  const replied = heldBack<Review>();
  const { fill, script } = await openForm({}, { 'merge.reply': replied.answer });
  script.complete = () => ({ kind: 'blocked', findings: [duplicate] });
  const reply = fill.reply('/', 'Ответ');
  await fill.complete();
  await replied.come(0, { decision: null, comments: [], replies: [] });
  await reply;
  expect(fill.state.getState().refused).toMatchObject({ code: 'blocked' });
});
