import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/base/json.ts';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import { evaluate } from '../../../shared/survey/engine/evaluate.ts';
import { answersFromJson, answersToJson, indexedPath, pathOfIndexed } from '../../../shared/survey/json.ts';
import { choice, environment, formOf, group, q, repeat, rule } from '../../helpers/form.ts';

const form = formOf(
  [
    q('country', 'select_one', { list: 'countries' }),
    group('E', [
      q('roles', 'select_multiple', { list: 'roles' }),
      q('tools', 'integer', { required: 'true()' }),
      repeat('line', [q('name'), q('made', 'decimal'), repeat('step', [q('code')]), q('double', 'calculate', { calculation: '${made} * 2' })]),
    ]),
    q('late', 'date', { relevant: "${country} = 'AM'" }),
  ],
  { choices: { countries: [choice('AM'), choice('KG')], roles: [choice('fab'), choice('test')] }, rules: [rule('R1', '${made} < 10', ['/E/line/made'], { context: '/E/line' })] },
);

const answers: JsonObject = {
  country: 'KG',
  E: { roles: ['fab', 'test'], tools: { missing: 'refused' }, line: [{ name: 'one', made: 4 }, { name: 'two', made: 12, step: [{ code: 'etch' }] }] },
};

describe('answers in JSON', () => {
  it('mirror the form there and back', () => {
    const read = answersFromJson(form, answers);
    expect(read.ok && answersToJson(form, read.value)).toEqual(answers);
  });

  it('are refused with every path that has no place', () => {
    expect(answersFromJson(form, { country: 'KG', x: 1, E: { line: 'no', tools: {} } })).toEqual({
      ok: false,
      error: [{ path: '/x', code: 'unknown-name' }, { path: '/E/line', code: 'not-a-list' }, { path: '/E/tools', code: 'not-an-answer' }],
    });
  });

  it('take a reason in place of rows', () => {
    const read = answersFromJson(form, { E: { line: { missing: 'not_applicable' } } });
    expect(read).toEqual({ ok: true, value: new Map([['/E/line', { missing: 'not_applicable' }]]) });
  });

  it('are evaluated with rows counted from 1', () => {
    const result = evaluate(compileForm(form), answers, environment());
    if (!result.ok) throw new Error('refused');
    expect(result.value.values).toMatchObject({ '/country': 'KG', '/E/line[2]/double': 24, '/E/line[2]/step[1]/code': 'etch', '/E/tools': { missing: 'refused' } });
    expect(result.value.values).not.toHaveProperty(['/late']);
    expect(result.value.relevant).toMatchObject({ '/late': false, '/E': true });
    expect(result.value.required).toMatchObject({ '/E/tools': true, '/country': false });
    expect(result.value.findings.map(({ rule: id, paths }) => [id, paths])).toEqual([['R1', ['/E/line[2]/made']]]);
  });

  it('paths turn into numbered paths and back', () => {
    const read = answersFromJson(form, answers, { rowId: (_, index) => `row${index}` });
    const session = createSession(compileForm(form), read.ok ? read.value : new Map(), environment());
    expect(indexedPath(session, '/E/line[row1]/step[row0]/code')).toBe('/E/line[2]/step[1]/code');
    expect(pathOfIndexed(session, '/E/line[2]/step[1]/code')).toBe('/E/line[row1]/step[row0]/code');
    expect(pathOfIndexed(session, '/E/line[3]/name')).toBeNull();
  });
});
