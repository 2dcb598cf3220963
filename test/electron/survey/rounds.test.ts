import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../electron/database/db.ts';
import { openFile } from '../../../electron/database/driver.ts';
import { migrate, MIGRATIONS } from '../../../electron/database/migrate.ts';
import { databasePath } from '../../../electron/database/open.ts';
import { changesOfField } from '../../../electron/database/tables/answerHistory.ts';
import { findLastRound } from '../../../electron/database/tables/lastRound.ts';
import { findResponse, loadAnswer } from '../../../electron/database/tables/response.ts';
import { getSetting } from '../../../electron/database/tables/setting.ts';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { checkResponse } from '../../../electron/survey/check.ts';
import { surveyHandlers as survey } from '../../../electron/survey/handlers.ts';
import { openRound } from '../../../electron/survey/rounds.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import { carriedPath } from '../../../shared/survey/path.ts';
import type { AnswerChange, Path } from '../../../shared/survey/response.ts';
import { listAudit } from '../../helpers/audit.ts';
import { newFolder } from '../../helpers/bundles.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

const FORM = microelectronics();
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const profile = createProfile(createDice('rounds'), { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
const REVENUE: Path = '/C/C02';
const PERSON: Path = '/A/A05';

let desk: Desk;
let remove: () => void;
let entity: string;
let first: number;
let revenue: number;
beforeEach(async () => {
  ({ desk, remove } = await openMinistry());
  ({ entity } = valueOf(await call(survey['survey.createCompany'](desk, { country: 'RU', scheme: 'ru_inn', number: profile.number, name: 'АО «Пинега-Реактив»' }))));
  first = (await open()).response;
  const read = answersFromJson(FORM, fillSurvey(profile, createDice('answers')));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const calm = [...read.value.keys()].filter((path) => path.endsWith('/K12')).map((path): [Path, number] => [path, 40]);
  revenue = read.value.get(REVENUE) as number;
  valueOf(await save(first, [...new Map<Path, AnswerChange['value']>([...read.value, ...calm])].map(([path, value]) => ({ path, value }))));
});
afterEach(() => remove());

const call = async <T>(result: Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => result;
const open = async () => valueOf(await call(survey['survey.openResponse'](desk, { entity })));
const save = (response: number, changes: readonly AnswerChange[]) => call(survey['survey.saveAnswers'](desk, { response, changes, progress: NOTHING }));

test('a round that begins has a draft for every company, with the answers of the last one to be confirmed', async () => {
  expect(valueOf(await call(survey['survey.complete'](desk, { response: first })))).toMatchObject({ kind: 'completed' });
  const opened = valueOf(openRound(desk, { round: '2027' }));
  expect(opened).toMatchObject({ begun: 1, carried: 1, workspace: { round: '2027' } });
  const draft = await open();
  const answers = readAnswersText(draft.answers);
  expect(draft).toMatchObject({ round: '2027', status: 'draft', companyStatus: 'draft', last: { round: '2026' } });
  expect([answers.get(REVENUE), answers.get(carriedPath(REVENUE))]).toEqual([revenue, 'carried']);
  expect(answers.get(PERSON)).toBe(readAnswersText((await openOld()).answers).get(PERSON));
  for (const asked of ['/A/A01', '/A/A02', '/P/P07', '!change:/C/C02']) expect(answers.has(asked)).toBe(false);
  expect(answers.has(carriedPath('/B/B05'))).toBe(false);
  const blocked = valueOf(await call(survey['survey.complete'](desk, { response: draft.response })));
  expect(blocked.kind === 'blocked' && blocked.findings.filter(({ rule }) => rule === 'last-round').length).toBeGreaterThan(50);
  expect(listAudit(desk.db, 0, 1)).toMatchObject([{ entry: { act: 'survey.round', about: { round: '2027' } } }]);
});

const openOld = async () => {
  valueOf(openRound(desk, { round: '2026' }));
  const old = await open();
  valueOf(openRound(desk, { round: '2027' }));
  return old;
};

test('confirmed answers are answers, an answer that changes is confirmed with it, and both are in the history', async () => {
  valueOf(openRound(desk, { round: '2027' }));
  const { response } = await open();
  valueOf(await save(response, [{ path: carriedPath('/C/C03'), value: null }, { path: REVENUE, value: revenue * 2 }]));
  expect([carriedPath('/C/C03'), carriedPath(REVENUE)].map((path) => loadAnswer(desk.db, response, path))).toEqual([null, null]);
  expect(changesOfField(desk.db, response, '/C/C03')).toMatchObject([{ act: 'confirmed' }]);
  expect(changesOfField(desk.db, response, REVENUE)).toMatchObject([{ before: revenue, after: revenue * 2 }]);
  const stored = findResponse(desk.db, response);
  const findings = stored ? valueOf(checkResponse(desk.db, desk, stored, 'draft')).findings : [];
  expect(findings.filter(({ rule }) => rule === 'change')).toMatchObject([{ level: 'warning', paths: [REVENUE] }]);
});

test('a round is gone back to as it was left; a new one comes after the current one', async () => {
  valueOf(openRound(desk, { round: '2027' }));
  const { response } = await open();
  valueOf(await save(response, [{ path: REVENUE, value: 1 }]));
  expect(valueOf(openRound(desk, { round: '2026' }))).toMatchObject({ begun: 0 });
  expect(readAnswersText((await open()).answers).get(REVENUE)).toBe(revenue);
  expect(failureOf(openRound(desk, { round: '2024' }))).toBe('round-earlier');
  expect(valueOf(openRound(desk, { round: '2027' }))).toMatchObject({ begun: 0 });
  expect(readAnswersText((await open()).answers).get(REVENUE)).toBe(1);
  expect(valueOf(await call(survey['survey.rounds'](desk, undefined)))).toEqual([{ round: '2027', companies: 1, current: true }, { round: '2026', companies: 1, current: false }]);
});

test('a round that is cancelled while it begins leaves everything as it was', () => {
  const stopped: Desk = { ...desk, checkCancelled: () => { throw new Cancelled(); } };
  expect(() => openRound(stopped, { round: '2027' })).toThrow(Cancelled);
  expect(getSetting(desk.db, 'round')).toBe('2026');
  expect(desk.db.value('SELECT count(*) FROM response')).toBe(1);
});

test('a workspace of the version before knows of no round before, and keeps the history of its fields', () => {
  const folder = join(newFolder(), 'workspace');
  mkdirSync(folder);
  copyFileSync(new URL('../../vectors/database/0010.db', import.meta.url), databasePath(folder));
  const db = connect(openFile(databasePath(folder), { readonly: false, timeout: 0 }), folder);
  valueOf(migrate(db, MIGRATIONS.filter(({ version }) => version < 140)));
  db.run("INSERT INTO form (hash, id, version, definition, installed_at) VALUES ('f', 'f', '1', '{}', 0)");
  db.run("INSERT OR IGNORE INTO company (entity, country, scheme, number, name, short_name, region, name_key, search) VALUES ('e', 'RU', '', '', '', '', '', '', '')");
  const { lastId } = db.run("INSERT INTO response (entity, form, round, status, saved_at, person) VALUES ('e', 'f', '2026', 'draft', 0, 'П')");
  db.run("INSERT INTO answer_history (response, path, at, person, old, new, reason) VALUES (?, '/A', 1, 'П', NULL, '\"x\"', NULL)", lastId);
  valueOf(migrate(db));
  expect(findLastRound(db, lastId)).toBeNull();
  expect(changesOfField(db, lastId, '/A')).toEqual([{ at: 1, person: 'П', before: null, after: 'x', reason: null }]);
});
