import { expect, test } from 'vitest';
import { countFindings, sectionsWithFindings, shownFindings } from '../../../renderer/survey/form/findings.ts';
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
