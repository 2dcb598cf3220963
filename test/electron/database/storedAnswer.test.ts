import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changesOfField, IMPORTED } from '../../../electron/database/tables/answerHistory.ts';
import { saveCompany } from '../../../electron/database/tables/company.ts';
import { createFilled, createResponse, loadAnswers, loadAnswersText, saveAnswers } from '../../../electron/database/tables/response.ts';
import { write } from '../../../electron/database/transaction.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { surveyHandlers as survey } from '../../../electron/survey/handlers.ts';
import { ok } from '../../../shared/base/result.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

let desk: Desk;
let remove: () => void;
beforeEach(async () => { ({ desk, remove } = await openMinistry()); });
afterEach(() => remove());

test.each([
  ['everything that is entered', 'SELECT path, value FROM stored_answer WHERE response = ? ORDER BY path', [1]],
  ['one answer', 'SELECT value FROM stored_answer WHERE response = ? AND path = ?', [1, '/A']],
  ['who entered below a section', 'SELECT DISTINCT person FROM stored_answer WHERE response = ? AND (path > ? AND path < ? OR path > ? AND path < ?)', [1, 'a', 'b', 'c', 'd']],
] as const)('%s is looked up in the drafts of both kinds, never searched for in all of them', (_, sql, values) => {
  const plan = desk.db.plan(sql, ...values);
  expect(plan.filter((line) => /SCAN (?:answer|d|imported_draft)\b/.test(line))).toEqual([]);
  expect(plan.filter((line) => /^SEARCH (?:answer|d) USING/.test(line))).toHaveLength(2);
});

const ENTERED: readonly (readonly [Path, Answer])[] = [
  ['!R14:/C/C02', 'Сверено "с договором"\n'], ['/A/A01', 'Завод «Интеграл»'], ['/C/C02', 1e21], ['/C/C03', -0.5], ['/D/D01', ['a', 'b']], ['/E/E03', { missing: 'no_data' }],
  ['/J/product[k3f9x2]', 1], ['/J/product[k3f9x2]/J02', '\\'], ['/Z/"', ''], ['@last:/C/C02', 'carried'],
];
const NOTES: readonly (readonly [Path, Answer])[] = [[IMPORTED, 'список.xlsx'], ['@reason', 'Уточнение']];
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const company = { entity: 'e'.repeat(64), country: 'BY', scheme: 'UNP', number: '200988541', name: 'Завод', shortName: '', region: '' };

test.each(['entered by hand', 'imported in one row', 'empty'] as const)('a form is opened with all answers of a draft but for the notes of the program: %s', (kind) => {
  const { db } = desk;
  const form = db.value<string>('SELECT hash FROM form') ?? '';
  const about = { form, round: '2026', savedAt: 1, person: 'Иванова' };
  const all = new Map([...ENTERED, ...NOTES]);
  const response = valueOf(write(db, () => {
    db.run('PRAGMA defer_foreign_keys = ON');
    if (kind === 'imported in one row') return ok(createFilled(db, company, about, new Map([...ENTERED, ...NOTES.slice(1)]), NOTHING, 'список.xlsx'));
    saveCompany(db, company);
    const id = createResponse(db, { entity: company.entity, ...about });
    if (kind === 'entered by hand') saveAnswers(db, { id, entity: company.entity }, [...all].map(([path, value]) => ({ path, value })), NOTHING, 1, 'Иванова');
    return ok(id);
  }));
  expect(readAnswersText(loadAnswersText(db, response))).toEqual(new Map(kind === 'empty' ? [] : ENTERED));
  expect([...loadAnswers(db, response)].filter(([path]) => path !== IMPORTED)).toEqual(kind === 'empty' ? [] : [...all].filter(([path]) => path !== IMPORTED).sort(([one], [other]) => (one < other ? -1 : 1)));
});

test('changing many answers of an imported draft reads the row they stand in once, not at each of them; their first values are kept', async () => {
  const { db } = desk;
  const form = db.value<string>('SELECT hash FROM form') ?? '';
  const paths = ['/A/A02', '/A/A04', '/A/A05', '/C/C02', '/C/C03', '/C/C04', '/C/C05', '/C/C06'];
  const response = valueOf(write(db, () => {
    db.run('PRAGMA defer_foreign_keys = ON');
    return ok(createFilled(db, company, { form, round: '2026', savedAt: 1, person: 'Иванова' }, new Map(paths.map((path) => [path, 5])), NOTHING, 'список.xlsx'));
  }));
  const [value, get, run] = [vi.spyOn(db, 'value'), vi.spyOn(db, 'get'), vi.spyOn(db, 'run')];
  valueOf(await survey['survey.saveAnswers'](desk, { response, changes: paths.map((path) => ({ path, value: 6 })), progress: NOTHING }));
  const reads = [value, get, run].flatMap(({ mock }) => mock.calls.map(([sql]) => sql)).filter((sql) => /stored_answer|imported_draft/.test(sql));
  expect(reads.length).toBeLessThan(paths.length);
  for (const path of paths) expect(changesOfField(db, response, path)).toMatchObject([{ before: 5, after: 6 }, { before: null, after: 5, person: 'Иванова', at: 1 }]);
});
