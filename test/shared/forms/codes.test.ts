import { iso31661, iso31662 } from 'iso-3166';
import { expect, test } from 'vitest';
import { microelectronics } from '../../helpers/forms.ts';

const { choices } = microelectronics();
const codes = (list: string): readonly string[] => (choices[list] ?? []).map((choice) => choice.value);
const attribute = (list: string, name: string): readonly (string | undefined)[] => (choices[list] ?? []).map((choice) => choice.attributes?.[name]);

test('countries are all of ISO 3166-1, regions all of ISO 3166-2 of the five states', () => {
  const states = new Set(codes('country_eaeu'));
  expect([...codes('country')].sort()).toEqual(iso31661.map((country) => country.alpha2).sort());
  expect([...codes('region')].sort()).toEqual(iso31662.map((region) => region.code).filter((code) => states.has(code.slice(0, 2))).sort());
  expect(choices.region?.every((region) => region.attributes?.country === region.value.slice(0, 2))).toBe(true);
});

test('no list holds a code twice or a code with a space', () => {
  for (const [list, items] of Object.entries(choices)) {
    const values = items.map((choice) => choice.value);
    expect(new Set(values).size, list).toBe(values.length);
    expect(values.filter((value) => /\s/.test(value)), list).toEqual([]);
  }
});

test('nodes stand in order of size, a range by its smaller bound', () => {
  const sizes = attribute('node', 'nm').filter((size) => size !== undefined).map(Number);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(choices.node?.find((node) => node.value === '14-16')?.attributes?.nm).toBe('14');
});

test('subjects are the union of what can be offered or needed, matched by kind and code', () => {
  const kinds = { product: 'product_family', step: 'step', material: 'material', equip: 'equip_type', package: 'package', test: 'test_type' };
  const expected = Object.entries(kinds).flatMap(([kind, list]) => codes(list).filter((code) => !(list === 'package' && code === 'none')).map((code) => `${kind}_${code}`));
  expect(codes('subject')).toEqual(expected);
  expect(choices.subject?.every((subject) => subject.value === `${subject.attributes?.kind}_${subject.attributes?.code}`)).toBe(true);
});

test('commodity codes have 4, 6 or 10 digits, and every longer one has its heading', () => {
  const headings = new Set(codes('tnved'));
  for (const code of headings) {
    expect(code).toMatch(/^(\d{4}|\d{6}|\d{10})$/);
    expect(headings.has(code.slice(0, 4)), code).toBe(true);
  }
});

test('activities and products have their classifier’s form', () => {
  expect(codes('nace2').filter((code) => !/^\d{2}\.\d{2}$/.test(code))).toEqual([]);
  expect(codes('cpa').filter((code) => !/^\d{2}\.\d{2}\.\d{2}$/.test(code))).toEqual([]);
  expect(codes('okei').filter((code) => !/^\d{3}$/.test(code))).toEqual([]);
});
