import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, ValueOf } from '../../shared/ipc/api.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import { describeWorkspace } from '../bundle/workspace.ts';
import type { ReadDb } from '../database/db.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findCompany, listEntities, refreshCompanies } from '../database/tables/company.ts';
import type { Company } from '../database/tables/company.ts';
import { countRounds } from '../database/tables/lastRound.ts';
import { currentResponse } from '../database/tables/response.ts';
import { getSetting, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { beginDraft } from './draft.ts';
import { compareRounds } from './lastRound.ts';

/** The rounds of the workspace, the latest first. */
export function listRounds(db: ReadDb): readonly ValueOf<'survey.rounds'>[number][] {
  const current = getSetting(db, 'round') ?? '';
  const counted = countRounds(db);
  const all = counted.some(({ round }) => round === current) ? counted : [...counted, { round: current, companies: 0 }];
  return all.map((one) => ({ ...one, current: one.round === current })).toSorted((a, b) => compareRounds(b.round, a.round));
}

/**
 * Makes a round the current one, all or nothing. A ministry that opens it for the first time gets a draft for every company of its list,
 * begun with what the company answered in the round before. Fails with `round-earlier` when a new name does not come after the current
 * one, `unknown-form`, or `cancelled`.
 */
export function openRound(desk: Desk, { round }: Pick<ArgumentsOf<'survey.openRound'>, 'round'>): Result<ValueOf<'survey.openRound'>, Failure> {
  const { db } = desk;
  return write<ValueOf<'survey.openRound'>>(db, () => {
    const current = getSetting(db, 'round') ?? '';
    const known = listRounds(db).some((one) => one.round === round);
    if (!known && compareRounds(round, current) <= 0) return err({ code: 'round-earlier', values: { round, current } });
    setSetting(db, 'round', round);
    refreshCompanies(db);
    appendAudit(db, sha256, { at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'survey.round', about: { round } });
    if (known || getSetting(db, 'workspace')?.role !== 'ministry') return ok({ workspace: describeWorkspace(db), begun: 0, carried: 0 });
    const entities = listEntities(db);
    let begun = 0;
    let carried = 0;
    for (const [done, entity] of entities.entries()) {
      desk.checkCancelled();
      desk.progress({ phase: 'collecting', done, total: entities.length });
      if (currentResponse(db, entity)) continue;
      const draft = beginDraft(desk, findCompany(db, entity) as Company);
      if (!draft.ok) return draft;
      begun += 1;
      if (draft.value.carried > 0) carried += 1;
    }
    return ok({ workspace: describeWorkspace(db), begun, carried });
  });
}
