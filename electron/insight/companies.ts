import { isQuality, RESERVED, type RevisionId } from '../../shared/bundle/revision/revision.ts';
import type { Audience } from '../../shared/ipc/insight.ts';
import type { Cell, Write } from '../../shared/merge/cell.ts';
import { conflictsOf, type View } from '../../shared/merge/view.ts';
import { isRowPath, templateOf } from '../../shared/survey/path.ts';
import type { Answer, Answers, Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { findCompany } from '../database/tables/company.ts';
import { listResponses, loadAnswers } from '../database/tables/response.ts';
import type { Group } from '../database/tables/revision.ts';
import { getSetting } from '../database/tables/setting.ts';
import { loadView } from '../database/tables/view.ts';
import { viewOfMembers, type GroupView } from '../merge/group/group.ts';
import { loadMembers } from '../merge/group/members.ts';
import { seenIn } from '../merge/view/answers.ts';
import { shownCells } from '../merge/view/personal.ts';
import type { Surroundings } from '../survey/check.ts';
import type { ReadyForm } from '../survey/form.ts';
import { isOfficial, permissionOf, scopeQuestion, shownPaths, type Permission } from './scope.ts';

/** A company as it leaves: what may be shown of it, and where each value comes from. */
export interface ExportedCompany {
  readonly entity: string;
  readonly country: string;
  readonly number: string;
  readonly name: string;
  readonly status: string;
  /** `accepted`, `returned`, or empty while the Commission has not decided; the class beside it. Empty for audiences beyond the state and the Commission. */
  readonly decision: string;
  readonly quality: string;
  /** Without personal answers, without what the audience may not see, without what is in conflict. */
  readonly answers: Answers;
  /** Places with an answer that the company does not permit this audience to see. */
  readonly withheld: readonly Path[];
  /** Places in conflict with all that was written there: never one of them in silence (M3). */
  readonly conflicts: readonly { readonly path: Path; readonly writes: readonly Write[] }[];
  /** Names and numbers of people; empty unless they were asked for and are permitted (B7). */
  readonly personal: Answers;
  /** The revisions that stand behind an answer (M10); a draft that was never completed has none. */
  readonly origins: ReadonlyMap<Path, readonly RevisionId[]>;
  readonly permission: Permission;
}

export interface ExportChoice {
  readonly audience: Audience;
  readonly personal: boolean;
  /** Where what is calculated anew is calculated. */
  readonly surroundings: Surroundings;
}

/**
 * Every company of the current form and round, one by one: a ministry's own responses as they stand, and what merged
 * revisions say of the others. Companies that the audience may not see by name are among them, for sums: `permission` says so.
 */
export function* eachExportedCompany(db: ReadDb, form: ReadyForm, choice: ExportChoice): Generator<ExportedCompany> {
  const scope = scopeQuestion(form.definition);
  const own = new Set<string>();
  const round = getSetting(db, 'round') ?? '';
  const formId = form.definition.id;
  for (const response of listResponses(db, null)) {
    own.add(response.entity);
    if (response.status === 'withdrawn') continue;
    const answers = loadAnswers(db, response.id);
    const view = loadView(db, { entity: response.entity, formId, round });
    const origins = new Map([...answers].flatMap(([path, answer]): [Path, readonly RevisionId[]][] => {
      const cell = view.cells.get(path);
      return cell?.state === 'clean' && JSON.stringify(cell.value) === JSON.stringify(answer) ? [[path, idsOf(cell)]] : [];
    }));
    yield describe(db, form, choice, scope, { entity: response.entity, status: response.status, ...verdictIn(view), answers, origins, conflicts: [] });
  }
  const groups = db.all<Group>(
    'SELECT DISTINCT entity, form_id AS formId, round FROM revision WHERE form_id = ? AND round = ? AND pending = 0 ORDER BY entity', formId, round,
  );
  for (const group of groups) {
    if (own.has(group.entity)) continue;
    const found = viewOfMembers(db, group, loadMembers(db, group));
    if (found.view.heads.length > 0 && !found.view.retracted) yield describe(db, form, choice, scope, { entity: group.entity, ...read(db, found, form, choice.surroundings) });
  }
}

/** The companies that the audience may see by name; other companies see of them their card alone. */
export function* eachNamedCompany(db: ReadDb, form: ReadyForm, choice: ExportChoice): Generator<ExportedCompany> {
  const card = choice.audience === 'companies' ? shownPaths(form.definition, choice.audience) : null;
  const at = (path: Path): boolean => card === null || card.has(templateOf(path));
  for (const company of eachExportedCompany(db, form, choice)) {
    if (!company.permission.named) continue;
    yield {
      ...company,
      answers: new Map([...company.answers].filter(([path]) => at(path))),
      withheld: company.withheld.filter(at),
      conflicts: company.conflicts.filter(({ path }) => at(path)),
    };
  }
}

interface Found {
  readonly entity: string;
  readonly status: string;
  readonly decision: string;
  readonly quality: string;
  readonly answers: Answers;
  readonly origins: ExportedCompany['origins'];
  readonly conflicts: ExportedCompany['conflicts'];
}

/** In the present version of the form, whatever version the revisions are of (M9), with sums that joined halves have together (M6). */
function read(db: ReadDb, found: GroupView, form: ReadyForm, surroundings: Surroundings): Omit<Found, 'entity'> {
  const answers = new Map<Path, Answer>();
  const origins = new Map<Path, readonly RevisionId[]>();
  const conflicts: { readonly path: Path; readonly writes: readonly Write[] }[] = [];
  const seen = isStraight(found, form) ? { cells: shownCells(db, found.view), recomputed: new Map<Path, readonly Path[]>() } : seenIn(db, surroundings, found, form);
  for (const cell of seen.cells) {
    const { path, state, value, writes } = cell;
    if (state === 'conflict') {
      conflicts.push({ path, writes });
      // A row that one side took away and the other changed is shown as it was.
      const order = isRowPath(path) ? writes.find((write) => write.value !== null)?.value : undefined;
      if (order !== undefined && order !== null) answers.set(path, order);
    } else if (value !== null) answers.set(path, value);
    origins.set(path, idsOf(cell));
  }
  // What nobody wrote leads to whoever wrote what it is made of (M10).
  for (const [path, parts] of seen.recomputed) {
    const ids = [...new Set(parts.flatMap((part) => origins.get(part) ?? []))].sort();
    if (ids.length > 0) origins.set(path, ids);
  }
  const status = conflictsOf(found.view).length > 0 ? 'conflict' : String(found.view.cells.get(RESERVED.status)?.value ?? '');
  return { status, ...verdictIn(found.view), answers, origins, conflicts };
}

/** What holds of the Commission's word: a later change of answers makes the company received again (M2). */
function verdictIn({ standing, cells }: View): Pick<Found, 'decision' | 'quality'> {
  const quality = cells.get(RESERVED.quality)?.value;
  return standing === 'received' ? { decision: '', quality: '' } : { decision: standing, quality: isQuality(quality) ? quality : '' };
}

/** Filled in by one after another in this version of the form: then nothing has to be carried over, and whoever wrote last has calculated from everything. */
function isStraight({ graph, forms }: GroupView, { hash }: ReadyForm): boolean {
  return graph.standing.every(({ parents, op }, place) => parents.length === Math.min(place, 1) && op !== 'resolve') && graph.heads.length === 1 && [...forms.values()].every((one) => one === hash);
}

function idsOf(cell: Cell): readonly RevisionId[] {
  return cell.writes.map((write) => write.revision);
}

function describe(db: ReadDb, form: ReadyForm, choice: ExportChoice, scope: Path | null, found: Found): ExportedCompany {
  const { map } = form;
  const permission = permissionOf(scope, found.answers, choice.audience);
  const known = (path: Path): boolean => path.startsWith('/') && map.knows(path);
  const withheld = (path: Path): boolean => !permission.restricted && map.questions.get(templateOf(path))?.restricted === true;
  const apart = (path: Path): boolean => map.personal.has(templateOf(path));
  const open = [...found.answers].filter(([path]) => known(path) && !apart(path));
  const company = findCompany(db, found.entity);
  const told = isOfficial(choice.audience);
  return {
    entity: found.entity, country: company?.country ?? '', number: company?.number ?? '', name: company?.name ?? '', status: found.status,
    decision: told ? found.decision : '', quality: told ? found.quality : '',
    answers: new Map(open.filter(([path]) => !withheld(path))),
    withheld: open.flatMap(([path]) => (withheld(path) ? [path] : [])),
    conflicts: found.conflicts.filter(({ path }) => known(path) && !withheld(path) && (!apart(path) || (choice.personal && permission.personal))),
    personal: new Map(choice.personal && permission.personal ? [...found.answers].filter(([path]) => known(path) && apart(path)) : []),
    origins: found.origins,
    permission,
  };
}
