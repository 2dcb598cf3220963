import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { createSessions } from '../../../shared/survey/engine/engine.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { LastRound } from '../../../shared/survey/lastRound.ts';
import { parseCarriedPath, rowIdsOf, rowPath } from '../../../shared/survey/path.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import type { EngineEnvironment, Session } from '../../../shared/survey/session.ts';
import { findCompany, listEntities, type Company } from '../../database/tables/company.ts';
import { findLastRound } from '../../database/tables/lastRound.ts';
import { createFilled } from '../../database/tables/response.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import { environmentOf } from '../check.ts';
import { describeCompany } from '../company.ts';
import { openResponse, saveAnswers } from '../draft.ts';
import type { ReadyForm } from '../form.ts';
import { differences, newRowId } from '../import.ts';
import type { ListRow } from './listRows.ts';

/** A company whose rows were taken. What few ask for is found when they ask. */
export interface TakenCompany {
  /** As the list of companies now has it. */
  readonly company: Company;
  readonly kind: 'created' | 'updated';
  readonly changes: () => readonly (AnswerChange & { readonly before: Answer | null })[];
  readonly findings: () => readonly Finding[];
  readonly session: Session;
  /** The row of the list that an answer comes from; null when none does. */
  readonly rowAt: (path: Path) => number | null;
}

/** Why a company takes no rows: its response is completed, or the person at work makes its second entry. */
export type Closed = 'locked' | 'blind';

/** Rows of one company. */
export type Group = readonly ListRow[];

/** What the drafts of one import have in common. */
interface Import {
  readonly desk: Desk;
  readonly form: ReadyForm;
  readonly repeat: Path | null;
  /** What the drafts that it begins are imported from. */
  readonly name: string;
  readonly environment: EngineEnvironment;
  readonly round: string;
  readonly person: string;
  /** The companies that were in the list before. */
  readonly listed: ReadonlySet<string>;
}

/** A company and what its draft will hold, before the form has been run over it. */
interface Start {
  readonly rows: Group;
  readonly company: Company;
  readonly answers: Map<Path, Answer>;
  /** The draft that is there already; null for a company that is not in the list yet. */
  readonly draft: { readonly response: number; readonly before: ReadonlyMap<Path, Answer> } | null;
  readonly last: LastRound | null;
  readonly sources: ReadonlyMap<string, number>;
}

/**
 * Takes the rows of some companies, no two of one company, into their drafts. Of a company that takes none it gives why. Fails as adding
 * a company does.
 */
export function companyTaker(desk: Desk, form: ReadyForm, repeat: Path | null, name: string): (groups: readonly Group[]) => Result<readonly (TakenCompany | Closed)[], Failure> {
  const what: Import = { desk, form, repeat, name, environment: environmentOf(desk), round: getSetting(desk.db, 'round') ?? '', person: getSetting(desk.db, 'person') ?? '', listed: new Set(listEntities(desk.db)) };
  return (groups) => {
    const starts: (Start | Closed)[] = [];
    for (const group of groups) {
      const start = startOf(what, group);
      if (!start.ok) return start;
      starts.push(start.value);
    }
    const open = starts.filter((start) => typeof start !== 'string');
    // All of them before any is written: the form is run over a company much faster when nothing else was done since the one before.
    const sessions = createSessions(form.compiled, open, what.environment);
    const taken = new Map<Start, TakenCompany>();
    for (const [index, start] of open.entries()) {
      const written = start.draft === null ? ok(begin(what, start, sessions[index] as Session)) : update(what, start, start.draft, sessions[index] as Session);
      if (!written.ok) return written;
      taken.set(start, written.value);
    }
    return ok(starts.map((start) => (typeof start === 'string' ? start : (taken.get(start) as TakenCompany))));
  };
}

function startOf({ desk, repeat, listed }: Import, rows: Group): Result<Start | Closed, Failure> {
  const { company } = rows[0] as ListRow;
  const found = listed.has(company.entity) ? findCompany(desk.db, company.entity) : null;
  const opened = found ? openResponse(desk, { entity: company.entity }) : null;
  if (opened?.ok === false) return opened.error.code === 'second-blind' ? ok('blind') : opened;
  if (opened && opened.value.status !== 'draft') return ok('locked');
  const draft = opened && { response: opened.value.response, before: opened.value.answers };
  if (draft === null && repeat === null) return ok({ rows, company, answers: (rows[0] as ListRow).answers, draft, last: null, sources: NO_ROWS });
  const answers = new Map(draft?.before);
  for (const row of rows) for (const [path, value] of row.answers) answers.set(path, value);
  const sources = repeat === null ? NO_ROWS : replaceRows(desk, answers, repeat, rows);
  if (draft) forgetCarried(draft.before, answers);
  return ok({ rows, company: found ?? company, answers, draft, last: draft && findLastRound(desk.db, draft.response), sources });
}

function update({ desk }: Import, { rows, company, sources }: Start, { response, before }: NonNullable<Start['draft']>, session: Session): Result<TakenCompany, Failure> {
  const changes = differences(before, session.answers());
  const saved = saveAnswers(desk, { response, changes, progress: session.progress('/') });
  if (!saved.ok) return saved;
  return ok({
    kind: 'updated', company: findCompany(desk.db, company.entity) ?? company, session, findings: () => session.findings('draft'),
    changes: () => changes.filter(({ path }) => path.startsWith('/')).map((change) => ({ ...change, before: before.get(change.path) ?? null })),
    rowAt: (path) => rowAt(rows, sources, path),
  });
}

/** An answer of the last round that the list changes is carried over no more. */
function forgetCarried(before: ReadonlyMap<Path, Answer>, after: Map<Path, Answer>): void {
  for (const mark of before.keys()) {
    const path = parseCarriedPath(mark);
    if (path !== null && JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path))) after.delete(mark);
  }
}

/** A company that is not in the list yet: all that is known of it is written at once. */
function begin({ desk, form, round, person, name }: Import, { rows, company, answers, sources }: Start, session: Session): TakenCompany {
  const described = describeCompany(form.map, company, answers) ?? company;
  createFilled(desk.db, described, { form: form.hash, round, savedAt: desk.now(), person }, answers, session.progress('/'), name);
  return {
    kind: 'created', company: described, session, findings: () => session.findings('draft'),
    changes: () => [...answers].map(([path, value]) => ({ path, value, before: null })),
    rowAt: (path) => rowAt(rows, sources, path),
  };
}

const NO_ROWS: ReadonlyMap<string, number> = new Map();

function rowAt(rows: Group, sources: ReadonlyMap<string, number>, path: Path): number | null {
  const [row] = rowIdsOf(path);
  return row === undefined ? ((rows.find(({ answers }) => answers.has(path)) ?? rows[0])?.row ?? null) : (sources.get(row) ?? null);
}

/** Puts the rows of the list in the place of a table's; rows keep their ids by place. Gives the row of the list by id. */
function replaceRows(desk: Desk, after: Map<Path, Answer>, repeat: Path, rows: Group): ReadonlyMap<string, number> {
  const items = rows.filter(({ item }) => item.size > 0);
  const sources = new Map<string, number>();
  if (items.length === 0) return sources;
  const marker = new RegExp(`^${repeat.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\[([a-z0-9]+)\\]$`);
  const ids = [...after].flatMap(([path, order]) => {
    const id = marker.exec(path)?.[1];
    return id === undefined ? [] : [{ id, order: Number(order) }];
  }).toSorted((a, b) => a.order - b.order).map(({ id }) => id);
  for (const path of [...after.keys()]) if (path === repeat || path.startsWith(`${repeat}[`)) after.delete(path);
  for (const [index, { item, row }] of items.entries()) {
    const id = ids[index] ?? newRowId(desk);
    sources.set(id, row);
    after.set(rowPath(repeat, id), index + 1);
    for (const [path, value] of item) after.set(rowPath(repeat, id) + path.slice(repeat.length), value);
  }
  return sources;
}
