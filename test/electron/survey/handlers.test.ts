import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRevisions } from '../../../electron/database/tables/revision.ts';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { surveyHandlers as survey } from '../../../electron/survey/handlers.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CompanyQuery } from '../../../shared/ipc/survey.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import type { AnswerChange, Path } from '../../../shared/survey/response.ts';
import { listAudit } from '../../helpers/audit.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

const FORM = microelectronics();
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const ALL: CompanyQuery = { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 100 };

const dice = createDice('handlers');
const profile = createProfile(dice, { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
const NEW = { country: 'RU', scheme: 'ru_inn', number: profile.number, name: 'АО «Пинега-Реактив»' };

let desk: Desk;
let remove: () => void;
beforeEach(async () => {
  const opened = await openMinistry();
  ({ desk, remove } = opened);
});
afterEach(() => remove());

const call = async <T>(result: Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => result;
const add = async (): Promise<string> => valueOf(await call(survey['survey.createCompany'](desk, NEW))).entity;
const open = async (entity: string) => valueOf(await call(survey['survey.openResponse'](desk, { entity })));
const save = (response: number, changes: readonly AnswerChange[]) => call(survey['survey.saveAnswers'](desk, { response, changes, progress: NOTHING }));
const rows = async () => valueOf(await call(survey['survey.companies'](desk, ALL))).rows;

/** A company with a whole survey that nothing is wrong with; its stocks last for months. */
async function addFilled(edits: Readonly<Record<Path, AnswerChange['value']>> = {}): Promise<{ readonly entity: string; readonly response: number }> {
  const entity = await add();
  const { response } = await open(entity);
  const read = answersFromJson(FORM, fillSurvey(profile, createDice('answers')));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const calm = [...read.value.keys()].filter((path) => path.endsWith('/K12')).map((path): [Path, number] => [path, 40]);
  const answers = new Map<Path, AnswerChange['value']>([...read.value, ...calm, ...Object.entries(edits)]);
  valueOf(await save(response, [...answers].map(([path, value]) => ({ path, value }))));
  return { entity, response };
}
const complete = (response: number) => call(survey['survey.complete'](desk, { response }));

describe('adding a company', () => {
  test('checks its number, and opens a draft that knows its state, number and name', async () => {
    const opened = await open(await add());
    expect(opened).toMatchObject({ status: 'draft', company: { country: 'RU', number: profile.number }, kept: null });
    expect(readAnswersText(opened.answers)).toEqual(new Map([['/B/B01', NEW.name], ['/B/B04', 'RU'], ['/B/B05', profile.number]]));
  });

  test.each([
    ['a wrong check digit', { number: `${profile.number.slice(0, 9)}${(Number(profile.number[9]) + 1) % 10}` }],
    ['the scheme of another state', { scheme: 'kz_bin' }],
    ['a scheme that is none', { scheme: 'passport' }],
    ['a state outside the Union', { country: 'DE' }],
  ])('is refused for %s', async (_, wrong) => {
    expect(failureOf(await call(survey['survey.createCompany'](desk, { ...NEW, ...wrong })))).toBe('identifier-invalid');
    expect(await rows()).toEqual([]);
  });

  test('twice is refused, however the number is spaced', async () => {
    await add();
    const spaced = profile.number.replace(/(\d{4})(\d{3})/, '$1 $2 ');
    expect(failureOf(await call(survey['survey.createCompany'](desk, { ...NEW, number: spaced })))).toBe('company-exists');
  });

  test('can be undone while it is a draft, not after it was completed', async () => {
    const entity = await add();
    valueOf(await call(survey['survey.removeCompany'](desk, { entity })));
    expect(await rows()).toEqual([]);
    const filled = await addFilled();
    valueOf(await complete(filled.response));
    expect(failureOf(await call(survey['survey.removeCompany'](desk, { entity: filled.entity })))).toBe('response-locked');
  });
});

describe('saving answers', () => {
  test('writes, takes away, and keeps the list of companies true', async () => {
    const entity = await add();
    const { response } = await open(entity);
    valueOf(await save(response, [{ path: '/B/B02', value: 'АО «Вага»' }, { path: '/B/B16', value: 'RU-NGR' }, { path: '/C/C02', value: 5 }]));
    valueOf(await save(response, [{ path: '/C/C02', value: null }, { path: '/J/product[r1]', value: 1 }, { path: '/J/product[r1]/J02', value: 'Кислота' }]));
    const answers = readAnswersText((await open(entity)).answers);
    expect(answers.has('/C/C02')).toBe(false);
    expect(answers.get('/J/product[r1]/J02')).toBe('Кислота');
    expect((await rows())[0]).toMatchObject({ shortName: 'АО «Вага»', region: 'RU-NGR' });
  });

  test.each(['/Z/Z01', '/J/product/J02', '/B/B01[r1]', '/J/product[r1][r2]/J02', '!R99:/B/B01', '@status', 'B01'])('to a place the form does not have (%s) writes nothing at all', async (path) => {
    const { response } = await open(await add());
    expect(failureOf(await save(response, [{ path: '/B/B02', value: 'АО' }, { path, value: 'x' }]))).toBe('unknown-path');
    expect(readAnswersText((await open((await rows())[0]?.entity ?? '')).answers).has('/B/B02')).toBe(false);
  });

  test('to a repeat itself takes a reason code, to a rule a justification', async () => {
    const entity = await add();
    const said = [{ path: '/K/input', value: { missing: 'no_data' } }, { path: '!R14:/C/C02', value: 'Разовый заказ.' }] as const;
    valueOf(await save((await open(entity)).response, said));
    const answers = readAnswersText((await open(entity)).answers);
    for (const { path, value } of said) expect(answers.get(path)).toEqual(value);
  });
});

describe('completing', () => {
  test('makes one revision of what is relevant, personal answers apart, and locks the response', async () => {
    const { entity, response } = await addFilled({ '/E/E03': '180' });
    const completed = valueOf(await complete(response));
    expect(completed.kind).toBe('completed');
    const [stored] = loadRevisions(desk.db, { entity, formId: FORM.id, round: '2026' });
    expect(stored?.revision).toMatchObject({ op: 'put', person: 'Снегирёва Елена Павловна', parents: [] });
    expect(stored?.revision.set).toMatchObject({ [RESERVED.status]: 'complete', [RESERVED.number]: profile.number, '/B/B01': expect.any(String) });
    // Section E is not asked of a maker of materials: the draft keeps the answer, the revision does not have it.
    expect(stored?.revision.set['/E/E03']).toBeUndefined();
    expect(readAnswersText((await open(entity)).answers).get('/E/E03')).toBe('180');
    expect(stored?.revision.set['/A/A05']).toBeUndefined();
    expect(stored?.revision.personal).toMatch(/^[0-9a-f]{64}$/);
    expect(failureOf(await save(response, [{ path: '/C/C02', value: 5 }]))).toBe('response-locked');
    expect(failureOf(await complete(response))).toBe('response-locked');
  });

  test('trusts nobody: stored answers with an error are blocked, whatever progress was said', async () => {
    const { entity, response } = await addFilled({ '/C/C17': 10, '/C/C18': 99 });
    const blocked = valueOf(await complete(response));
    expect(blocked).toMatchObject({ kind: 'blocked', findings: [expect.objectContaining({ rule: 'R17', level: 'error' })] });
    expect(loadRevisions(desk.db, { entity, formId: FORM.id, round: '2026' })).toEqual([]);
    expect((await open(entity)).status).toBe('draft');
  });

  test('a warning blocks until it is justified, and the justification goes into the revision', async () => {
    const { entity, response } = await addFilled({ '/C/C03': Math.round(profile.revenue / 5) });
    expect(valueOf(await complete(response))).toMatchObject({ kind: 'blocked', findings: [expect.objectContaining({ rule: 'R14' })] });
    valueOf(await save(response, [{ path: '!R14:/C/C02', value: 'Введена вторая очередь.' }]));
    expect(valueOf(await complete(response)).kind).toBe('completed');
    expect(loadRevisions(desk.db, { entity, formId: FORM.id, round: '2026' })[0]?.revision.set['!R14:/C/C02']).toBe('Введена вторая очередь.');
  });

  test('answers that name another company are blocked', async () => {
    const other = createProfile(createDice('other'), { kind: 'user', country: 'RU', name: 'Вага', year: 2025, day: '2026-03-02', body: 'М' });
    const { response } = await addFilled({ '/B/B05': other.number });
    expect(valueOf(await complete(response))).toMatchObject({ kind: 'blocked', findings: [expect.objectContaining({ rule: 'identifier', paths: ['/B/B05'] })] });
  });
});

describe('approving and reopening', () => {
  test('approves what is complete and names the rest', async () => {
    const { entity, response } = await addFilled();
    expect(valueOf(await call(survey['survey.approve'](desk, { entities: [entity] })))).toEqual({ approved: 0, refused: [entity] });
    valueOf(await complete(response));
    expect(valueOf(await call(survey['survey.approve'](desk, { entities: [entity, 'f'.repeat(64)] })))).toEqual({ approved: 1, refused: ['f'.repeat(64)] });
    expect((await rows())[0]?.status).toBe('approved');
    const statuses = loadRevisions(desk.db, { entity, formId: FORM.id, round: '2026' }).map(({ revision }) => revision.set[RESERVED.status]);
    expect(statuses.sort()).toEqual(['approved', 'complete']);
  });

  test('a response opened again writes only what changed, with the reason it was opened for', async () => {
    const { entity, response } = await addFilled();
    valueOf(await complete(response));
    valueOf(await call(survey['survey.approve'](desk, { entities: [entity] })));
    valueOf(await call(survey['survey.reopen'](desk, { response, reason: 'Уточнена выручка' })));
    expect([...readAnswersText((await open(entity)).answers).keys()].some((path) => path.startsWith('@'))).toBe(false);
    valueOf(await save(response, [{ path: '/D/D07', value: 77 }]));
    const again = valueOf(await complete(response));
    const revisions = loadRevisions(desk.db, { entity, formId: FORM.id, round: '2026' });
    const last = revisions.find(({ id }) => again.kind === 'completed' && id === again.revision);
    expect(last?.revision.set).toEqual({ [RESERVED.status]: 'complete', '/D/D07': 77 });
    expect(last?.revision.reason).toBe('Уточнена выручка');
    expect(last?.revision.parents).toHaveLength(1);
    expect(failureOf(await call(survey['survey.reopen'](desk, { response: 999, reason: '' })))).toBe('response-locked');
  });

  test('every act stands in the audit, without a word of the answers', async () => {
    const { entity, response } = await addFilled();
    valueOf(await complete(response));
    valueOf(await call(survey['survey.approve'](desk, { entities: [entity] })));
    valueOf(await call(survey['survey.reopen'](desk, { response, reason: 'Секретная причина' })));
    const acts = listAudit(desk.db, 0, 100).map(({ entry }) => entry.act);
    expect(acts).toEqual(['survey.reopened', 'survey.approved', 'survey.completed', 'survey.company-added', 'service.created']);
    expect(JSON.stringify(listAudit(desk.db, 0, 100))).not.toMatch(/Секретная|Пинега/);
  });
});
