import { expect, test } from 'vitest';
import { migrationBetween } from '../../../shared/survey/evolution/migrate.ts';
import { notedPath, notePath, parseJustificationPath, spokenPath } from '../../../shared/survey/path.ts';
import { formOf, group, q, repeat, rule, sessionOf } from '../../helpers/form.ts';
import { compileWorkbook } from '../../../shared/survey/xlsform/compile.ts';
import { book, settings } from './xlsform/workbook.ts';

const form = formOf([
  group('C', [q('income', 'decimal'), q('why', 'text', { relevant: '${income} > 10' })]),
  repeat('line', [q('node')]),
], { rules: [rule('R1', '${income} < 100', ['/C/income'], { level: 'warning', stage: 'draft', when: "${income} != ''" })] });

test('a note stands at its question, answered or not, and takes nothing of its findings', () => {
  const session = sessionOf(form, { '/C/income': 120 });
  expect([...session.answer(notePath('/C/income'), 'Директор подтвердил по телефону')]).toEqual(['/C/income']);
  session.answer(notePath('/C/why'), 'Спросить');
  expect([...session.notes()]).toEqual([['/C/income', 'Директор подтвердил по телефону'], ['/C/why', 'Спросить']]);
  expect(session.findingsAt('/C/income').map(({ justification }) => justification)).toEqual([undefined]);
  expect(session.progress('/')).toMatchObject({ warnings: 1, unjustified: 1 });
  session.answer(notePath('/C/income'), null);
  expect([...session.notes().keys()]).toEqual(['/C/why']);
});

test('a revision states the notes on what is asked; on what is not, they stay in the draft', () => {
  const session = sessionOf(form, { '/C/income': 5, [notePath('/C/income')]: 'из выписки', [notePath('/C/why')]: 'спросить' });
  const stated = () => [...session.relevantAnswers().keys()].filter((path) => notedPath(path) !== null);
  expect(stated()).toEqual([notePath('/C/income')]);
  expect(session.answers().get(notePath('/C/why'))).toBe('спросить');
  session.answer('/C/income', 20);
  expect(stated()).toEqual([notePath('/C/income'), notePath('/C/why')]);
});

test('a note in a row goes with the row, and is among the changes to be saved', () => {
  const session = sessionOf(form);
  const { row } = session.addRow('/line');
  const at = `/line[${row}]/node`;
  session.answer(notePath(at), 'строится');
  session.takeChanges();
  session.removeRow('/line', row);
  expect(session.notes().size).toBe(0);
  expect(session.takeChanges()).toContainEqual({ path: notePath(at), value: null });
});

test('a note moves with its question to a newer version of the form, and is named when the question is gone', () => {
  const after = { ...formOf([group('C', [q('revenue', 'decimal')])]), renames: [{ from: 'income', to: 'revenue' }] };
  const { answers, report } = migrationBetween(form, after)(new Map([[notePath('/C/income'), 'за год'], [notePath('/C/why'), 'спросить']]));
  expect([...answers]).toEqual([[notePath('/C/revenue'), 'за год']]);
  expect(report.map(({ reason, from }) => `${reason} ${from}`)).toEqual([`moved ${notePath('/C/income')}`, `question-removed ${notePath('/C/why')}`]);
});

test('no rule of a form bears the name under which notes stand', () => {
  const { errors } = compileWorkbook(book({ survey: 'type | name | label::English (en)\ninteger | a | A', settings, _rules: 'id | assert | at | message::English (en)\nnote | ${a} > 1 | a | Too small' }));
  expect(errors.map(({ code }) => code)).toEqual(['rule-id']);
});

test('what is said of a place names it, whoever says it', () => {
  expect(['!note:/C/C02', '@comment:/C/C02', '@reply:/C/C02', '!R14:/C/C02', '/C/C02'].map(spokenPath)).toEqual(['/C/C02', '/C/C02', '/C/C02', null, null]);
  expect(parseJustificationPath(notePath('/C/C02'))).toEqual({ rule: 'note', at: '/C/C02' });
});
