import { beforeEach, expect, test } from 'vitest';
import { listCompanies } from '../../../electron/database/tables/company.ts';
import { listConflictRows } from '../../../electron/merge/decisions/conflicts.ts';
import { approveCompanies, completeResponse, reopenResponse } from '../../../electron/survey/complete.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import type { CompanyQuery } from '../../../shared/ipc/survey.ts';
import { entity, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newOffices, send } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const ALL: CompanyQuery = { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 100 };
const one = entity(1);

let body: Workspace;
let other: Workspace;

beforeEach(() => {
  ({ body, other } = newOffices(1));
});

const opened = (workspace: Workspace) => valueOf(openResponse(deskOf(workspace), { entity: one }));

function enter(workspace: Workspace, region: string): void {
  const changes = Object.entries({ '/A/name': 'Завод 1', '/A/region': region }).map(([path, value]) => ({ path, value }));
  valueOf(saveAnswers(deskOf(workspace), { response: opened(workspace).response, changes, progress: NOTHING }));
}

function complete(workspace: Workspace): void {
  expect(valueOf(completeResponse(deskOf(workspace), { response: opened(workspace).response })).kind).toBe('completed');
}

/** What the list says of the company, and how much of it is in conflict. */
const listed = ({ db }: Workspace) => {
  const [row] = listCompanies(db, ALL).rows;
  return { status: row?.status, conflicts: row?.conflicts, left: listConflictRows(db, { after: null, limit: 10 }).total };
};

test('M5: a completion that settles what two bodies said differently takes the conflict out of the list at once, not with the next merge', async () => {
  for (const [workspace, region] of [[body, 'Москва'], [other, 'Тула']] as const) {
    enter(workspace, region);
    complete(workspace);
    valueOf(approveCompanies(deskOf(workspace), { entities: [one] }));
  }
  await merge(body, await send(other));
  expect(listed(body)).toEqual({ status: 'conflict', conflicts: 1, left: 1 });

  valueOf(reopenResponse(deskOf(body), { response: opened(body).response, reason: 'Сверено с реестром' }));
  expect(listed(body)).toEqual({ status: 'conflict', conflicts: 1, left: 1 });
  complete(body);
  expect(listed(body)).toEqual({ status: 'complete', conflicts: 0, left: 0 });
  valueOf(approveCompanies(deskOf(body), { entities: [one] }));
  expect(listed(body)).toEqual({ status: 'approved', conflicts: 0, left: 0 });
});
