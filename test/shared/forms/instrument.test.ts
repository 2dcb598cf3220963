import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FormNode, Question } from '../../../shared/survey/form.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { nodes } from '../../helpers/filling.ts';

interface InstrumentRow {
  readonly section: string;
  readonly id: string;
  readonly type: string;
  readonly unit: string;
  readonly required: boolean;
  readonly repeat: string | null;
}

const instrument: readonly InstrumentRow[] = readFileSync(new URL('../../vectors/forms/microelectronics-v1.tsv', import.meta.url), 'utf8')
  .trimEnd().split('\n').slice(1)
  .map((line) => line.split('\t'))
  .map(([section = '', id = '', , , type = '', unit = '', required, , relevance = '']) => ({
    section, id, type: type.replace(' (PD)', ''), unit, required: required === 'R', repeat: /in repeat (\w+)/.exec(relevance)?.[1] ?? null,
  }));

const form = microelectronics();
const all = nodes(form.body);
const questions = all.filter((node): node is Question => node.kind === 'question');
const byNumber = new Map(all.map((node) => [node.number ?? node.name, node]));

test('the form has 15 sections, 18 repeats, 231 questions and 2 calculated fields', () => {
  expect(form.body.map((section) => section.name).join('')).toBe('ABCDEFGHIJKLMNP');
  expect(all.filter((node) => node.kind === 'repeat')).toHaveLength(18);
  expect(questions.filter((question) => question.type !== 'calculate')).toHaveLength(231);
  expect(questions.filter((question) => question.type === 'calculate').map((question) => question.name)).toEqual(['F14', 'F15']);
});

test('the questions stand in the order of the instrument, each in its section and repeat', () => {
  expect([...byNumber.keys()].filter((number) => /\d/.test(number))).toEqual(instrument.map((row) => row.id));
  for (const row of instrument) {
    const path = byNumber.get(row.id)?.path;
    if (row.type.startsWith('repeat:')) expect(path).toBe(`/${row.section}/${row.type.slice('repeat:'.length)}`);
    else expect(path).toBe(row.repeat ? `/${row.section}/${row.repeat}/${row.id}` : `/${row.section}/${row.id}`);
  }
});

test.each(instrument)('$id has the type, unit and duty to answer of the instrument', ({ id, type, unit, required }) => {
  const node = byNumber.get(id) as FormNode;
  if (node.kind === 'repeat') return expect({ kind: node.kind, required: node.required ?? false }).toEqual({ kind: 'repeat', required });
  expect(node.kind).toBe('question');
  const question = node as Question;
  expect(describe(question)).toBe(type);
  expect(question.unit?.ru ?? '').toBe(unit);
  expect(question.required === 'yes' || question.required === 'true()').toBe(required);
});

/** A question's type in the words of the instrument. */
function describe(question: Question): string {
  const codes: Readonly<Record<string, string>> = { country: 'iso3166-1', region: 'iso3166-2', okei: 'okei', nace2: 'nace2' };
  if (question.list === 'yes_no') return 'boolean';
  if (question.list === '${B29}') return 'ref:site';
  if (question.list && question.list in codes) return `code:${codes[question.list]}${question.type === 'select_multiple' ? ' (multi)' : ''}`;
  if (question.list) return `${question.type}(${question.list})`;
  if (question.codeList) return `code:${question.codeList}`;
  if (question.idScheme) return question.idScheme === 'auto' ? `id:by ${question.schemeCountry}` : `id:${question.idScheme}`;
  return question.measure === 'percent' ? 'percent' : question.type;
}
