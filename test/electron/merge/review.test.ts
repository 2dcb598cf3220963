import { beforeEach, describe, expect, test } from 'vitest';
import { exportBundle, previewExport } from '../../../electron/bundle/export/export.ts';
import { sealBundle } from '../../../electron/bundle/container/seal.ts';
import { writeBundle } from '../../../electron/bundle/container/write.ts';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { addKeys, installRegistry, trustOf } from '../../../electron/bundle/trust/trust.ts';
import { auditHead } from '../../../electron/database/tables/audit.ts';
import { listCompanies, saveCompany } from '../../../electron/database/tables/company.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { RETURNABLE } from '../../../electron/database/tables/revision.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { listConflictRows, resolveConflict } from '../../../electron/merge/decisions/conflicts.ts';
import { historyOf } from '../../../electron/merge/view/history.ts';
import { coverageHere } from '../../../electron/insight/coverage.ts';
import { commentCompany, decideCompany, replyToComments } from '../../../electron/merge/decisions/review.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { caseOf } from '../../../electron/merge/view/thread.ts';
import { approveCompanies, completeResponse } from '../../../electron/survey/complete.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import type { Answer, Answers } from '../../../shared/survey/response.ts';
import { entity, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, preview, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const one = entity(1);

let body: Workspace;
let commission: Workspace;

function statusOf({ db }: Workspace, company = one): string {
  const page = listCompanies(db, { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 100 });
  return page.rows.find((row) => row.entity === company)?.status ?? 'none';
}

const open = (workspace: Workspace, company = one): OpenedResponse<Answers> => valueOf(openResponse(deskOf(workspace), { entity: company }));

function enter(workspace: Workspace, answers: Readonly<Record<string, Answer>>, company = one): void {
  const changes = Object.entries(answers).map(([path, value]) => ({ path, value }));
  valueOf(saveAnswers(deskOf(workspace), { response: open(workspace, company).response, changes, progress: NOTHING }));
}

function complete(workspace: Workspace, company = one): void {
  expect(valueOf(completeResponse(deskOf(workspace), { response: open(workspace, company).response })).kind).toBe('completed');
  expect(valueOf(approveCompanies(deskOf(workspace), { entities: [company] })).refused).toEqual([]);
}

function add(workspace: Workspace, number: number): void {
  saveCompany(workspace.db, { entity: entity(number), country: workspace.key.country, scheme: 'ru_inn', number: String(number), name: `Завод ${number}`, shortName: `Завод ${number}`, region: '' });
}

/** What the Commission has to say to one state. */
async function sendBack(to = 'RU'): Promise<string> {
  const path = `${newFolder()}/back-${to}.svod`;
  const sealed = valueOf(sealBundle(commission.db, commission.signer, { now: NOON, person: 'К. Комиссаров', personal: false, to }));
  valueOf(await writeBundle(commission.db, sealed, commission.key, path));
  return path;
}

function trust(...bodies: readonly Workspace[]): void {
  const registry = currentRegistry(commission.db)?.envelope as Uint8Array;
  for (const { db } of bodies) valueOf(installRegistry(db, registry, true, { now: NOON, person: '' }));
}

const decide = (decision: 'accepted' | 'returned', reason = '', company = one): ReturnType<typeof decideCompany> => decideCompany(deskOf(commission), { entity: company, decision, reason });
const comment = (path: string, text: string | null, company = one): ReturnType<typeof commentCompany> => commentCompany(deskOf(commission), { entity: company, comments: [{ path, text }] });

beforeEach(async () => {
  body = newBody(1);
  commission = newCommission(body);
  trust(body);
  add(body, 1);
  enter(body, { '/A/name': 'Завод 1', '/A/region': 'Москва' });
  complete(body);
  await merge(commission, await send(body));
});

describe('the Commission', () => {
  test('M2: returns a company with a reason and comments; every step is in the audit', () => {
    const { count } = auditHead(commission.db);
    const said = valueOf(comment('/A/region', 'Укажите регион производства'));
    const decided = valueOf(decide('returned', 'Уточните регион'));
    expect(statusOf(commission)).toBe('returned');
    expect(auditHead(commission.db).count).toBe(count + 2);
    const view = valueOf(viewCompany(commission.db, deskOf(commission), one));
    expect(view.cells.find((cell) => cell.path === '@comment:/A/region')).toMatchObject({ value: 'Укажите регион производства', writes: [{ revision: said.revision }] });
    expect(view.cells.find((cell) => cell.path === '@decision')?.writes).toMatchObject([{ revision: decided.revision, reason: 'Уточните регион' }]);
    expect(valueOf(historyOf(commission.db, one, null)).map((entry) => entry.op)).toEqual(['put', 'put', 'comment', 'decide']);
  });

  test('takes a comment back', () => {
    valueOf(comment('/A/region', 'Ошибка'));
    valueOf(comment('/A/region', null));
    expect(valueOf(viewCompany(commission.db, deskOf(commission), one)).cells.find((cell) => cell.path === '@comment:/A/region')?.value).toBeNull();
  });

  test('does not return without a reason, comment on a place the form has not, or accept what is in conflict', async () => {
    expect(decide('returned', ' ')).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(comment('/A/nowhere', 'Что это?')).toMatchObject({ ok: false, error: { code: 'unknown-path' } });
    expect(decide('accepted', '', entity(77))).toMatchObject({ ok: false, error: { code: 'company-unknown' } });
    const other = newBody(2);
    valueOf(addKeys(commission.db, commission.signer, [other.key], { now: NOON, person: '' }));
    state(other, 1, { '/A/region': 'Тверь' });
    await merge(commission, await send(other));
    expect(decide('accepted')).toMatchObject({ ok: false, error: { code: 'conflicts-left' } });
    valueOf(decide('returned', 'Согласуйте регион'));
    expect(statusOf(commission)).toBe('conflict');
  });

  test('gives a class and a day; the next decision takes their place, and they reach the ministry', async () => {
    const verdict = ({ db }: Workspace): unknown => db.get('SELECT quality, due FROM verdict WHERE entity = ?', one) ?? null;
    valueOf(decideCompany(deskOf(commission), { entity: one, decision: 'returned', reason: 'Уточните регион', quality: 'C', due: '2026-12-01' }));
    expect(verdict(commission)).toEqual({ quality: 'C', due: '2026-12-01' });
    await merge(body, await sendBack());
    expect(verdict(body)).toEqual({ quality: 'C', due: '2026-12-01' });
    expect(open(body).review?.decision).toMatchObject({ kind: 'returned', quality: 'C', due: '2026-12-01' });
    complete(body);
    await merge(commission, await send(body));
    valueOf(decideCompany(deskOf(commission), { entity: one, decision: 'accepted', reason: '', due: '2027-01-01' }));
    expect(verdict(commission)).toBeNull();
    await merge(body, await sendBack());
    expect([verdict(body), open(body).review?.decision]).toMatchObject([null, { kind: 'accepted', quality: null, due: null }]);
    expect(stateHashes(commission.db)).toEqual(stateHashes(body.db));
  });

  test('a ministry cannot decide', () => {
    expect(decideCompany(deskOf(body), { entity: one, decision: 'accepted', reason: '' })).toEqual({ ok: false, error: { code: 'wrong-role' } });
  });
});

describe('the way back', () => {
  test('is gathered from what is unsent, not from the whole base', () => {
    const plan = JSON.stringify(commission.db.plan(RETURNABLE, 'merge', 'RU', 'x'));
    expect(plan).toContain('SCAN r USING INDEX revision_unsent');
    expect(plan).not.toMatch(/SCAN r(?! USING INDEX revision_unsent)/);
  });

  test('an accepted company is accepted at the ministry, and nothing of it opens again', async () => {
    valueOf(comment('/A/region', 'Верно'));
    valueOf(decide('accepted'));
    await merge(body, await sendBack());
    expect(statusOf(body)).toBe('accepted');
    expect(open(body)).toMatchObject({ status: 'approved', review: { decision: { kind: 'accepted' }, comments: [] } });
  });

  test('a returned company is a draft with the reason and the comments; the correction makes it received again; both sides agree', async () => {
    valueOf(comment('/A/region', 'Укажите регион производства'));
    valueOf(comment('/', 'И проверьте остальное'));
    valueOf(decide('returned', 'Уточните регион'));
    const back = await sendBack();
    expect((await preview(body, back)).files[0]?.verdict).toBe('verified');
    expect(open(body).status).toBe('approved');
    const report = await merge(body, back);
    expect(report.files[0]?.signer).toMatchObject({ country: 'EAEU' });
    expect(statusOf(body)).toBe('returned');
    const returned = open(body);
    expect(returned).toMatchObject({ status: 'draft', companyStatus: 'returned' });
    expect(returned.review?.decision).toMatchObject({ kind: 'returned', text: 'Уточните регион' });
    expect(returned.review?.comments.map(({ path, text }) => [path, text])).toEqual([['/', 'И проверьте остальное'], ['/A/region', 'Укажите регион производства']]);

    enter(body, { '/A/region': 'Зеленоград' });
    expect(statusOf(body)).toBe('returned');
    complete(body);
    expect(statusOf(body)).toBe('approved');
    expect(open(body).review?.decision).toBeNull();
    await merge(commission, await send(body));
    expect(statusOf(commission)).toBe('received');
    const view = valueOf(viewCompany(commission.db, deskOf(commission), one));
    expect(view.cells.find((cell) => cell.path === '/A/region')?.value).toBe('Зеленоград');
    expect(stateHashes(commission.db)).toEqual(stateHashes(body.db));

    valueOf(decide('accepted'));
    await merge(body, await sendBack());
    expect(statusOf(body)).toBe('accepted');
  });

  test('the case reads as one thread on both sides: what was stated, commented, decided, corrected, in the order in which it was seen', async () => {
    const threadIn = (workspace: Workspace): unknown => valueOf(caseOf(workspace.db, one)).entries.map(({ revision, op, person, reason, changes }) => [revision, op, person, reason, changes.length]);
    valueOf(comment('/A/region', 'Укажите регион'));
    valueOf(decideCompany(deskOf(commission), { entity: one, decision: 'returned', reason: 'Уточните регион', due: '2026-12-01' }));
    await merge(body, await sendBack());
    expect(valueOf(caseOf(body.db, one))).toMatchObject({ standing: 'returned', due: '2026-12-01', round: '2026' });
    enter(body, { '/A/region': 'Зеленоград' });
    complete(body);
    await merge(commission, await send(body));
    valueOf(decide('accepted'));
    await merge(body, await sendBack());
    expect(valueOf(caseOf(commission.db, one)).entries.map(({ op }) => op).slice(-5)).toEqual(['comment', 'decide', 'put', 'put', 'decide']);
    expect(valueOf(caseOf(body.db, one))).toMatchObject({ standing: 'accepted', due: null });
    expect(threadIn(body)).toEqual(threadIn(commission));
    expect(caseOf(body.db, entity(77))).toMatchObject({ ok: false, error: { code: 'company-unknown' } });
  });

  test('a ministry replies without changing an answer: the reply leaves alone, the thread reads both sides, the turn goes to the Commission', async () => {
    const reply = (text: string | null, path = '/A/region'): ReturnType<typeof replyToComments> => replyToComments(deskOf(body), { entity: one, comments: [{ path, text }] });
    expect(reply('Слишком рано', '/A/nowhere')).toMatchObject({ ok: false, error: { code: 'unknown-path' } });
    expect(replyToComments(deskOf(commission), { entity: one, comments: [{ path: '/', text: 'Сами себе' }] })).toEqual({ ok: false, error: { code: 'wrong-role' } });
    valueOf(comment('/A/region', 'Это точно Москва?'));
    valueOf(decideCompany(deskOf(commission), { entity: one, decision: 'returned', reason: 'Уточните регион', due: '2026-01-01' }));
    await merge(body, await sendBack());
    enter(body, { '/A/name': 'Ещё не решено' });
    valueOf(reply('Опечатка'));
    valueOf(reply('Да, по уставу – Москва'));
    expect([statusOf(body), open(body).status]).toEqual(['returned', 'draft']);
    expect(open(body).review).toMatchObject({ comments: [{ path: '/A/region', text: 'Это точно Москва?' }], replies: [{ path: '/A/region', text: 'Да, по уставу – Москва' }] });
    expect(previewExport(body.db)).toMatchObject({ companies: 1, revisions: 2 });
    const due = Date.parse('2026-02-01T00:00:00Z');
    expect(coverageHere(commission.db, due).companies).toMatchObject([{ progress: 'returned', duty: 'correct', overdue: true }]);
    await merge(commission, await send(body));
    expect(previewExport(body.db)).toMatchObject({ companies: 0 });
    expect(statusOf(commission)).toBe('returned');
    for (const { db } of [commission, body]) expect(coverageHere(db, due).companies).toMatchObject([{ progress: 'returned', duty: 'read-reply', owes: 'commission', overdue: false }]);
    const cells = valueOf(viewCompany(commission.db, deskOf(commission), one)).cells;
    expect(cells.find(({ path }) => path === '@comment:/A/region')?.value).toBe('Это точно Москва?');
    expect(cells.find(({ path }) => path === '@reply:/A/region')).toMatchObject({ state: 'clean', value: 'Да, по уставу – Москва', writes: [{ signer: { country: 'RU' } }] });
    const threads = [commission, body].map(({ db }) => valueOf(caseOf(db, one)).entries.map(({ revision, op }) => [revision, op]));
    expect(threads[0]).toEqual(threads[1]);
    expect(threads[0]?.map(([, op]) => op)).toEqual(['put', 'put', 'comment', 'decide', 'comment', 'comment']);
    expect(stateHashes(commission.db)).toEqual(stateHashes(body.db));
    valueOf(comment('/A/region', 'Спасибо, принято'));
    expect(coverageHere(commission.db, due).companies).toMatchObject([{ duty: 'correct' }]);
  });

  test('a reply stays with the answers it stands on until those may leave; then all go together', async () => {
    valueOf(decide('returned', 'Уточните регион'));
    await merge(body, await sendBack());
    enter(body, { '/A/region': 'Зеленоград' });
    expect(valueOf(completeResponse(deskOf(body), { response: open(body).response })).kind).toBe('completed');
    valueOf(replyToComments(deskOf(body), { entity: one, comments: [{ path: '/', text: 'Исправлено' }] }));
    expect(previewExport(body.db)).toMatchObject({ companies: 0 });
    expect(valueOf(approveCompanies(deskOf(body), { entities: [one] })).refused).toEqual([]);
    expect(previewExport(body.db)).toMatchObject({ companies: 1, revisions: 3 });
    await merge(commission, await send(body));
    expect(stateHashes(commission.db)).toMatchObject({ pending: 0 });
    expect(statusOf(commission)).toBe('received');
  });

  test('M4: a decision that had not seen the newest answers changes nothing that was typed', async () => {
    valueOf(decide('returned', 'Уточните регион'));
    enterAgain(body, { '/A/region': 'Казань' });
    await merge(body, await sendBack());
    expect(statusOf(body)).toBe('approved');
    expect(open(body).answers.get('/A/region')).toBe('Казань');
  });

  test('the same bundle again, and the Commission’s bundles out of order, end alike', async () => {
    valueOf(comment('/A/region', 'Первое'));
    const first = await sendBack();
    valueOf(decide('returned', 'Уточните'));
    const second = await sendBack();
    expect((await merge(body, second)).files[0]?.verdict).toBe('pending');
    expect(open(body).status).toBe('approved');
    await merge(body, first);
    expect(statusOf(body)).toBe('returned');
    expect((await merge(body, first, second)).files.map((file) => file.verdict)).toEqual(['already-merged', 'already-merged']);
    expect(statusOf(body)).toBe('returned');
  });

  test('each state gets its own companies only, numbered for itself', async () => {
    const kazakh = newBody(3, 'KZ', 'Министерство промышленности');
    valueOf(addKeys(commission.db, commission.signer, [kazakh.key], { now: NOON, person: '' }));
    trust(body, kazakh);
    state(kazakh, 5, { '/A/name': 'Завод 5' });
    await merge(commission, await send(kazakh));
    valueOf(decide('returned', 'Для России'));
    valueOf(decide('accepted', '', entity(5)));
    expect(previewExport(commission.db)).toMatchObject({ to: 'KZ', companies: 1, recipients: [{ country: 'KZ', companies: 1 }, { country: 'RU', companies: 1 }] });
    expect(await exportBundle(deskOf(commission), { path: '/nowhere', passphrase: 'x', personal: false, to: null, encrypt: false })).toMatchObject({ ok: false });
    const [russian, other] = [await sendBack('RU'), await sendBack('KZ')];
    const entities: string[] = [];
    const opened = valueOf(await openBundle(other, trustOf(kazakh.db), { revision: ({ revision }) => void entities.push(revision.entity) }));
    expect(opened.manifest).toMatchObject({ seq: 1, issuer: { installation: 'installation-99-KZ' } });
    expect(entities).toEqual([entity(5)]);
    expect((await merge(kazakh, other)).totals.pending).toBe(0);
    expect((await merge(body, russian)).totals.pending).toBe(0);
    expect([statusOf(kazakh, entity(5)), statusOf(body)]).toEqual(['accepted', 'returned']);
  });

  test('two bodies of one state: what was resolved comes to both, with the other’s part of it', async () => {
    const other = newBody(2);
    valueOf(addKeys(commission.db, commission.signer, [other.key], { now: NOON, person: '' }));
    trust(body, other);
    add(other, 1);
    enter(other, { '/A/name': 'Завод 1', '/A/region': 'Тверь' });
    complete(other);
    await merge(commission, await send(other));
    for (const row of listConflictRows(commission.db, { after: null, limit: 10 }).rows) {
      const right = row.writes.find((write) => write.value === 'Тверь') ?? row.writes[0];
      valueOf(resolveConflict(deskOf(commission), { entity: one, path: row.path, choice: { kind: 'write', revision: right?.revision ?? '' }, reason: 'По уставу' }));
    }
    valueOf(decide('accepted'));
    const back = await sendBack();
    for (const workspace of [body, other]) {
      expect((await merge(workspace, back)).totals.pending).toBe(0);
      expect(statusOf(workspace)).toBe('accepted');
      expect(open(workspace).answers.get('/A/region')).toBe('Тверь');
      expect(stateHashes(workspace.db)).toEqual(stateHashes(commission.db));
    }
  });
});

/** Opens an approved response again and approves other answers. */
function enterAgain(workspace: Workspace, answers: Readonly<Record<string, Answer>>): void {
  workspace.db.run("UPDATE response SET status = 'draft'");
  enter(workspace, answers);
  complete(workspace);
}
