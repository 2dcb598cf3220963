import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Role } from '../../shared/ipc/service.ts';
import { close, openWrite } from '../database/open.ts';
import { listCompanies } from '../database/tables/company.ts';
import { findResponse, type ResponseRow } from '../database/tables/response.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk } from '../jobs/handler.ts';
import { applyMerge } from '../merge/desk/apply.ts';
import { checkResponse } from '../survey/check.ts';
import { reopenResponse } from '../survey/complete.ts';
import { openResponse, saveAnswers } from '../survey/draft.ts';
import { createDemo } from './create.ts';

/** Few enough to be there in seconds, enough to have several statuses in the list. */
const COMPANIES = 18;

/**
 * The practice workspaces of the tour, made anew: a ministry with filled companies, one of them a draft with something to put
 * right, and the Commission that has merged all bundles but the last. Whatever stood in the folder is taken away first.
 * Fails as {@link createDemo} and `applyMerge` do.
 */
export async function makeExample(context: Context, folder: string): Promise<Result<Readonly<Record<Role, string>>, Failure>> {
  rmSync(folder, { recursive: true, force: true });
  const made = await createDemo({ folder, companies: COMPANIES, seed: 'example' }, context);
  if (!made.ok) return made;
  const { commission, ministries: [ministry], bundles } = made.value;
  assert(ministry, 'the demo has ministries');
  const left = await atDesk(context, ministry, leaveDraft);
  if (!left.ok) return left;
  const files = bundles.slice(0, -1).map((path) => ({ ticket: path, path, fileName: basename(path) }));
  const merged = await atDesk(context, commission, (desk) => applyMerge(desk, files));
  return merged.ok ? ok({ ministry, commission }) : merged;
}

async function atDesk<T>(context: Context, folder: string, work: (desk: Desk) => Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const opened = openWrite(folder);
  if (!opened.ok) return opened;
  try {
    return await work({ ...context, folder, db: opened.value });
  } finally {
    close(opened.value);
  }
}

/** The first company of the list is open again, its sales shares no longer adding up. */
function leaveDraft(desk: Desk): Result<unknown, Failure> {
  const [company] = listCompanies(desk.db, { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 }).rows;
  assert(company, 'the example has companies');
  const opened = openResponse(desk, { entity: company.entity });
  if (!opened.ok) return opened;
  const { response } = opened.value;
  const again = reopenResponse(desk, { response, reason: 'Уточняется распределение продаж' });
  if (!again.ok) return again;
  const checked = checkResponse(desk.db, desk, findResponse(desk.db, response) as ResponseRow, 'draft');
  if (!checked.ok) return checked;
  const { session } = checked.value;
  session.answer('/C/C05', 96);
  return saveAnswers(desk, { response, changes: [{ path: '/C/C05', value: 96 }], progress: session.progress('/') });
}
