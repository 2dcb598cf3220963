import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import { toTrustedName } from '../../../shared/bundle/canonical/names.ts';
import type { Operation, Personal, Revision, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import { parseRevision, personalCommitment, printPersonal, printRevision, revisionId } from '../../../shared/bundle/revision/revisionLine.ts';
import type { Cell } from '../../../shared/merge/cell.ts';
import { rowsAround } from '../../../shared/merge/rules.ts';
import type { View } from '../../../shared/merge/view.ts';
import type { FormDefinition, FormNode } from '../../../shared/survey/form.ts';
import { isRowPath, notedPath, templateOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { findPersonal, insertPersonal, insertRevision, type Group } from '../../database/tables/revision.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { loadView } from '../../database/tables/view.ts';
import { write } from '../../database/transaction.ts';
import type { Context } from '../../jobs/context.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';

/** What a person has just completed, approved, commented, decided or resolved. */
export interface NewRevision {
  readonly entity: string;
  readonly form: { readonly hash: string; readonly definition: FormDefinition };
  readonly round: string;
  readonly op: Operation;
  readonly reason: string;
  /** Everything the response says now: what differs from the view is written, what is gone is unset. */
  readonly state?: ReadonlyMap<Path, Answer>;
  /** Or just these changes. */
  readonly set?: Readonly<Record<Path, Answer>>;
  readonly unset?: readonly Path[];
  /** Beside `set` and `unset`: all personal answers as they are to be (B7). */
  readonly personal?: Readonly<Record<Path, Answer>>;
}

/**
 * Makes a revision of this workspace and adds it to the set (M2): its parents are all heads, its author the workspace's
 * signing key (no passphrase: the bundle is signed, not the line), personal answers go apart behind a commitment (B7).
 * When `state` changes nothing, no revision is made and the head's id is given. Views are for the caller to refresh.
 * Fails with `no-key` when the workspace has no key to speak with, and with `answers-invalid` rather than make a line that no
 * reader would accept (a text or a response beyond the limits of B3).
 */
export function makeRevision(db: WriteDb, context: Pick<Context, 'now' | 'uuid'>, made: NewRevision): Result<RevisionId, Failure> {
  return write(db, () => {
    const author = getSetting(db, 'signingKey');
    const workspace = getSetting(db, 'workspace');
    if (author === null || workspace === null) return err({ code: 'no-key' });
    const group: Group = { entity: made.entity, formId: made.form.definition.id, round: made.round };
    const view = loadView(db, group);
    const hidden = personalPaths(made.form.definition);
    const change = made.state ? differences(view, made.state, hidden) : { set: { ...made.set }, unset: [...(made.unset ?? [])] };
    const salt = context.uuid().replaceAll('-', '');
    const apart = inNfc(made.state ? personalPart(db, view, made.state, hidden, salt) : made.personal ? { salt, set: made.personal } : null);
    const [head] = view.heads;
    if (made.state && head !== undefined && view.heads.length === 1 && !apart && change.unset.length === 0 && Object.keys(change.set).length === 0) return ok(head);

    const revision: Revision = {
      v: 1,
      entity: made.entity,
      form: { id: made.form.definition.id, version: made.form.definition.version, hash: made.form.hash },
      round: made.round,
      parents: view.heads,
      op: made.op,
      set: change.set,
      unset: [...change.unset].sort(byCodeUnits),
      author,
      person: toTrustedName(getSetting(db, 'person') ?? ''),
      installation: workspace.id,
      claimedAt: new Date(context.now()).toISOString(),
      reason: made.reason,
      ...(apart ? { personal: personalCommitment(sha256, apart) } : {}),
    };
    const body = printRevision(inNfc(revision));
    const checked = body.length > LIMITS.line ? null : parseRevision(decodeUtf8(body) ?? '', false);
    if (!checked?.ok) return err({ code: 'answers-invalid', values: { detail: checked?.error.detail ?? 'too large' } });
    const id = revisionId(sha256, body);
    insertRevision(db, { id, revision: checked.value, body }, { pending: false, unsent: true });
    if (apart) insertPersonal(db, id, printPersonal({ ...apart, revision: id }));
    return ok(id);
  });
}

/** What `state` writes against the view; a path in conflict is always written, which settles it (M5). */
function differences(view: View, state: ReadonlyMap<Path, Answer>, hidden: ReadonlySet<Path>): { readonly set: Record<Path, Answer>; readonly unset: Path[] } {
  const set: Record<Path, Answer> = {};
  for (const [path, value] of state) {
    if (!isApart(path, hidden) && !says(view.cells.get(path), value)) set[path] = value;
  }
  const gone = [...view.cells.values()].filter((cell) => !state.has(cell.path) && !cell.path.startsWith('@') && !says(cell, null)).map((cell) => cell.path);
  const rows = new Set(gone.filter(isRowPath));
  // A row takes everything in it away (M6).
  return { set, unset: gone.filter((path) => !rowsAround(path).some((row) => rows.has(row))) };
}

function says(cell: Cell | undefined, value: Answer | null): boolean {
  return cell?.state === 'clean' && JSON.stringify(cell.value) === JSON.stringify(value);
}

/** The personal answers, when they are not those that the view stands for already. */
function personalPart(
  db: ReadDb, view: View, state: ReadonlyMap<Path, Answer>, hidden: ReadonlySet<Path>, salt: string,
): Pick<Personal, 'salt' | 'set'> | null {
  const set = Object.fromEntries([...state].filter(([path]) => isApart(path, hidden)).sort(([left], [right]) => byCodeUnits(left, right)));
  const cell = view.cells.get(RESERVED.personal);
  if (!cell) return Object.keys(set).length === 0 ? null : { salt, set };
  const stored = cell.state === 'clean' && cell.writes[0] ? findPersonal(db, cell.writes[0].revision) : null;
  const known = stored ? (JSON.parse(Buffer.from(stored).toString('utf8')) as Personal).set : null;
  return JSON.stringify(known) === JSON.stringify(set) ? null : { salt, set };
}

/** Whether what stands at a path travels apart: a personal answer, and what is noted on it. */
function isApart(path: Path, hidden: ReadonlySet<Path>): boolean {
  return hidden.has(templateOf(notedPath(path) ?? path));
}

const hiddenByForm = new WeakMap<FormDefinition, ReadonlySet<Path>>();

/** Template paths of the fields marked personal (B7). */
function personalPaths(form: FormDefinition): ReadonlySet<Path> {
  const known = hiddenByForm.get(form);
  if (known) return known;
  const found = new Set<Path>();
  const visit = (node: FormNode): void => {
    if (node.kind !== 'question') node.children.forEach(visit);
    else if (node.personal) found.add(node.path);
  };
  form.body.forEach(visit);
  hiddenByForm.set(form, found);
  return found;
}

/** The same value with all text in NFC (B6): no quotation mark or brace of JSON ever composes with what follows it. */
function inNfc<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).normalize('NFC')) as T;
}

/** The order of canonical JSON and of the bundle's lists: by UTF-16 code units. */
function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
