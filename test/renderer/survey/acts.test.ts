import { expect, test } from 'vitest';
import type { OpenedResponse, Review } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { heldBack } from '../scripted.ts';
import { duplicate, opened, openForm } from './openForm.ts';

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

test('a form that is left before it is open is opened no more, and nothing is compared for it', async () => {
  const answer = heldBack<OpenedResponse>();
  const { fill, bridge } = await openForm();
  const compared = () => bridge.calls.filter(({ method }) => method === 'survey.compare').length;
  const before = compared();
  bridge.answer('survey.openResponse', answer.answer);
  const opening = fill.open();
  await fill.close();
  await answer.come(0, { ...opened, savedAt: 99 });
  await opening;
  expect(fill.state.getState().phase).not.toMatchObject({ opened: { savedAt: 99 } });
  expect(compared()).toBe(before);
});
