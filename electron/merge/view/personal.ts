import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { RESERVED, type Personal, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { Resolution } from '../../../shared/ipc/merge.ts';
import { cellOf, type Cell } from '../../../shared/merge/cell.ts';
import type { View } from '../../../shared/merge/view.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { NewRevision } from '../../bundle/container/revision.ts';
import type { ReadDb } from '../../database/db.ts';
import { findPersonal } from '../../database/tables/revision.ts';

type PersonalSet = Readonly<Record<Path, Answer>>;

/** The cells as people see them: in the place of the commitment the personal answers, where they came along (B7). */
export function shownCells(db: ReadDb, view: Pick<View, 'cells'>): readonly Cell[] {
  const apart = view.cells.get(RESERVED.personal);
  if (!apart) return [...view.cells.values()];
  const personal = personalCells(db, apart);
  // A dispute that cannot be shown answer by answer is shown as what it is.
  const told = apart.state === 'clean' || personal.some((cell) => cell.state === 'conflict');
  const others = [...view.cells.values()].filter((cell) => cell !== apart || !told);
  return [...others, ...personal].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The personal answers behind a revision; null when they did not come along or were erased. */
export function personalSet(db: ReadDb, revision: RevisionId): PersonalSet | null {
  const line = findPersonal(db, revision);
  return line && (JSON.parse(Buffer.from(line).toString('utf8')) as Personal).set;
}

function personalCells(db: ReadDb, apart: Cell): readonly Cell[] {
  const sets = apart.writes.map(({ revision }) => ({ revision, set: personalSet(db, revision) }));
  const known = sets.flatMap(({ revision, set }) => (set ? [{ revision, set }] : []));
  if (known.length < sets.length) return [];
  const paths = new Set<Path>(known.flatMap(({ set }) => Object.keys(set)));
  return [...paths].map((path) => cellOf(path, known.map(({ revision, set }) => ({ revision, value: set[path] ?? null }))));
}

/**
 * What settles a dispute: a value in the open, or, for personal answers, all of one side's; they are one unit and never go
 * into the open part of a revision. One of them alone can be given a new value when no other is disputed.
 * Fails with `not-in-conflict` or `revision-unknown`.
 */
export function settlement(
  db: ReadDb, view: View, { path, choice }: Pick<Resolution, 'path' | 'choice'>,
): Result<Pick<NewRevision, 'set' | 'unset' | 'personal'>, Failure> {
  const shown = shownCells(db, view);
  const cell = shown.find((one) => one.path === path);
  if (cell?.state !== 'conflict') return err({ code: 'not-in-conflict', values: { path } });
  const side = choice.kind === 'write' ? cell.writes.find((one) => one.revision === choice.revision) : null;
  if (side === undefined) return err({ code: 'revision-unknown', values: { path } });

  const apart = view.cells.get(RESERVED.personal);
  if (apart && (cell === apart || !view.cells.has(path))) {
    if (side) return ok(sideOf(db, apart, side.revision));
    const others = shown.filter((one) => one.state === 'conflict' && one.path !== path && !view.cells.has(one.path));
    const last = personalSet(db, (apart.writes.at(-1) as Cell['writes'][number]).revision);
    if (cell === apart || others.length > 0 || !last) return err({ code: 'revision-unknown', values: { path } });
    return ok({ personal: withValue(last, path, valueOf(choice)) });
  }
  const value = side ? side.value : valueOf(choice);
  return ok(value === null ? { unset: [path] } : { set: { [path]: value } });
}

function sideOf(db: ReadDb, apart: Cell, revision: RevisionId): Pick<NewRevision, 'set' | 'personal'> {
  const personal = personalSet(db, revision);
  if (personal) return { personal };
  const commitment = apart.writes.find((write) => write.revision === revision)?.value;
  return { set: { [RESERVED.personal]: commitment as Answer } };
}

function withValue(set: PersonalSet, path: Path, value: Answer | null): PersonalSet {
  const { [path]: _before, ...rest } = set;
  return value === null ? rest : { ...rest, [path]: value };
}

function valueOf(choice: Resolution['choice']): Answer | null {
  return choice.kind === 'value' ? choice.value : null;
}
