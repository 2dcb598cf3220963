import type { Failure } from '../../../shared/base/failure.ts';
import { groupBy } from '../../../shared/base/group.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { CompanyFields, FieldChange } from '../../../shared/ipc/mergeDesk.ts';
import { isSame } from '../../../shared/merge/cell.ts';
import { isRowPath, repeatOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Decrypt } from '../../bundle/container/source.ts';
import type { ReadDb } from '../../database/db.ts';
import { findRevision, type Group } from '../../database/tables/revision.ts';
import type { Context } from '../../jobs/context.ts';
import type { Desk } from '../../jobs/handler.ts';
import { viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import type { Touched } from '../group/stage.ts';
import { cellViewsOf } from '../view/company.ts';
import { rehearseMerge, type MergeFile } from './apply.ts';

/**
 * What merging these files would do to each field of one company, in every round that they speak of: what the field holds, what it
 * would hold, and which revisions would stand there. Nothing is written. Fails with `trust-expired`; throws `Cancelled`.
 */
export async function previewFields(
  desk: Desk, { files, entity }: { readonly files: readonly MergeFile[]; readonly entity: string }, decrypt?: Decrypt,
): Promise<Result<readonly CompanyFields[], Failure>> {
  const before = new Map<string, readonly CellView[]>();
  for (const group of desk.db.all<Group>(ROUNDS, entity)) before.set(roundOf(group), shownOf(desk.db, desk, group)?.cells ?? []);
  return rehearseMerge(desk, files, decrypt, ({ db, ledger }) =>
    [...ledger.concerned.keys()]
      .map((name) => (ledger.groups.get(name) as Touched).group)
      .filter((group) => group.entity === entity)
      .map((group): CompanyFields => {
        const after = shownOf(db, desk, group);
        const { round, formId } = group;
        return { round, formId, formHash: after?.formHash ?? '', fields: after === null ? [] : changesOf(before.get(roundOf(group)) ?? [], after.cells, (revision) => findRevision(desk.db, revision) === null) };
      }));
}

const ROUNDS = 'SELECT DISTINCT entity, form_id AS formId, round FROM revision WHERE entity = ?';

const roundOf = ({ formId, round }: Group): string => `${formId} ${round}`;

/** A company as a person would see it; null while nothing of it is visible. */
function shownOf(db: ReadDb, context: Context, group: Group): { readonly formHash: string; readonly cells: readonly CellView[] } | null {
  const found = viewOfMembers(db, group, loadMembers(db, group));
  return found.view.heads.length === 0 ? null : { formHash: found.formHash, cells: cellViewsOf(db, context, found) };
}

/** Fields whose value changes, or who disagrees about it. */
function changesOf(before: readonly CellView[], after: readonly CellView[], isNew: (revision: string) => boolean): readonly FieldChange[] {
  const old = new Map(before.map((cell) => [cell.path, cell]));
  const now = new Map(after.map((cell) => [cell.path, cell]));
  const rows = rowNumbers([...before, ...after]);
  const paths = [...new Set<Path>([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path): readonly FieldChange[] => {
    const [was, is] = [old.get(path) ?? absent(path), now.get(path) ?? absent(path)];
    const fresh = is.writes.map(({ revision }) => revision).filter(isNew);
    const differs = was.state !== is.state || !isSame(was.value, is.value) || (is.state === 'conflict' && fresh.length > 0);
    return differs ? [{ path, before: was, after: is, row: rows(path), fresh }] : [];
  });
}

/** Counts the rows of every table, those that go too, in the order in which they stand. */
function rowNumbers(cells: readonly CellView[]): (path: Path) => number | null {
  const order = new Map<Path, number>();
  for (const { path, value } of cells) if (isRowPath(path)) order.set(path, typeof value === 'number' ? value : (order.get(path) ?? Number.MAX_SAFE_INTEGER));
  const tables = groupBy([...order], ([path]) => repeatOf(path));
  const numbers = new Map([...tables.values()].flatMap((rows) => rows.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([path], index) => [path, index + 1] as const)));
  return (path) => numbers.get(path.slice(0, path.lastIndexOf(']') + 1)) ?? null;
}

const absent = (path: Path): CellView => ({ path, state: 'clean', value: null, writes: [] });
