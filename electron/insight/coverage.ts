import type { EntityId, Quality } from '../../shared/bundle/revision/revision.ts';
import { deadlineIn } from '../../shared/bundle/trust/registry.ts';
import { coverageOf, type Coverage, type CoveredCompany, type Progress } from '../../shared/insight/coverage.ts';
import type { CompanyStatus } from '../../shared/ipc/survey.ts';
import type { Standing } from '../../shared/merge/view.ts';
import { loadRegistry } from '../bundle/trust/trust.ts';
import type { Course } from '../database/backup.ts';
import type { ReadDb } from '../database/db.ts';
import { countArrivals, eachArrival, type Arrival } from '../database/tables/arrival.ts';
import { findForm } from '../database/tables/form.ts';
import { listInvited, type InvitedRow } from '../database/tables/invited.ts';
import { getSetting, isCommission } from '../database/tables/setting.ts';
import { stepsOf, UNWATCHED } from '../jobs/course.ts';
import { groupsOfLinked } from '../merge/view/links.ts';

/** Companies in the current form and round, with what merging has come to for them. */
const MERGED = `SELECT c.entity, c.country, c.number, coalesce(nullif(c.short_name, ''), c.name) AS name, m.status, m.conflicts, m.retracted, v.due, v.quality
  FROM merged_response m JOIN company c ON c.entity = m.entity LEFT JOIN verdict v ON v.entity = m.entity AND v.form_id = m.form_id AND v.round = m.round
  WHERE m.form_id = ? AND m.round = ? AND m.heads <> '[]'`;
const COUNT_MERGED = "SELECT count(*) FROM merged_response WHERE form_id = ? AND round = ? AND heads <> '[]'";
/** Returned companies, and whether a body's reply is among the last words on each. */
const RETURNED = `SELECT m.entity, EXISTS (
  SELECT 1 FROM json_each(m.heads) head JOIN revision r ON r.id = head.value, json_each(CAST(r.body AS TEXT), '$.set') said WHERE r.op = 'comment' AND said.key GLOB '@reply:*') AS replied
  FROM merged_response m WHERE m.form_id = ? AND m.round = ? AND m.status = 'returned'`;
const UNDELIVERED = "SELECT entity FROM revision WHERE unsent = 1 AND op = 'decide' AND form_id = ? AND round = ?";
const FILLED = `SELECT c.entity, c.country, c.number, coalesce(nullif(c.short_name, ''), c.name) AS name, c.status, v.due, v.quality
  FROM company c LEFT JOIN verdict v ON v.entity = c.entity AND v.form_id = ? AND v.round = ?`;

type Known = Pick<CoveredCompany, 'entity' | 'country' | 'number' | 'name' | 'due' | 'quality'>;

/** Takes rows one by one: between them the work can be left. */
type Taking = <Row>(rows: Iterable<Row>) => Iterable<Row>;

/**
 * The response of the current round as this workspace knows it: who was asked, how far each is, who has to do what. `now` in milliseconds. Says how far it is in
 * rows; throws what {@link Course.checkCancelled} throws.
 */
export function coverageHere(db: ReadDb, now: number, course: Course = UNWATCHED): Coverage {
  const round = getSetting(db, 'round') ?? '';
  const formId = findForm(db, getSetting(db, 'form') ?? '')?.id ?? '';
  const invited = new Map(listInvited(db, round).map((row) => [row.entity, row]));
  const commission = isCommission(db);
  const rows = commission ? countArrivals(db, formId, round) + (db.value<number>(COUNT_MERGED, formId, round) ?? 0) : (db.value<number>('SELECT count(*) FROM company') ?? 0);
  // Each is taken twice: where it is read, and where it is told with all that is known of it.
  const take = stepsOf(course, 2 * rows + invited.size);
  const known = commission ? arrived(db, take, invited, formId, round) : filled(db, take, formId, round);
  const here = new Set(known.map(({ entity }) => entity));
  const silent = [...invited.values()].filter(({ entity }) => !here.has(entity)).map((row): Present => ({ ...row, due: null, quality: null, progress: 'invited', arrivedAt: null, unsent: false, replied: false, from: null }));
  const bodyOf = bodiesOf(db);
  const groups = groupsOfLinked(db);
  const companies: CoveredCompany[] = [];
  for (const { from, ...company } of take([...known, ...silent])) {
    const asked = invited.get(company.entity);
    companies.push({ ...company, group: groups.get(company.entity) ?? null, name: company.name || (asked?.name ?? ''), contact: asked?.contact ?? '', invited: asked !== undefined, body: asked?.body || from || bodyOf(company.country) });
  }
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
function arrived(db: ReadDb, take: Taking, invited: ReadonlyMap<EntityId, InvitedRow>, formId: string, round: string): readonly Present[] {
  const arrivals = new Map<EntityId, Arrival>();
  for (const { entity, body, at } of take(eachArrival(db, formId, round))) arrivals.set(entity, { body, at });
  const replied = repliedIn(db, take, formId, round);
  const undelivered = new Set<EntityId>();
  for (const { entity } of take(db.each<{ readonly entity: EntityId }>(UNDELIVERED, formId, round))) undelivered.add(entity);
  const merged: Present[] = [];
  const rows = db.each<Known & { readonly status: Standing; readonly conflicts: number; readonly retracted: number }>(MERGED, formId, round);
  for (const { status, conflicts, retracted, due, quality, ...company } of take(rows)) merged.push({
    ...company,
    progress: retracted === 1 ? 'withdrawn' : conflicts > 0 ? 'conflict' : status,
    due: status === 'returned' ? due : null,
    quality: status === 'received' ? null : quality,
    arrivedAt: arrivals.get(company.entity)?.at ?? null,
    unsent: conflicts === 0 && status !== 'received' && undelivered.has(company.entity),
    replied: replied.has(company.entity),
    from: arrivals.get(company.entity)?.body ?? null,
  });
  const visible = new Set(merged.map(({ entity }) => entity));
  const waiting = [...arrivals].flatMap(([entity, { body, at }]): readonly Present[] => {
    const asked = invited.get(entity);
    // Of what nobody may see yet only the list of the invited can tell the name.
    if (visible.has(entity) || !asked) return [];
    return [{ entity, country: asked.country, number: asked.number, name: asked.name, due: null, quality: null, progress: 'waiting', arrivedAt: at, unsent: false, replied: false, from: body }];
  });
  return [...merged, ...waiting];
}

function repliedIn(db: ReadDb, take: Taking, formId: string, round: string): ReadonlySet<EntityId> {
  const found = new Set<EntityId>();
  for (const { entity, replied } of take(db.each<{ readonly entity: EntityId; readonly replied: number }>(RETURNED, formId, round))) if (replied === 1) found.add(entity);
  return found;
}

const FILLING: Readonly<Record<CompanyStatus, Progress>> = {
  draft: 'begun', errors: 'begun', complete: 'ready', approved: 'ready', sent: 'sent', received: 'received', conflict: 'conflict', returned: 'returned', accepted: 'accepted', withdrawn: 'withdrawn',
};

/** At a ministry: its own list of companies. */
function filled(db: ReadDb, take: Taking, formId: string, round: string): readonly Present[] {
  const replied = repliedIn(db, take, formId, round);
  const from = getSetting(db, 'workspace')?.body ?? null;
  const found: Present[] = [];
  const rows = db.each<Known & { readonly status: CompanyStatus; readonly quality: Quality | null }>(FILLED, formId, round);
  for (const { status, due, quality, ...company } of take(rows)) found.push({
    ...company, progress: FILLING[status], due: status === 'returned' ? due : null, quality: status === 'returned' || status === 'accepted' ? quality : null, arrivedAt: null, unsent: false, replied: replied.has(company.entity), from,
  });
  return found;
}

/** The body of a state where the registry knows only one of it; empty otherwise. */
function bodiesOf(db: ReadDb): (country: string) => string {
  const entries = loadRegistry(db)?.entries.filter(({ usage }) => usage === 'official') ?? [];
  return (country) => {
    const names = new Set(entries.filter((entry) => entry.country === country).map(({ body }) => body));
    return names.size === 1 ? ([...names][0] as string) : '';
  };
}
