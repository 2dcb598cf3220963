import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { WriteView } from '../../../shared/ipc/merge.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { findCompany } from '../../database/tables/company.ts';
import type { Desk } from '../../jobs/handler.ts';
import { conflictPages, resolveConflict } from '../../merge/decisions/conflicts.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withShown, type Shown } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { concretePath, printAnswer, sessionOf, shownPath } from '../console/places.ts';
import { findChosen, provenanceJson } from './history.ts';

interface ResolveOptions extends WorkspaceOption {
  readonly company?: string;
  readonly path: string;
  readonly choose: string;
  readonly reason: string;
}

const PAGE = 500;

/** What disagrees after merging, and how it is settled. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('conflicts').description(say('conflicts')), console).action((options: WorkspaceOption) =>
    console.run(() => withShown(console, options.workspace, (desk) => conflicts(console, desk))),
  );
  withWorkspace(program.command('resolve').description(say('resolve')), console)
    .requiredOption('--path <P>', say('option.path'))
    .requiredOption('--choose <REV>', say('option.choose'))
    .requiredOption('--reason <TEXT>', say('option.reason'))
    .option('--company <ID>', say('option.company'))
    .action((options: ResolveOptions) => console.run(() => withDesk(console, options.workspace, (desk) => resolve(console, desk, options))));
}

function conflicts(console: Console, { db, refuseAny, noteReadings }: Shown): Result<Outcome, Failure> {
  const free = refuseAny();
  if (!free.ok) return free;
  const found: JsonObject[] = [];
  const lines: string[] = [];
  const sessions = new Map<string, Session | null>();
  for (const { rows } of conflictPages(db, PAGE)) {
    for (const row of rows) {
      if (!sessions.has(row.entity)) sessions.set(row.entity, sessionOf(console, db, row.entity));
      const session = sessions.get(row.entity) ?? null;
      const company = findCompany(db, row.entity);
      const path = shownPath(session, row.path);
      found.push({ company: row.entity, number: company ? nameOf(company) : null, name: row.name, path, cell: row.path, writes: row.writes.map(writeJson) });
      lines.push(`${company ? nameOf(company) : row.entity} ${row.name}  ${path}`);
      for (const write of row.writes) lines.push(`  ${write.revision.slice(0, 12)}  ${printAnswer(write.value)}  ${write.person}, ${write.signer?.body ?? ''} ${write.claimedAt}`);
    }
  }
  const noted = noteReadings(sessions.keys());
  if (!noted.ok) return noted;
  return ok(done({ total: found.length, conflicts: found }, [...lines, console.say('conflicts.total', { total: found.length })]));
}

function resolve(console: Console, desk: Desk, options: ResolveOptions): Result<Outcome, Failure> {
  const revision = findChosen(desk.db, options.choose);
  if (!revision.ok) return revision;
  if (options.company !== undefined) {
    const company = lookUpCompany(desk.db, options.company);
    if (!company.ok) return company;
    if (company.value.entity !== revision.value.entity) return err({ code: 'revision-unknown', values: { revision: options.choose } });
  }
  const { entity, id, round } = revision.value;
  const path = concretePath(sessionOf(console, desk.db, entity, round), options.path);
  const resolved = resolveConflict(desk, { entity, round, path, choice: { kind: 'write', revision: id }, reason: options.reason.normalize('NFC') });
  if (!resolved.ok) return resolved;
  return ok(done({ revision: resolved.value.revision, company: entity, path: options.path }, [console.say('resolve.done', { path: options.path })]));
}

const writeJson = (write: WriteView): JsonObject => ({ ...provenanceJson(write), value: write.value as Json });
