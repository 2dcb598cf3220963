import { expect, test } from 'vitest';
import { countFindings, keyOf, sectionsWithFindings, shownFindings, warningFor } from '../../../renderer/survey/form/findings/findings.ts';
import { sectionsOf } from '../../../renderer/survey/outline.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { formOf, group, q } from '../../helpers/form.ts';

const sections = sectionsOf(formOf([group('A', [q('A01')]), group('B', [q('B01')])]));
const finding = (rule: string, level: Finding['level'], path: string, justification?: string): Finding =>
  ({ rule, level, paths: [path], message: { kind: 'sentence', code: 'finding.constraint', values: {} }, ...(justification !== undefined && { justification }) });
const findings = [finding('R1', 'info', '/A/A01'), finding('R2', 'warning', '/A/A01', 'Пересчёт'), finding('R3', 'warning', '/B/B01'), finding('R4', 'error', '/B/B01')];
const rules = (list: readonly Finding[]) => list.map(({ rule }) => rule);

test('what blocks completing is one list: errors, and warnings nobody has justified', () => {
  expect(countFindings(findings)).toEqual({ errors: 1, warnings: 2, infos: 1, unjustified: 1, blocking: 2 });
  expect(rules(shownFindings(findings, sections, { shown: 'blocking', section: null, sort: 'place' }))).toEqual(['R3', 'R4']);
});

test('findings are shown by level and by section, in the order of the form or the gravest first', () => {
  expect(rules(shownFindings(findings, sections, { shown: 'warning', section: null, sort: 'place' }))).toEqual(['R2', 'R3']);
  expect(rules(shownFindings(findings, sections, { shown: 'all', section: '/A', sort: 'place' }))).toEqual(['R1', 'R2']);
  expect(rules(shownFindings(findings, sections, { shown: 'all', section: null, sort: 'level' }))).toEqual(['R4', 'R2', 'R3', 'R1']);
  expect(sectionsWithFindings(findings.slice(2), sections)).toEqual(['/B']);
});

const settled = finding('S', 'warning', '/A/A01', 'Пересчёт');
const open = finding('O', 'warning', '/A/A01');
const note = finding('N', 'info', '/A/A01');
const ofSection = finding('B', 'warning', '/B');
const mistake = finding('E', 'error', '/B/B01');
const comment = finding('comment', 'info', '/A/A01');
const all = [settled, open, note, ofSection, mistake];
const here = (path: string | null, line: Finding | null = null) => ({ path, line: line && keyOf(line) });

test.each([
  ['the one in whose line the cursor stands, settled or not', all, open, here(null, settled), settled],
  ['none in the line of an error', all, open, here(null, mistake), null],
  ['the one that was gone to, while the cursor is nowhere in the form', all, ofSection, here(null), ofSection],
  ['none when an error was gone to', all, mistake, here(null), null],
  ['the open one at the field, whatever stands beside it', all, null, here('/A/A01'), open],
  ['the open one at the field, when a settled one was gone to', all, settled, here('/A/A01'), open],
  ['the open one at the field, when a note was gone to', all, note, here('/A/A01'), open],
  ['the settled one, to be worded anew, when nothing is open', [settled], null, here('/A/A01'), settled],
  ['none when a note was gone to beside a settled one', [settled, note], note, here('/A/A01'), null],
  ['the one about the whole section, at its first question', all, ofSection, here('/B/B01'), ofSection],
  ['none when the field has none, though one was gone to elsewhere', all, open, here('/B/B01'), null],
  ['the one at the field, when the one that was gone to is no more', [open], ofSection, here('/A/A01'), open],
  ['none when the one that was gone to is no more and the cursor is nowhere', [open], ofSection, here(null), null],
  ['the Commission’s comment at the field, when no warning stands there', [comment], null, here('/A/A01'), comment],
  ['the open one before the comment at the same field', [comment, open], null, here('/A/A01'), open],
  ['the comment in whose line the cursor stands', [comment, open], open, here(null, comment), comment],
] as const)('the warning to justify or the comment to reply to is %s', (_, findingsNow, last, cursor, meant) => {
  expect(warningFor(findingsNow, last, cursor)).toBe(meant);
});

test('a warning that was gone to is justified as it stands now, not as it stood then', () => {
  expect(warningFor([settled], finding('S', 'warning', '/A/A01'), here('/A/A01'))?.justification).toBe('Пересчёт');
});
