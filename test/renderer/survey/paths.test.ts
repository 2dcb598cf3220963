import { expect, test } from 'vitest';
import { createPaths } from '../../../renderer/survey/fill/paths.ts';

test('who looks at a table hears of its rows and of what stands in them, once a change, and of nothing else', () => {
  const { subscribeTable, touch } = createPaths();
  const heard: string[] = [];
  let change = '';
  for (const table of ['/J/product', '/J/product[a]/part', '/L/equip']) subscribeTable(table, () => heard.push(`${table} by ${change}`));
  for (const paths of [['/J/J01'], ['/J/product'], ['/J/product[a]', '/J/product[a]/J16', '/J/product[b]/J16'], ['/J/product[a]/part[x]/P1'], ['/J/products[a]/J16'], []]) {
    change = paths.join(' ');
    touch(paths);
  }
  expect(heard).toEqual([
    '/J/product by /J/product', '/J/product by /J/product[a] /J/product[a]/J16 /J/product[b]/J16',
    '/J/product by /J/product[a]/part[x]/P1', '/J/product[a]/part by /J/product[a]/part[x]/P1',
  ]);
});

test('who has stopped looking hears nothing', () => {
  const { subscribe, subscribeTable, touch } = createPaths();
  const heard: string[] = [];
  const stops = [subscribe('/A', () => heard.push('path')), subscribeTable('/A', () => heard.push('table'))];
  touch(['/A']);
  for (const stop of stops) stop();
  touch(['/A']);
  expect(heard).toEqual(['path', 'table']);
});
