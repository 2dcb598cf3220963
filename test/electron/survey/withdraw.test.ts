import { beforeEach, describe, expect, test } from 'vitest';
import { sealBundle } from '../../../electron/bundle/container/seal.ts';
import { writeBundle } from '../../../electron/bundle/container/write.ts';
import { listCompanies } from '../../../electron/database/tables/company.ts';
import { saveInvited } from '../../../electron/database/tables/invited.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { coverageHere } from '../../../electron/insight/coverage.ts';
import { listConflictRows, resolveConflict } from '../../../electron/merge/decisions/conflicts.ts';
import { caseOf } from '../../../electron/merge/view/thread.ts';
import { approveCompanies, completeResponse, reopenResponse } from '../../../electron/survey/complete.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { surveyHandlers } from '../../../electron/survey/handlers.ts';
import { lastRoundOf } from '../../../electron/survey/lastRound.ts';
import { currentForm } from '../../../electron/survey/form.ts';
import { setTwoPeople } from '../../../electron/survey/twoPeople.ts';
import { dropWithdrawal, withdrawal, withdrawResponse } from '../../../electron/survey/withdraw.ts';
import type { CompanyQuery, OpenedResponse } from '../../../shared/ipc/survey.ts';
import type { Answer, Answers } from '../../../shared/survey/response.ts';
import { listAudit } from '../../helpers/audit.ts';
import { entity, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newOffices, send } from '../../helpers/merging.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const ALL: CompanyQuery = { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 100 };
const one = entity(1);

let body: Workspace;
let other: Workspace;
let commission: Workspace;

beforeEach(() => {
  ({ body, other, commission } = newOffices(1));
  saveInvited(commission.db, '2026', { entity: one, country: 'RU', scheme: 'ru_inn', number: '1', name: 'Завод 1', body: '', contact: '' }, NOON);
});

const statusIn = ({ db }: Workspace): string => listCompanies(db, ALL).rows[0]?.status ?? 'none';
const open = (workspace: Workspace): OpenedResponse<Answers> => valueOf(openResponse(deskOf(workspace), { entity: one }));
const withdraw = (workspace: Workspace, reason = 'Внесена по ошибке') => withdrawResponse(deskOf(workspace), { entity: one, reason });
const answered = (): { readonly answered: number; readonly withdrawn: number } => {
  const { total } = coverageHere(commission.db, NOON);
  return { answered: total.answered, withdrawn: total.progress.withdrawn };
};

function enter(workspace: Workspace, answers: Readonly<Record<string, Answer>>): void {
  valueOf(saveAnswers(deskOf(workspace), { response: open(workspace).response, changes: Object.entries(answers).map(([path, value]) => ({ path, value })), progress: NOTHING }));
}

function complete(workspace: Workspace): void {
  expect(valueOf(completeResponse(deskOf(workspace), { response: open(workspace).response })).kind).toBe('completed');
  expect(valueOf(approveCompanies(deskOf(workspace), { entities: [one] })).refused).toEqual([]);
}

const reopen = (workspace: Workspace): void => void valueOf(reopenResponse(deskOf(workspace), { response: open(workspace).response, reason: 'Представляется снова' }));

async function sendBack(): Promise<string> {
  const path = `${newFolder()}/back.svod`;
  const sealed = valueOf(sealBundle(commission.db, commission.signer, { now: NOON, person: 'К. Комиссаров', personal: false, to: 'RU' }));
  valueOf(await writeBundle(commission.db, sealed, commission.key, path));
  return path;
}

describe('withdrawing', () => {
  test('M2: what was sent is taken back with the next bundle, for a reason, and stands again once it is completed again', async () => {
    enter(body, { '/A/name': 'Завод 1', '/A/region': 'Москва', '/A/phone': '+7 495' });
    complete(body);
    await merge(commission, await send(body));
    expect([open(body).withdrawable, answered()]).toEqual([true, { answered: 1, withdrawn: 0 }]);

    const withdrawn = valueOf(withdraw(body, '  Внесена по ошибке '));
    expect([statusIn(body), open(body).status, open(body).withdrawable]).toEqual(['withdrawn', 'withdrawn', false]);
    await merge(commission, await send(body));
    expect([statusIn(commission), answered().withdrawn]).toEqual(['withdrawn', 1]);
    const { entries } = valueOf(caseOf(commission.db, one));
    expect(entries.at(-1)).toMatchObject({ revision: withdrawn.kind === 'withdrawn' ? withdrawn.revision : '', op: 'retract', reason: 'Внесена по ошибке' });
    expect(statusIn(body)).toBe('withdrawn');

    reopen(body);
    expect([statusIn(body), open(body).withdrawable, open(body).answers.get('/A/region')]).toEqual(['draft', false, 'Москва']);
    complete(body);
    await merge(commission, await send(body, true));
    expect([statusIn(body), statusIn(commission), answered()]).toEqual(['sent', 'received', { answered: 1, withdrawn: 0 }]);
    expect(valueOf(caseOf(commission.db, one))).toMatchObject({ retracted: false });
  });

  test('M4: beside an edit of another body it is a conflict; who keeps the response, keeps its answers', async () => {
    for (const workspace of [body, other]) {
      enter(workspace, { '/A/name': 'Завод 1', '/A/region': 'Москва' });
      complete(workspace);
    }
    await merge(commission, await send(body), await send(other));
    valueOf(withdraw(body));
    reopen(other);
    enter(other, { '/A/region': 'Тула' });
    complete(other);
    await merge(commission, await send(other), await send(body));
    expect(statusIn(commission)).toBe('conflict');
    const { rows } = listConflictRows(commission.db, { after: null, limit: 100 });
    expect(rows.map(({ path }) => path)).toContain('@response');

    // The response comes first: settling an answer in it keeps it too.
    for (let open = rows; open[0] !== undefined; open = listConflictRows(commission.db, { after: null, limit: 100 }).rows) {
      const { path, writes } = open.find((row) => row.path === '@response') ?? open[0];
      const kept = writes.find(({ value }) => value !== null && value !== 'Москва');
      valueOf(resolveConflict(deskOf(commission), { entity: one, path, choice: { kind: 'write', revision: kept?.revision ?? '' }, reason: 'Сведения второго органа верны' }));
    }
    expect(statusIn(commission)).toBe('received');
    await merge(body, await sendBack());
    expect([statusIn(body), open(body).status, open(body).withdrawable]).toEqual(['sent', 'approved', true]);
  });

  test('only what was completed here: a draft, what is withdrawn, and what came from others is refused', async () => {
    enter(body, { '/A/name': 'Завод 1' });
    expect([failureOf(withdraw(body)), open(body).withdrawable]).toEqual(['nothing-to-withdraw', false]);
    complete(body);
    expect(failureOf(withdraw(body, ' '))).toBe('usage');
    valueOf(withdraw(body));
    expect(failureOf(withdraw(body))).toBe('nothing-to-withdraw');
    expect(failureOf(withdrawResponse(deskOf(body), { entity: entity(9), reason: 'x' }))).toBe('company-unknown');
    await merge(commission, await send(body));
    expect(failureOf(withdraw(commission))).toBe('nothing-to-withdraw');
    expect(failureOf(await surveyHandlers['survey.removeCompany'](deskOf(body), { entity: one }))).toBe('response-locked');
    const withdrawals = listAudit(body.db, 0, 100).filter(({ entry }) => entry.act === 'survey.withdrawn');
    expect(withdrawals).toHaveLength(1);
    expect(JSON.stringify(withdrawals)).not.toContain('Внесена');
  });

  test('a draft that was reopened is withdrawn as a whole, and the next round does not begin with what was withdrawn', () => {
    enter(body, { '/A/name': 'Завод 1', '/A/phone': '+7 495' });
    complete(body);
    reopen(body);
    enter(body, { '/A/region': 'Тула' });
    valueOf(withdraw(body));
    expect([statusIn(body), open(body).answers.get('/A/region')]).toEqual(['withdrawn', 'Тула']);
    setSetting(body.db, 'round', '2027');
    expect(lastRoundOf(body.db, valueOf(currentForm(body.db)), one, '2027')).toBeNull();
  });

  test('where two people are demanded one asks and another confirms; until then everything stands as it was', async () => {
    setTwoPeople(deskOf(body), { approval: true, sections: [] });
    const as = (person: string): void => setSetting(body.db, 'person', person);
    const standing = () => withdrawal(deskOf(body), { entity: one });
    as('А. Иванова');
    enter(body, { '/A/name': 'Завод 1' });
    expect(valueOf(completeResponse(deskOf(body), { response: open(body).response })).kind).toBe('completed');
    as('Б. Петров');
    expect(valueOf(approveCompanies(deskOf(body), { entities: [one] })).refused).toEqual([]);
    await send(body);

    expect(failureOf(withdraw(body, ' '))).toBe('usage');
    expect(valueOf(withdraw(body, ' Внесена по ошибке '))).toEqual({ kind: 'asked' });
    const asked = { person: 'Б. Петров', reason: 'Внесена по ошибке', at: NOON };
    expect([statusIn(body), open(body).withdrawable, valueOf(standing())]).toEqual(['sent', true, { another: true, asked }]);
    expect(listCompanies(body.db, ALL).rows[0]?.withdrawalAsked).toBe(true);
    expect(failureOf(withdraw(body, 'Ещё раз'))).toBe('same-person');
    expect(statusIn(body)).toBe('sent');

    as('А. Иванова');
    const confirmed = valueOf(withdraw(body, ''));
    expect(confirmed.kind).toBe('withdrawn');
    expect([statusIn(body), valueOf(standing()).asked]).toEqual(['withdrawn', null]);
    expect(valueOf(caseOf(body.db, one)).entries.at(-1)).toMatchObject({ op: 'retract', person: 'А. Иванова', reason: 'Внесена по ошибке' });
    expect(listAudit(body.db, 0, 100).map(({ entry }) => [entry.act, entry.person]).filter(([act]) => act?.startsWith('survey.withdraw'))).toEqual([
      ['survey.withdrawn', 'А. Иванова'], ['survey.withdrawal-asked', 'Б. Петров'],
    ]);
  });

  test('what was asked is dropped by anybody, and by every act that moves the response on', () => {
    setTwoPeople(deskOf(body), { approval: true, sections: [] });
    const asked = () => valueOf(withdrawal(deskOf(body), { entity: one })).asked;
    enter(body, { '/A/name': 'Завод 1' });
    expect(valueOf(completeResponse(deskOf(body), { response: open(body).response })).kind).toBe('completed');
    valueOf(withdraw(body));
    expect(asked()).not.toBeNull();
    valueOf(dropWithdrawal(deskOf(body), { entity: one }));
    expect(asked()).toBeNull();
    expect(failureOf(dropWithdrawal(deskOf(body), { entity: one }))).toBe('nothing-to-withdraw');
    valueOf(withdraw(body));
    reopen(body);
    expect(asked()).toBeNull();
    setTwoPeople(deskOf(body), { approval: false, sections: [] });
    expect(valueOf(withdraw(body)).kind).toBe('withdrawn');
  });
});
