import { expect, test } from 'vitest';
import { createEntry } from '../../../renderer/survey/fill/entry.ts';
import { formOf, group, q } from '../../helpers/form.ts';
import { openFill } from './openFill.ts';

const form = formOf([group('A', [q('A01', 'decimal'), q('A02', 'decimal', { constraint: '. <= ${A01}' }), q('A03', 'calculate', { calculation: '${A01} * 2', label: { en: 'Twice' } }), q('A04')])]);

async function entryAt(path: string) {
  const { fill, session } = await openFill(form);
  const entry = createEntry(fill, session, path);
  const heard: number[] = [];
  entry.subscribe(() => heard.push(entry.turn()));
  return { fill, session, entry, news: () => new Set([0, ...heard]).size - 1 };
}

test('a field hears nothing of what is typed in it, and the form has it all the same', async () => {
  const { session, entry, news } = await entryAt('/A/A01');
  for (const value of [1, 12, null, 3]) entry.type(value);
  expect(session.field('/A/A01').value).toBe(3);
  expect(session.field('/A/A03').value).toBe(6);
  expect([news(), entry.turn()]).toEqual([0, 0]);
});

test('a field hears when another changes its answer, even back to what it was before the keys', async () => {
  const { fill, entry, news } = await entryAt('/A/A01');
  entry.type(5);
  entry.type(51);
  fill.answer('/A/A01', 5);
  expect(news()).toBe(1);
  fill.undo();
  expect(news()).toBe(2);
});

test('a field hears when the form holds something else than what was typed', async () => {
  const { session, entry, news } = await entryAt('/A/A04');
  entry.type('cafe\u0301');
  expect(session.field('/A/A04').value).toBe('caf\u00e9');
  expect(news()).toBe(1);
});

test('what was typed in a field no longer hides what others change after it', async () => {
  const { fill, session, entry } = await entryAt('/A/A01');
  entry.type(5);
  fill.answer('/A/A01', 6);
  fill.answer('/A/A01', 5);
  expect(entry.turn()).toBe(2);
  expect(session.field('/A/A01').value).toBe(5);
});

test('a field hears nothing of what is found in it: that is painted beside it', async () => {
  const { fill, entry, news } = await entryAt('/A/A02');
  entry.type(5);
  fill.answer('/A/A01', 1);
  expect(fill.findingsAt('/A/A02')).toHaveLength(1);
  fill.answer('/A/A01', 9);
  expect(fill.findingsAt('/A/A02')).toHaveLength(0);
  expect(news()).toBe(0);
});

test('who hears of a field finds there what the key has found', async () => {
  const { fill } = await entryAt('/A/A02');
  const found: number[] = [];
  fill.paths.subscribe('/A/A02', () => found.push(fill.findingsAt('/A/A02').length));
  for (const [path, value] of [['/A/A01', 1], ['/A/A02', 5], ['/A/A02', 1]] as const) {
    fill.findings();
    fill.answer(path, value);
  }
  expect(found.slice(-2)).toEqual([1, 0]);
});

test('who hears of a change is told where it was typed, and of no place when it was no key', async () => {
  const { fill } = await entryAt('/A/A02');
  const told: (string | null)[] = [];
  fill.answer('/A/A01', 9);
  fill.answer('/A/A02', 5);
  fill.paths.subscribe('/A/A02', (typedAt) => told.push(typedAt));
  fill.answer('/A/A01', 1);
  fill.answer('/A/A02', 4);
  fill.undo();
  expect(told).toEqual(['/A/A01', '/A/A02', null]);
});
