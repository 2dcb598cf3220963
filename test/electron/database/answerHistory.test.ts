import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverOf } from '../../../electron/database/db.ts';
import { changesOfField, CHANGES_BEYOND, CHANGES_OF_FIELD, LAST_CHANGE } from '../../../electron/database/tables/answerHistory.ts';
import { saveAnswers } from '../../../electron/database/tables/response.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { serviceHandlers } from '../../../electron/workers/service.ts';
import { REASON } from '../../../electron/survey/draft.ts';
import { surveyHandlers as survey } from '../../../electron/survey/handlers.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const FIELD = '/A/A06';
const [FIRST, SECOND] = ['Снегирёва Елена Павловна', 'Орлов Пётр'] as const;

let desk: Desk;
let pass: (milliseconds: number) => void;
let remove: () => void;
let response: number;
let entity: string;
const call = async <T>(result: Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => result;
beforeEach(async () => {
  ({ desk, pass, remove } = await openMinistry());
  ({ entity } = valueOf(await call(survey['survey.createCompany'](desk, { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: 'АО «Кристалл»' }))));
  ({ response } = valueOf(await call(survey['survey.openResponse'](desk, { entity }))));
});
afterEach(() => remove());

const save = async (value: Answer | null, path: Path = FIELD) => valueOf(await call(survey['survey.saveAnswers'](desk, { response, changes: [{ path, value }], progress: NOTHING })));
const history = async (path: Path = FIELD) => valueOf(await call(survey['survey.fieldHistory'](desk, { response, path })));
const person = async (name: string) => valueOf(await call(serviceHandlers['service.setPerson'](desk, { person: name })));

test('every change is kept with who, when, what it was and what it became, the latest first', async () => {
  await save('Директор');
  const at = desk.now();
  await person(SECOND);
  await save('Начальник отдела');
  pass(3_600_000);
  await save(null);
  expect(await history()).toEqual([
    { at: at + 3_600_000, person: SECOND, before: 'Начальник отдела', after: null, reason: null },
    { at, person: SECOND, before: 'Директор', after: 'Начальник отдела', reason: null },
    { at, person: FIRST, before: null, after: 'Директор', reason: null },
  ]);
});

test('what one person types within a minute is one change, and nothing when they take it back', async () => {
  for (const value of ['Д', 'Ди', 'Дир']) {
    await save(value);
    pass(59_000);
  }
  expect((await history()).map(({ before, after }) => ({ before, after }))).toEqual([{ before: null, after: 'Дир' }]);
  await save(null);
  expect(await history()).toEqual([]);
});

test('a value that stood longer than a minute is never folded away', async () => {
  await save('Директор');
  pass(60_001);
  await save('Дир');
  await save('Директор завода');
  expect((await history()).map(({ before, after }) => ({ before, after }))).toEqual([{ before: 'Директор', after: 'Директор завода' }, { before: null, after: 'Директор' }]);
});

test('the value that was there before anybody typed is kept too, the same value again is no change', async () => {
  await save('АО «Кристалл»', '/B/B01');
  expect(await history('/B/B01')).toEqual([]);
  await save('АО «Северный кристалл»', '/B/B01');
  expect(await history('/B/B01')).toMatchObject([{ before: 'АО «Кристалл»', after: 'АО «Северный кристалл»' }]);
});

test('no field keeps more than a hundred changes, the latest', async () => {
  for (let turn = 1; turn <= 130; turn++) {
    await save(`№ ${turn}`);
    pass(61_000);
  }
  const changes = await history();
  expect(changes).toHaveLength(100);
  expect(changes[0]).toMatchObject({ before: '№ 129', after: '№ 130' });
});

test('a draft that was returned to says in its history why', async () => {
  saveAnswers(desk.db, { id: response, entity }, [{ path: REASON, value: 'Ошибка в должности' }], NOTHING, desk.now(), FIRST);
  await save('Директор');
  expect(await history()).toMatchObject([{ after: 'Директор', reason: 'Ошибка в должности' }]);
});

test('the history of a cell tells when its row came and went, and what its warnings were justified with', async () => {
  const send = (changes: readonly AnswerChange[]) => call(survey['survey.saveAnswers'](desk, { response, changes, progress: NOTHING }));
  const at = async (path: Path) => valueOf(await call(survey['survey.fieldHistory'](desk, { response, path })));
  valueOf(await send([{ path: '/B/site[k1]', value: 1 }, { path: '/B/site[k1]/B29', value: 'Корпус' }, { path: '!R14:/B/site[k1]/B29', value: 'Так и есть' }]));
  expect((await at('/B/site[k1]/B29')).map(({ act, rule, after }) => [act, rule, after])).toEqual(expect.arrayContaining([[undefined, undefined, 'Корпус'], [undefined, 'R14', 'Так и есть'], ['row-added', undefined, null]]));
  pass(120_000);
  valueOf(await send([{ path: '/B/site[k1]', value: null }, { path: '/B/site[k1]/B29', value: null }]));
  expect((await at('/B/site[k1]/B29')).filter(({ act }) => act === 'row-removed')).toMatchObject([{ person: FIRST }]);
});

test('answers that are refused leave no trace, and a company that is removed takes its history along', async () => {
  await save('Директор');
  expect((await call(survey['survey.saveAnswers'](desk, { response, changes: [{ path: FIELD, value: 'x' }, { path: '/Z/none', value: 1 }], progress: NOTHING }))).ok).toBe(false);
  expect(await history()).toHaveLength(1);
  valueOf(await call(survey['survey.removeCompany'](desk, { entity })));
  expect(changesOfField(desk.db, response, FIELD)).toEqual([]);
});

test.each([['the last change', LAST_CHANGE, 2], ['the changes of a field', CHANGES_OF_FIELD, 2], ['those beyond the limit', CHANGES_BEYOND, 3]] as const)('the index answers for %s', (_, sql, given) => {
  const rows = driverOf(desk.db).prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...[response, FIELD, 100].slice(0, given)) as readonly { readonly detail: string }[];
  const plan = rows.map(({ detail }) => detail).join('\n');
  expect(plan).toContain('answer_history_field (response=? AND path=?)');
  expect(plan).not.toContain('TEMP B-TREE');
  expect(plan).not.toMatch(/SCAN answer_history/);
});

test('a row that was taken away is kept with what stood in it, until it comes back', async () => {
  const [row, other] = ['/J/product[a1]', '/J/product[b2]'];
  const saveAll = async (changes: readonly AnswerChange[]) => valueOf(await call(survey['survey.saveAnswers'](desk, { response, changes, progress: NOTHING })));
  const removed = async () => valueOf(await call(survey['survey.removedRows'](desk, { response, path: '/J/product' })));
  const cells = [[row, 1], [`${row}/J02`, 'Микросхема'], [`${row}/J18`, ['auto']], [`!R14:${row}/J02`, 'Так и есть']] as const satisfies readonly (readonly [Path, Answer])[];
  await saveAll([...cells.map(([path, value]) => ({ path, value })), { path: `${row}/J12`, value: 5 }, { path: other, value: 2 }, { path: `${other}/J02`, value: 'Диод' }]);
  pass(3_600_000);
  await save(null, `${row}/J12`);
  pass(3_600_000);
  await person(SECOND);
  const at = desk.now();
  await saveAll(cells.map(([path]) => ({ path, value: null })));
  const [kept, ...more] = await removed();
  expect(more).toEqual([]);
  expect(kept).toMatchObject({ row, at, person: SECOND });
  expect(new Map(kept?.answers)).toEqual(new Map<Path, Answer>(cells.slice(1)));
  await saveAll(cells.map(([path, value]) => ({ path, value })));
  expect(await removed()).toEqual([]);
});
