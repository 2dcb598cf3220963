import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { HistoryEntry, Provenance } from '../../../shared/ipc/merge.ts';
import type { ReadDb } from '../../database/db.ts';
import { viewCompany } from '../../merge/view/company.ts';
import { historyOf } from '../../merge/view/history.ts';
import { originsOf } from '../../merge/view/provenance.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { contextOf, withShown, type Shown } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { concretePath, printAnswer, sessionOf, shownPath } from '../console/places.ts';

interface HistoryOptions extends WorkspaceOption {
  readonly company?: string;
  readonly path?: string;
  readonly round?: string;
  readonly revision?: string;
}

/** Where every value comes from (M10): of a company, of one of its places, or what stands behind the number of a revision. A calculated value that nobody wrote leads to what it is made of. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('history').description(say('history')), console)
    .option('--company <ID>', say('option.company'))
    .option('--path <P>', say('option.path'))
    .option('--round <R>', say('option.history-round'))
    .option('--revision <REV>', say('option.revision'))
    .action((options: HistoryOptions) => console.run(() => withShown(console, options.workspace, (desk) => history(console, desk, options))));
}

function history(console: Console, { db, noteStated }: Shown, options: HistoryOptions): Result<Outcome, Failure> {
  const named = options.revision === undefined ? ok(null) : findChosen(db, options.revision);
  if (!named.ok) return named;
  if (named.value === null && options.company === undefined) return err({ code: 'usage', values: { detail: '--company | --revision' } });
  const company = lookUpCompany(db, options.company ?? named.value?.entity ?? '');
  if (!company.ok) return company;
  const { entity } = company.value;
  if (named.value !== null && named.value.entity !== entity) return err({ code: 'revision-unknown', values: { revision: options.revision ?? '' } });
  const round = named.value?.round ?? options.round ?? null;
  const read = noteStated(entity, round ?? undefined);
  if (!read.ok) return read;
  const session = sessionOf(console, db, entity, round);
  const path = options.path === undefined ? null : concretePath(session, options.path);
  const found = historyOf(db, entity, path, round);
  if (!found.ok) return found;
  const seen = path === null ? null : viewCompany(db, contextOf(console, db.folder), entity, round);
  const madeOf = (seen?.ok ? (seen.value.cells.find((cell) => cell.path === path)?.madeOf ?? []) : []).map((part) => shownPath(session, part));
  const shown = named.value === null ? found.value : onlyOf(db, named.value.id, found.value);
  const entries = shown.map((entry) => ({
    ...provenanceJson(entry), current: entry.current,
    changes: entry.changes.map((change) => ({ path: shownPath(session, change.path), before: change.before as Json, after: change.after as Json })),
  }));
  const lines = shown.flatMap((entry) => [
    `${entry.revision.slice(0, 12)}  ${entry.op}  ${entry.person}, ${entry.signer?.body ?? ''} ${entry.claimedAt}${entry.reason === '' ? '' : `  «${entry.reason}»`}`,
    ...((named.value !== null || path !== null) && entry.bundle ? [`  ${entry.bundle.fileName}  ${entry.signer?.holder ?? ''}  ${entry.signer?.keyId ?? ''}`] : []),
    ...entry.changes.map((change) => `  ${shownPath(session, change.path)}: ${printAnswer(change.before)} → ${printAnswer(change.after)}`),
  ]);
  const head = named.value === null ? [] : [`${nameOf(company.value)} ${company.value.name}`];
  const made = madeOf.length === 0 ? [] : [console.say('history.made-of', { count: madeOf.length }), ...madeOf.map((part) => `  ${part}`)];
  return ok(done({ company: entity, number: nameOf(company.value), entries, madeOf }, [...head, ...made, ...lines]));
}

/** The one revision; one that waits, or changed nothing that is seen, has its origin and no changes. */
function onlyOf(db: ReadDb, id: string, history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const entry = history.find(({ revision }) => revision === id);
  return [entry ?? { ...originsOf(db).of(id), changes: [], current: false }];
}

/** A revision by its id or an unmistakable beginning of it. */
export function findChosen(db: ReadDb, beginning: string): Result<{ readonly id: string; readonly entity: string; readonly round: string }, Failure> {
  if (!/^[0-9a-f]{6,64}$/.test(beginning)) return err({ code: 'revision-unknown', values: { revision: beginning } });
  const found = db.all<{ readonly id: string; readonly entity: string; readonly round: string }>('SELECT id, entity, round FROM revision WHERE id >= ? AND id <= ? LIMIT 2', beginning, beginning.padEnd(64, 'f'));
  const [one] = found;
  return one && found.length === 1 ? ok(one) : err({ code: 'revision-unknown', values: { revision: beginning } });
}

export function provenanceJson({ revision, op, person, claimedAt, reason, installation, signer, bundle }: Provenance): Record<string, Json> {
  return { revision, op, person, claimedAt, reason, installation, signer: signer ? { ...signer } : null, bundle: bundle ? { ...bundle } : null };
}
