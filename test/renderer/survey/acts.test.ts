import { expect, test } from 'vitest';
import type { Review } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { heldBack } from '../scripted.ts';
import { duplicate, openForm } from './openForm.ts';

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
