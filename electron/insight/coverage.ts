import type { EntityId, Quality } from '../../shared/bundle/revision/revision.ts';
import { deadlineIn } from '../../shared/bundle/trust/registry.ts';
import { coverageOf, type Coverage, type CoveredCompany, type Progress } from '../../shared/insight/coverage.ts';
import type { CompanyStatus } from '../../shared/ipc/survey.ts';
import type { Standing } from '../../shared/merge/view.ts';
import { loadRegistry } from '../bundle/trust/trust.ts';
import type { ReadDb } from '../database/db.ts';
import { firstArrivals } from '../database/tables/arrival.ts';
import { findForm } from '../database/tables/form.ts';
import { listInvited, type InvitedRow } from '../database/tables/invited.ts';
import { getSetting, isCommission } from '../database/tables/setting.ts';
import { groupsOfLinked } from '../merge/view/links.ts';

/** Companies in the current form and round, with what merging has come to for them. */
const MERGED = `SELECT c.entity, c.country, c.number, coalesce(nullif(c.short_name, ''), c.name) AS name, m.status, m.conflicts, m.retracted, v.due, v.quality
  FROM merged_response m JOIN company c ON c.entity = m.entity LEFT JOIN verdict v ON v.entity = m.entity AND v.form_id = m.form_id AND v.round = m.round
  WHERE m.form_id = ? AND m.round = ? AND m.heads <> '[]'`;
/** Returned companies on which a body's reply is among the last words. */
const REPLIED = `SELECT m.entity FROM merged_response m WHERE m.form_id = ? AND m.round = ? AND m.status = 'returned' AND EXISTS (
  SELECT 1 FROM json_each(m.heads) head JOIN revision r ON r.id = head.value, json_each(CAST(r.body AS TEXT), '$.set') said WHERE r.op = 'comment' AND said.key GLOB '@reply:*')`;
const UNDELIVERED = "SELECT DISTINCT entity FROM revision WHERE unsent = 1 AND op = 'decide' AND form_id = ? AND round = ?";
const FILLED = `SELECT c.entity, c.country, c.number, coalesce(nullif(c.short_name, ''), c.name) AS name, c.status, v.due, v.quality
  FROM company c LEFT JOIN verdict v ON v.entity = c.entity AND v.form_id = ? AND v.round = ?`;

type Known = Pick<CoveredCompany, 'entity' | 'country' | 'number' | 'name' | 'due' | 'quality'>;

/** The response of the current round as this workspace knows it: who was asked, how far each is, who has to do what. `now` in milliseconds. */
export function coverageHere(db: ReadDb, now: number): Coverage {
  const round = getSetting(db, 'round') ?? '';
  const formId = findForm(db, getSetting(db, 'form') ?? '')?.id ?? '';
  const invited = new Map(listInvited(db, round).map((row) => [row.entity, row]));
  const commission = isCommission(db);
  const known = commission ? arrived(db, invited, formId, round) : filled(db, formId, round);
  const here = new Set(known.map(({ entity }) => entity));
  const silent = [...invited.values()].filter(({ entity }) => !here.has(entity)).map((row): Present => ({ ...row, due: null, quality: null, progress: 'invited', arrivedAt: null, unsent: false, replied: false, from: null }));
  const bodyOf = bodiesOf(db);
  const groups = groupsOfLinked(db);
  const companies = [...known, ...silent].map(({ from, ...company }): CoveredCompany => {
    const asked = invited.get(company.entity);
    return { ...company, group: groups.get(company.entity) ?? null, name: company.name || (asked?.name ?? ''), contact: asked?.contact ?? '', invited: asked !== undefined, body: asked?.body || from || bodyOf(company.country) };
  });
  return coverageOf(companies, { ...roundHere(db), now });
}

/** The round at work and its last day. A body goes by the registry, where that names one; at the Commission what was set here stands before it is signed too. */
export function roundHere(db: ReadDb): Pick<Coverage, 'round' | 'deadline' | 'announced'> {
  const round = getSetting(db, 'round') ?? '';
  const announced = deadlineIn(loadRegistry(db), findForm(db, getSetting(db, 'form') ?? '')?.id ?? '', round);
  const own = getSetting(db, 'deadlines')?.[round];
  if (!isCommission(db)) return { round, announced, deadline: announced ?? own ?? null };
  return { round, announced, deadline: own === undefined ? announced : own };
}

type Present = Omit<CoveredCompany, 'body' | 'contact' | 'invited' | 'group'> & { readonly from: string | null };

/** At the Commission: what has come, and what lies in bundles whose turn has not come. */
function arrived(db: ReadDb, invited: ReadonlyMap<EntityId, InvitedRow>, formId: string, round: string): readonly Present[] {
  const arrivals = firstArrivals(db, formId, round);
  const replied = repliedIn(db, formId, round);
  const undelivered = new Set(db.all<{ readonly entity: EntityId }>(UNDELIVERED, formId, round).map(({ entity }) => entity));
  const merged = db.all<Known & { readonly status: Standing; readonly conflicts: number; readonly retracted: number }>(MERGED, formId, round).map(({ status, conflicts, retracted, due, quality, ...company }): Present => ({
    ...company,
    progress: retracted === 1 ? 'withdrawn' : conflicts > 0 ? 'conflict' : status,
    due: status === 'returned' ? due : null,
    quality: status === 'received' ? null : quality,
    arrivedAt: arrivals.get(company.entity)?.at ?? null,
    unsent: conflicts === 0 && status !== 'received' && undelivered.has(company.entity),
    replied: replied.has(company.entity),
    from: arrivals.get(company.entity)?.body ?? null,
  }));
  const visible = new Set(merged.map(({ entity }) => entity));
  const waiting = [...arrivals].flatMap(([entity, { body, at }]): readonly Present[] => {
    const asked = invited.get(entity);
    // Of what nobody may see yet only the list of the invited can tell the name.
    if (visible.has(entity) || !asked) return [];
    return [{ entity, country: asked.country, number: asked.number, name: asked.name, due: null, quality: null, progress: 'waiting', arrivedAt: at, unsent: false, replied: false, from: body }];
  });
  return [...merged, ...waiting];
}

function repliedIn(db: ReadDb, formId: string, round: string): ReadonlySet<EntityId> {
  return new Set(db.all<{ readonly entity: EntityId }>(REPLIED, formId, round).map(({ entity }) => entity));
}

const FILLING: Readonly<Record<CompanyStatus, Progress>> = {
  draft: 'begun', errors: 'begun', complete: 'ready', approved: 'ready', sent: 'sent', received: 'received', conflict: 'conflict', returned: 'returned', accepted: 'accepted', withdrawn: 'withdrawn',
};

/** At a ministry: its own list of companies. */
function filled(db: ReadDb, formId: string, round: string): readonly Present[] {
  const replied = repliedIn(db, formId, round);
  return db.all<Known & { readonly status: CompanyStatus; readonly quality: Quality | null }>(FILLED, formId, round).map(({ status, due, quality, ...company }) => ({
    ...company, progress: FILLING[status], due: status === 'returned' ? due : null, quality: status === 'returned' || status === 'accepted' ? quality : null, arrivedAt: null, unsent: false, replied: replied.has(company.entity), from: getSetting(db, 'workspace')?.body ?? null,
  }));
}

/** The body of a state where the registry knows only one of it; empty otherwise. */
function bodiesOf(db: ReadDb): (country: string) => string {
  const entries = loadRegistry(db)?.entries.filter(({ usage }) => usage === 'official') ?? [];
  return (country) => {
    const names = new Set(entries.filter((entry) => entry.country === country).map(({ body }) => body));
    return names.size === 1 ? ([...names][0] as string) : '';
  };
}
