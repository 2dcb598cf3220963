import { afterEach, beforeEach, expect, test } from 'vitest';
import { changesOfField } from '../../../electron/database/tables/answerHistory.ts';
import { loadAnswer, loadAnswers } from '../../../electron/database/tables/response.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { currentForm } from '../../../electron/survey/form.ts';
import { importAnswers } from '../../../electron/survey/import.ts';
import { mergeHandlers as merge } from '../../../electron/merge/handlers.ts';
import { surveyHandlers as survey } from '../../../electron/survey/handlers.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import { carriedPath, isRowPath } from '../../../shared/survey/path.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

const FORM = microelectronics();
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const profile = createProfile(createDice('second'), { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
const [FIRST, SECOND] = ['Снегирёва Елена Павловна', 'Орлов Пётр Ильич'];
const AUDITED = "SELECT entry FROM audit WHERE entry LIKE '%\"survey.second-entry\"%'";
const REVENUE: Path = '/C/C02';

let desk: Desk;
let pass: (milliseconds: number) => void;
let remove: () => void;
let entity: string;
let response: number;
let stored: ReadonlyMap<Path, Answer>;
beforeEach(async () => {
  ({ desk, pass, remove } = await openMinistry());
  ({ entity } = valueOf(await call(survey['survey.createCompany'](desk, { country: 'RU', scheme: 'ru_inn', number: profile.number, name: 'АО «Пинега-Реактив»' }))));
  ({ response } = valueOf(await call(survey['survey.openResponse'](desk, { entity }))));
  const read = answersFromJson(FORM, fillSurvey(profile, createDice('answers')));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const calm = [...read.value.keys()].filter((path) => path.endsWith('/K12')).map((path): [Path, number] => [path, 40]);
  valueOf(await save([...new Map<Path, AnswerChange['value']>([...read.value, ...calm])].map(([path, value]) => ({ path, value }))));
  stored = loadAnswers(desk.db, response);
  valueOf(await call(survey['survey.setTwoPeople'](desk, { approval: true, sections: ['C', 'D'] })));
});
afterEach(() => remove());

const call = async <T>(result: Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => result;
const save = (changes: readonly AnswerChange[]) => call(survey['survey.saveAnswers'](desk, { response, changes, progress: NOTHING }));
const work = (person: string) => setSetting(desk.db, 'person', person);
const complete = async () => valueOf(await call(survey['survey.complete'](desk, { response })));
const blocking = async () => {
  const completed = await complete();
  return completed.kind === 'blocked' ? completed.findings.map(({ rule, paths, message }) => `${rule} ${paths[0] ?? ''} ${message.kind === 'sentence' ? message.code : ''}`) : [];
};
const state = async () => {
  const second = valueOf(await call(survey['survey.second'](desk, { entity })));
  if (!second) throw new Error('no second entry is wanted');
  return second;
};
const settle = (place: string, chosen: 'first' | 'second') => call(survey['survey.settleSecond'](desk, { response, place, chosen }));

/** The second person enters the same, but for these places. */
async function enterAgain(edits: Readonly<Record<Path, Answer | null>> = {}): Promise<void> {
  work(SECOND);
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  const same = [...stored].filter(([path]) => /^\/[CD][/[]/.test(path)).map(([path, value]) => ({ path: again(path), value: edits[path] === undefined ? value : edits[path] }));
  valueOf(await call(survey['survey.saveSecond'](desk, { response, changes: same })));
  valueOf(await call(survey['survey.finishSecond'](desk, { response })));
}

/** Rows of a second entry have ids of their own. */
const again = (path: Path): Path => path.replace(/\[([a-z0-9]+)\]/g, '[z$1]');

test('a form whose sections are entered twice is not completed before that, and opens blind for the second person', async () => {
  expect(await blocking()).toEqual(['second-entry /C finding.second.none', 'second-entry /D finding.second.none']);
  expect(failureOf(await call(survey['survey.openSecond'](desk, { entity })))).toBe('same-person');
  work(SECOND);
  const opened = valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  expect([...readAnswersText(opened.answers).keys()].filter((path) => /^\/[CD][/[]/.test(path))).toEqual([]);
  expect(readAnswersText(opened.answers).get('/B/B04')).toBe('RU');
  expect((await state()).differences).toEqual([]);
  valueOf(await call(survey['survey.saveSecond'](desk, { response, changes: [{ path: REVENUE, value: 5 }, { path: '/B/B01', value: 'x' }] })));
  expect(readAnswersText(valueOf(await call(survey['survey.openSecond'](desk, { entity }))).answers).get('/B/B01')).toBe(stored.get('/B/B01'));
  expect(loadAnswer(desk.db, response, REVENUE)).toBe(stored.get(REVENUE));
});

test('while it lasts the second person reads the first entry nowhere: not in the form, on paper or in the history', async () => {
  const ways = async () => [
    await call(survey['survey.openResponse'](desk, { entity })), await call(survey['survey.formPaper'](desk, { entity })),
    await call(survey['survey.fieldHistory'](desk, { response, path: REVENUE })), await call(survey['survey.removedRows'](desk, { response, path: '/C/region' })), await call(survey['survey.notes'](desk, { response })),
  ].map((answer) => (answer.ok ? 'ok' : answer.error.code));
  work(SECOND);
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  expect(new Set(await ways())).toEqual(new Set(['second-blind']));
  expect((await call(survey['survey.formPaper'](desk, { entity: null }))).ok).toBe(true);
  work(FIRST);
  expect(new Set(await ways())).toEqual(new Set(['ok']));
  work(SECOND);
  valueOf(await call(survey['survey.finishSecond'](desk, { response })));
  expect(new Set(await ways())).toEqual(new Set(['ok']));
});

test('nor do they read what was stated before the form was opened again', async () => {
  valueOf(await call(survey['survey.setTwoPeople'](desk, { approval: false, sections: [] })));
  expect(await complete()).toMatchObject({ kind: 'completed' });
  valueOf(await call(survey['survey.reopen'](desk, { response, reason: 'Уточняется' })));
  valueOf(await call(survey['survey.setTwoPeople'](desk, { approval: false, sections: ['C'] })));
  const ways = async () => [
    await call(merge['merge.company'](desk, { entity })), await call(merge['merge.case'](desk, { entity, round: '2026' })), await call(merge['merge.history'](desk, { entity, path: REVENUE })),
  ].map((answer) => (answer.ok ? 'ok' : answer.error.code));
  expect(new Set(await ways())).toEqual(new Set(['ok']));
  work(SECOND);
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  expect(new Set(await ways())).toEqual(new Set(['second-blind']));
  expect(failureOf(await call(merge['merge.company'](desk, { entity, round: '2025' })))).not.toBe('second-blind');
  valueOf(await call(survey['survey.finishSecond'](desk, { response })));
  expect(new Set(await ways())).toEqual(new Set(['ok']));
});

test('before it is begun the form opens for who entered it; anybody else says first whether they read it, and is not blind from then on', async () => {
  const open = () => call(survey['survey.openResponse'](desk, { entity }));
  expect((await open()).ok).toBe(true);
  work(SECOND);
  for (const way of [await open(), await call(survey['survey.formPaper'](desk, { entity })), await call(survey['survey.notes'](desk, { response }))]) expect(way).toMatchObject({ error: { code: 'second-ahead' } });
  expect((await state()).readAt).toBeNull();
  valueOf(await call(survey['survey.readFirst'](desk, { entity })));
  expect((await open()).ok).toBe(true);
  const { readAt } = await state();
  expect(readAt).toEqual(expect.any(Number));
  await enterAgain();
  expect(await state()).toMatchObject({ person: SECOND, readAt });
  expect(desk.db.value<string>(AUDITED)).toContain('"blind":0');
});

test('whoever has seen the differences is not blind when they enter anew, and was blind before', async () => {
  await enterAgain({ [REVENUE]: 5 });
  pass(60_000);
  expect((await call(survey['survey.openResponse'](desk, { entity }))).ok).toBe(true);
  expect((await state()).readAt).toBeNull();
  expect(desk.db.value<string>(AUDITED)).toContain('"blind":1');
  valueOf(await call(survey['survey.dropSecond'](desk, { response })));
  await enterAgain();
  expect((await state()).readAt).toEqual(expect.any(Number));
});

test('another person who goes on with a second entry begins then: what they read before makes it not blind', async () => {
  const THIRD = 'Бортник Алексей Викторович';
  work(SECOND);
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  work(THIRD);
  valueOf(await call(survey['survey.readFirst'](desk, { entity })));
  expect(await state()).toMatchObject({ person: SECOND, readAt: null });
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  expect(await state()).toMatchObject({ person: THIRD, readAt: expect.any(Number) as number });
});

test('answers of the last round are nobody\'s until somebody confirms them', async () => {
  work('Заведующий');
  valueOf(await call(survey['survey.openRound'](desk, { job: 'j', round: '2027' })));
  work(SECOND);
  // Nobody has entered anything, so nothing is asked of whoever opens it.
  const next = valueOf(await call(survey['survey.openResponse'](desk, { entity })));
  expect((await state()).firstPeople).toEqual([]);
  valueOf(await call(survey['survey.saveAnswers'](desk, { response: next.response, changes: [{ path: carriedPath(REVENUE), value: null }], progress: NOTHING })));
  expect((await state()).firstPeople).toContain(SECOND);
});

test('nothing is taken into the form from a file of whoever makes the second entry', async () => {
  const form = valueOf(currentForm(desk.db));
  work(SECOND);
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  const imported = importAnswers(desk, form, { company: { entity }, answers: { C: { C02: 9 } }, justifications: {} });
  expect(imported).toMatchObject({ ok: false, error: { failure: { code: 'second-blind' } } });
});

test('a second entry that can not go on keeps nobody out of the form', async () => {
  work(SECOND);
  valueOf(await call(survey['survey.openSecond'](desk, { entity })));
  valueOf(await save([{ path: REVENUE, value: 9 }]));
  expect(failureOf(await call(survey['survey.openSecond'](desk, { entity })))).toBe('same-person');
  expect((await call(survey['survey.openResponse'](desk, { entity }))).ok).toBe(true);
  valueOf(await call(survey['survey.setTwoPeople'](desk, { approval: true, sections: [] })));
  expect((await call(survey['survey.openResponse'](desk, { entity }))).ok).toBe(true);
});

test('whoever enters the name again knows the company by its number alone', async () => {
  work(SECOND);
  const company = async () => valueOf(await call(survey['survey.openSecond'](desk, { entity }))).company;
  expect((await company()).name).toBe(stored.get('/B/B01'));
  valueOf(await call(survey['survey.setTwoPeople'](desk, { approval: true, sections: ['B'] })));
  expect(await company()).toEqual({ country: 'RU', scheme: 'ru_inn', number: profile.number, name: '' });
});

test('two entries that say the same complete, whatever the ids of their rows', async () => {
  await enterAgain();
  expect((await state()).differences).toEqual([]);
  work(FIRST);
  expect(await complete()).toMatchObject({ kind: 'completed' });
});

test('differences stand side by side, and are settled for either entry, with who and when in the history', async () => {
  const revenue = stored.get(REVENUE) as number;
  await enterAgain({ [REVENUE]: revenue + 1, '/C/C03': 7 });
  expect((await state()).differences).toMatchObject([{ place: REVENUE, first: revenue, second: revenue + 1, settled: null }, { place: '/C/C03', second: 7 }]);
  expect(await blocking()).toEqual(['second-entry /C finding.second.open']);
  valueOf(await settle(REVENUE, 'second'));
  valueOf(await settle('/C/C03', 'first'));
  expect(loadAnswer(desk.db, response, REVENUE)).toBe(revenue + 1);
  expect((await state()).differences).toMatchObject([{ place: '/C/C03', settled: { chosen: 'first', person: SECOND } }]);
  expect(changesOfField(desk.db, response, REVENUE)).toMatchObject([{ act: 'settled', person: SECOND }, { before: revenue, after: revenue + 1 }, {}]);
  expect(changesOfField(desk.db, response, '/C/C03')[0]).toMatchObject({ act: 'settled', person: SECOND });
  expect(await blocking()).toEqual([]);
});

test('what was settled is open again when the first entry changes to something else', async () => {
  await enterAgain({ '/C/C03': 7 });
  valueOf(await settle('/C/C03', 'first'));
  work(FIRST);
  valueOf(await save([{ path: '/C/C03', value: 8 }]));
  expect((await state()).differences).toMatchObject([{ first: 8, second: 7, settled: null }]);
});

test('a row that one of them has left out is taken over as a whole, or let go', async () => {
  const rows = [...stored.keys()].filter((path) => isRowPath(path) && path.startsWith('/C/'));
  const row = rows.at(-1) as Path;
  const repeat = row.slice(0, row.lastIndexOf('['));
  await enterAgain(Object.fromEntries([...stored.keys()].filter((path) => path.startsWith(row)).map((path) => [path, null])));
  const [missing] = (await state()).differences;
  expect(missing).toMatchObject({ kind: 'row', firstPath: row, secondPath: null });
  expect(missing?.row.length).toBeGreaterThan(0);
  valueOf(await settle(missing?.place ?? '', 'second'));
  expect([...loadAnswers(desk.db, response).keys()].filter((path) => path.startsWith(row))).toEqual([]);
  valueOf(await call(survey['survey.dropSecond'](desk, { response })));
  stored = new Map([...stored].filter(([path]) => !path.startsWith(row)));
  await enterAgain();
  expect((await state()).differences).toEqual([]);
  expect(repeat).not.toBe('');
});

test('where the workspace wants it, another person approves than the one who completed', async () => {
  valueOf(await call(survey['survey.setTwoPeople'](desk, { approval: true, sections: [] })));
  expect(await complete()).toMatchObject({ kind: 'completed' });
  expect(valueOf(await call(survey['survey.approve'](desk, { entities: [entity] })))).toEqual({ approved: 0, refused: [entity], sameHand: [entity] });
  work(SECOND);
  expect(valueOf(await call(survey['survey.approve'](desk, { entities: [entity] })))).toEqual({ approved: 1, refused: [], sameHand: [] });
});
