import { expect, test } from 'vitest';
import { localNow } from '../../../renderer/survey/localNow.ts';
import { childPath, columnsOf, sectionOf, sectionsOf, textIn } from '../../../renderer/survey/outline.ts';
import type { Question, Repeat } from '../../../shared/survey/form.ts';
import { printAnswer } from '../../../shared/text/answer.ts';
import { choice, formOf, group, q, repeat } from '../../helpers/form.ts';

const form = formOf([q('intro'), q('note'), group('A', [q('A01'), repeat('line', [q('F01'), q('h', 'hidden'), group('g', [q('F02')])])]), repeat('deep', [repeat('inner', [q('x')])])]);
const sections = sectionsOf(form);

test('groups of the top level are sections; loose questions between them are one', () => {
  expect(sections.map((section) => [section.id, section.nodes.length])).toEqual([['/#0', 2], ['/A', 2], ['/#2', 1]]);
});

test('a path, however deep, stands in its section', () => {
  expect(sectionOf(sections, '/A/line[k3]/F01')?.id).toBe('/A');
  expect(sectionOf(sections, '/note')?.id).toBe('/#0');
  expect(sectionOf(sections, '/deep[a]/inner[b]/x')?.id).toBe('/#2');
  expect(sectionOf(sections, '/elsewhere')).toBeUndefined();
});

test('a repeat is a table of its shown questions, groups opened up; a repeat within a repeat is not', () => {
  const line = (form.body[2] as { children: readonly unknown[] }).children[1] as Repeat;
  expect(columnsOf(line)?.map((column) => column.tail)).toEqual(['/F01', '/g/F02']);
  expect(columnsOf(form.body[3] as Repeat)).toBeNull();
});

test('paths are made from the row down', () => {
  expect(childPath('/A/line[k3]', q('F01')('/A/line'))).toBe('/A/line[k3]/F01');
  expect(childPath('/', q('intro')(''))).toBe('/intro');
});

test('a text is said in the reader’s language, or in one there is', () => {
  expect(textIn({ ru: 'Да', en: 'Yes' }, 'en')).toBe('Yes');
  expect(textIn({ kk: 'Иә' }, 'ru')).toBe('Иә');
  expect(textIn(undefined, 'ru')).toBe('');
});

test('answers read as people write them', () => {
  const of = (type: Question['type'], list?: string) => q('x', type, list ? { list } : {})('') as Question;
  const choices = [choice('a', undefined, 'Первый'), choice('b', undefined, 'Второй')];
  expect(printAnswer('ru', of('decimal'), [], 1234.5)).toBe('1\u00a0234,5');
  expect(printAnswer('ru', of('year'), [], 2025)).toBe('2025');
  expect(printAnswer('ru', of('date'), [], '2026-11-23')).toBe('23.11.2026');
  expect(printAnswer('ru', of('select_multiple', 'l'), choices, ['a', 'gone'])).toBe('Первый; gone');
  expect(printAnswer('ru', of('integer'), [], { missing: 'refused' })).toBe('Отказ');
  expect(printAnswer('ru', of('text'), [], null)).toBe('');
});

test('now is told with the offset of the place', () => {
  expect(localNow(new Date('2026-11-23T11:05:00Z'))).toBe('2026-11-23T14:05:00.000+03:00');
});
