import { expect, test } from 'vitest';
import { tidyLine } from '../../../renderer/survey/fill/lines.ts';
import { tableOf, type Table } from '../../../renderer/survey/fill/table.ts';
import { choice, formOf, group, q, repeat } from '../../helpers/form.ts';
import type { Repeat } from '../../../shared/survey/form.ts';
import { notePath } from '../../../shared/survey/path.ts';
import { openFill } from './openFill.ts';

const form = formOf([
  group('C', [q('C02', 'decimal'), q('C03', 'decimal')]),
  repeat('staff', [q('job', 'select_one', { list: 'jobs' }), q('men', 'integer')], { table: 'rows' }),
], { choices: { jobs: [choice('design'), choice('fab')] } });

const AT = notePath('/C/C02');

test('a note is one step however long it is typed, apart from what was typed in the field', async () => {
  const { fill, session } = await openFill(form);
  fill.answer('/C/C02', 12);
  fill.note('/C/C02');
  for (const text of ['с', 'с ф', 'с филиалом']) fill.answer(AT, text);
  fill.note(null);
  fill.answer('/C/C02', 13);
  fill.undo();
  expect([session.field('/C/C02').value, session.notes().get('/C/C02')]).toEqual([12, 'с филиалом']);
  fill.undo();
  expect([session.field('/C/C02').value, session.notes().size]).toEqual([12, 0]);
  expect(fill.state.getState().jump?.path).toBe('/C/C02');
  fill.redo();
  expect(session.notes().get('/C/C02')).toBe('с филиалом');
});

test('Esc puts back the note that stood there, and that is no step', async () => {
  const { fill, session } = await openFill(form);
  fill.answer(AT, 'по выписке');
  fill.note('/C/C02');
  fill.answer(AT, 'по выписк');
  fill.answer(AT, null);
  expect(fill.revert(AT)).toBe(true);
  fill.note(null);
  expect(session.notes().get('/C/C02')).toBe('по выписке');
  fill.undo();
  expect(session.notes().size).toBe(0);
});

test('a note repaints its own question and no other', async () => {
  const { fill } = await openFill(form);
  const painted: string[] = [];
  for (const path of ['/C/C02', '/C/C03']) fill.paths.subscribe(path, () => painted.push(path));
  fill.answer(AT, 'с филиалом');
  expect(painted).toEqual(['/C/C02']);
});

test('a line of a list that holds nothing but a note stays a row', async () => {
  const { fill, session } = await openFill(form);
  const node = form.body[1] as Repeat;
  const row = fill.addRow('/staff') ?? '';
  fill.answer(`/staff[${row}]/job`, 'fab');
  fill.answer(notePath(`/staff[${row}]/men`), 'штат ещё не утверждён');
  const leave = () => tidyLine(fill, session, tableOf(session, node, '/staff') as Table, 1);
  leave();
  expect(session.rows('/staff')).toEqual([row]);
  fill.answer(notePath(`/staff[${row}]/men`), null);
  leave();
  expect(session.rows('/staff')).toEqual([]);
});
