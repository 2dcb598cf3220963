import { expect, test } from 'vitest';
import { concretePath, searchOf } from '../../../renderer/survey/fill/place.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import { formOf, group, q, repeat } from '../../helpers/form.ts';
import { openFill } from './openFill.ts';

const form = formOf([group('C', [q('C05', 'decimal'), q('C06', 'decimal'), repeat('site', [q('B29'), q('B33', 'decimal')])])]);

/** Sections, rows and fields that are asked or not: by an answer, by what is worked out of one, by nothing that anybody answers. */
const conditional = formOf([
  group('C', [q('C05', 'decimal'), q('C06', 'decimal'), q('C07', 'text', { relevant: '${C06} > 10' }), q('C08', 'calculate', { calculation: '${C05} * 2', label: {} }), q('C09', 'text', { relevant: 'false()' })]),
  group('F', [repeat('line', [q('F02', 'text')]), q('F30', 'text', { relevant: '${C08} > 500' })], { relevant: "${C06} != ''" }),
]);

test('what is typed to go to a field is its number, with a row or without, in letters that look the same, or words', () => {
  const numbers = ['B31', 'B32', 'F12'];
  const search = (text: string) => searchOf(text, (words) => numbers.some((number) => words.split(' ').every((word) => number.includes(word))), (name) => numbers.includes(name));
  expect(search('B32 3')).toEqual({ search: 'B32', row: 3 });
  expect(search('в31')).toEqual({ search: 'B31', row: null });
  expect(search('f12.14')).toEqual({ search: 'F12', row: 14 });
  expect(search('выручка 2')).toEqual({ search: 'выручка', row: 2 });
  expect(search('регион')).toEqual({ search: 'регион', row: null });
});

test('a field is found by its number in a row that is named, in the row of the cursor, or in the first one', async () => {
  const { fill, session } = await openFill(form);
  expect(concretePath(session, '/C/site/B33', 2, null)).toBe('/C/site');
  const [one, two] = [fill.addRow('/C/site') as string, fill.addRow('/C/site') as string];
  expect(concretePath(session, '/C/site/B33', 2, null)).toBe(`${rowPath('/C/site', two)}/B33`);
  expect(concretePath(session, '/C/site/B33', null, `${rowPath('/C/site', two)}/B29`)).toBe(`${rowPath('/C/site', two)}/B33`);
  expect(concretePath(session, '/C/site/B33', 9, null)).toBe(`${rowPath('/C/site', two)}/B33`);
  expect(concretePath(session, '/C/site/B33', null, '/C/C05')).toBe(`${rowPath('/C/site', one)}/B33`);
  expect(concretePath(session, '/C/C06', null, null)).toBe('/C/C06');
});

test('who names a row that does not exist is taken to the last one and told how many there are', async () => {
  const { fill } = await openFill(form);
  const said = () => fill.state.getState().said;
  fill.goTo('/C/site/B33', 2, null);
  expect(said()).toMatchObject({ way: 'no-row', path: '/C/site/B33', count: 0 });
  fill.addRow('/C/site');
  const last = fill.addRow('/C/site') as string;
  fill.goTo('/C/site/B33', 7, null);
  expect(said()).toMatchObject({ way: 'no-row', path: '/C/site/B33', count: 2 });
  expect(fill.state.getState().jump?.path).toBe(`${rowPath('/C/site', last)}/B33`);
  const before = said();
  fill.goTo('/C/site/B33', 2, null);
  expect(said()).toBe(before);
});

test('who names a field of a table without rows is taken to the table and told that it has none', async () => {
  const { fill } = await openFill(form);
  fill.goTo('/C/site/B33', null, null);
  expect(fill.state.getState()).toMatchObject({ said: { way: 'no-row', path: '/C/site/B33', count: 0 }, jump: { path: '/C/site' } });
});

test('who names a field that is not asked stays where they are, and is told of that field and of the answer that decides', async () => {
  const { fill } = await openFill(conditional);
  const said = (template: string) => {
    fill.goTo(template, null, null);
    return fill.state.getState().said;
  };
  expect(said('/C/C07')).toMatchObject({ way: 'irrelevant', path: '/C/C07', because: ['/C/C06'] });
  expect(said('/F/line/F02')).toMatchObject({ way: 'irrelevant', path: '/F/line/F02', because: ['/C/C06'] });
  expect(said('/F/F30')).toMatchObject({ way: 'irrelevant', path: '/F/F30', because: ['/C/C06'] });
  expect(said('/C/C09')).toMatchObject({ way: 'irrelevant', path: '/C/C09', because: [] });
  expect(fill.state.getState().jump).toBeNull();
  fill.answer('/C/C06', 20);
  expect(said('/F/F30')).toMatchObject({ way: 'irrelevant', path: '/F/F30', because: ['/C/C05'] });
});
