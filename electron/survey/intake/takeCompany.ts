import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { createSession } from '../../../shared/survey/engine.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { parseCarriedPath, rowIdsOf, rowPath } from '../../../shared/survey/path.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { findCompany, saveCompany, type Company } from '../../database/company.ts';
import { findLastRound } from '../../database/lastRound.ts';
import { createFilled } from '../../database/response.ts';
import { getSetting } from '../../database/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import { environmentOf } from '../check.ts';
import { describeCompany } from '../company.ts';
import { openResponse, saveAnswers } from '../draft.ts';
import type { ReadyForm } from '../form.ts';
import { differences, newRowId } from '../import.ts';
import type { ListRow } from './listRows.ts';

export interface TakenCompany {
  /** As the list of companies now has it. */
  readonly company: Company;
  readonly kind: 'created' | 'updated';
  readonly changes: readonly (AnswerChange & { readonly before: Answer | null })[];
  readonly findings: readonly Finding[];
  readonly session: Session;
  /** The row of the list that an answer comes from; null when none does. */
  readonly rowAt: (path: Path) => number | null;
}

/** Takes the rows of one company after another into its draft; `name` is what the drafts that it begins are imported from. Fails with `response-locked`, and as adding a company does. */
export function companyTaker(desk: Desk, form: ReadyForm, repeat: Path | null, name: string): (rows: readonly ListRow[]) => Result<TakenCompany, Failure> {
  const round = getSetting(desk.db, 'round') ?? '';
  const person = getSetting(desk.db, 'person') ?? '';
  return (rows) => {
    const { company } = rows[0] as ListRow;
    if (!findCompany(desk.db, company.entity)) return ok(begin(desk, form, repeat, rows, { round, person, name }));
    const opened = openResponse(desk, { entity: company.entity });
    if (!opened.ok) return opened;
    if (opened.value.status !== 'draft') return err({ code: 'response-locked' });
    const before = new Map(opened.value.answers);
    const after = new Map(before);
    for (const { answers } of rows) for (const [path, value] of answers) after.set(path, value);
    const sources = repeat === null ? NO_ROWS : replaceRows(desk, after, repeat, rows);
    forgetCarried(before, after);
    const session = createSession(form.compiled, after, environmentOf(desk), findLastRound(desk.db, opened.value.response));
    const changes = differences(before, session.answers());
    const saved = saveAnswers(desk, { response: opened.value.response, changes, progress: session.progress('/') });
    if (!saved.ok) return saved;
    return ok({
      kind: 'updated', company: findCompany(desk.db, company.entity) ?? company, session, findings: session.findings('draft'),
      changes: changes.filter(({ path }) => path.startsWith('/')).map((change) => ({ ...change, before: before.get(change.path) ?? null })),
      rowAt: (path) => rowAt(rows, sources, path),
    });
  };
}

/** An answer of the last round that the list changes is carried over no more. */
function forgetCarried(before: ReadonlyMap<Path, Answer>, after: Map<Path, Answer>): void {
  for (const mark of before.keys()) {
    const path = parseCarriedPath(mark);
    if (path !== null && JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path))) after.delete(mark);
  }
}

/** A company that is not in the list yet: all that is known of it is written at once. */
function begin(desk: Desk, form: ReadyForm, repeat: Path | null, rows: readonly ListRow[], { round, person, name }: { readonly round: string; readonly person: string; readonly name: string }): TakenCompany {
  const { company } = rows[0] as ListRow;
  const given = new Map<Path, Answer>();
  for (const { answers } of rows) for (const [path, value] of answers) given.set(path, value);
  const sources = repeat === null ? NO_ROWS : replaceRows(desk, given, repeat, rows);
  const session = createSession(form.compiled, given, environmentOf(desk));
  const answers = session.answers();
  const described = describeCompany(form.map, company, answers) ?? company;
  saveCompany(desk.db, described);
  createFilled(desk.db, { entity: company.entity, form: form.hash, round, savedAt: desk.now(), person }, answers, session.progress('/'), name);
  return {
    kind: 'created', company: described, session, findings: session.findings('draft'),
    changes: [...answers].map(([path, value]) => ({ path, value, before: null })),
    rowAt: (path) => rowAt(rows, sources, path),
  };
}

const NO_ROWS: ReadonlyMap<string, number> = new Map();

function rowAt(rows: readonly ListRow[], sources: ReadonlyMap<string, number>, path: Path): number | null {
  const [row] = rowIdsOf(path);
  return row === undefined ? ((rows.find(({ answers }) => answers.has(path)) ?? rows[0])?.row ?? null) : (sources.get(row) ?? null);
}

/** Puts the rows of the list in the place of a table's; rows keep their ids by place. Gives the row of the list by id. */
function replaceRows(desk: Desk, after: Map<Path, Answer>, repeat: Path, rows: readonly ListRow[]): ReadonlyMap<string, number> {
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
