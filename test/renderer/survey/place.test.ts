import { expect, test } from 'vitest';
import { nextFinding, nextToAnswer, placeOfFinding, standingPlace } from '../../../renderer/survey/fill/place.ts';
import { sectionsOf } from '../../../renderer/survey/outline.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { formOf, group, q, repeat } from '../../helpers/form.ts';
import { openFill } from './openFill.ts';

const form = formOf([
  group('A', [q('A1'), q('A2', 'text', { relevant: "${A1} = 'yes'" }), q('A3', 'hidden'), group('part', [q('A4', 'text', { relevant: "${A1} = 'no'" }), q('A5')])]),
  group('B', [repeat('site', [q('B1'), q('B2', 'calculate', { label: {}, calculation: '1' })])]),
  group('Z', [q('Z1', 'text', { relevant: "${A1} = 'yes'" })]),
]);

const finding = (rule: string, ...paths: readonly string[]): Finding => ({ rule, level: 'warning', paths, message: { kind: 'form', text: { en: rule } } });

test('who is sent to a place stands there, or at the nearest that is drawn and asked', async () => {
  const { fill, session } = await openFill(form);
  const row = fill.addRow('/B/site') as string;
  const stand = (path: string) => standingPlace(session, path);
  expect(stand('/A/A1')).toBe('/A/A1');
  expect(stand('/A/A2')).toBe('/A/part/A5');
  expect(stand('/A/A3')).toBe('/A/part/A5');
  expect(stand('/A/part')).toBe('/A/part/A5');
  expect(stand('/A')).toBe('/A');
  expect(stand('/')).toBe('/A');
  expect(stand(`/B/site[${row}]`)).toBe(`/B/site[${row}]`);
  expect(stand(`/B/site[${row}]/B2`)).toBe(`/B/site[${row}]/B1`);
  expect(stand('/B/site[gone]/B1')).toBe('/B/site');
  expect(stand('/Z/Z1')).toBe('/Z');
  fill.jumpTo('/A/A2');
  expect(fill.state.getState().jump?.path).toBe('/A/part/A5');
});

test('a finding leads to the first of its places that is asked now, and the next one follows from there', async () => {
  const { session } = await openFill(form);
  const list = [finding('R1', '/A/A2', '/A/part/A5'), finding('R2', '/A/part/A5'), finding('R3', '/B/site')];
  expect(placeOfFinding(session, list[0] as Finding)).toBe('/A/part/A5');
  expect(nextFinding(session, list, list[0] as Finding, '/A/part/A5', false)?.rule).toBe('R2');
  expect(nextFinding(session, list, list[1] as Finding, '/A/part/A5', true)?.rule).toBe('R1');
});

const asked = formOf([
  group('A', [q('A1', 'text', { required: 'true()' }), q('A2', 'text', { required: 'true()', shortForm: true })]),
  group('B', [q('B1', 'text', { required: 'true()', shortForm: true }), q('B2', 'text', { required: 'true()' })]),
]);

test('the next question to answer is one that is shown; when those are answered one of the others, but never of another person', async () => {
  const { fill, session } = await openFill(asked);
  const all = sectionsOf(asked);
  const next = (from: string | null, how: { readonly short?: boolean; readonly second?: boolean; readonly backwards?: boolean } = {}) =>
    nextToAnswer(session, from, how.backwards ?? false, { sections: how.second ? all.slice(1) : all, short: how.short ?? false, only: how.second ?? false });
  expect([next(null), next('/A/A1'), next('/B/B2')]).toEqual(['/A/A1', '/A/A2', '/A/A1']);
  expect([next(null, { short: true }), next('/A/A2', { short: true }), next('/B/B1', { short: true })]).toEqual(['/A/A2', '/B/B1', '/A/A2']);
  expect([next(null, { second: true }), next('/B/B2', { second: true }), next('/B/B1', { second: true, backwards: true })]).toEqual(['/B/B1', '/B/B1', '/B/B2']);
  fill.answer('/A/A2', 'x');
  fill.answer('/B/B1', 'x');
  expect(next('/A/A2', { short: true })).toBe('/B/B2');
  fill.answer('/B/B2', 'x');
  expect([next(null, { short: true }), next(null, { second: true })]).toEqual(['/A/A1', null]);
});
