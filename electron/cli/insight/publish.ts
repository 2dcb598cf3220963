import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { ReadDb } from '../../database/db.ts';
import { publishTables } from '../../insight/publish.ts';
import type { Console } from '../console/console.ts';
import { contextOf, withReader } from '../console/desk.ts';
import { untilInterrupted } from '../console/interrupt.ts';
import { withWorkspace, type WorkspaceOption } from '../console/options.ts';
import { done, type Outcome } from '../console/outcome.ts';

interface Options extends WorkspaceOption {
  readonly store: string;
}

/** `publish`: the tables and the sums to a PostgreSQL for BI programs (M13). */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('publish').description(say('publish')), console)
    .requiredOption('--store <URL>', say('option.store'))
    .action((options: Options) => console.run(() => withReader(options.workspace, (db) => publish(console, db, options))));
}

async function publish(console: Console, db: ReadDb, { workspace, store }: Options): Promise<Result<Outcome, Failure>> {
  const published = await untilInterrupted({ ...contextOf(console, workspace), db }, (stoppable) => publishTables(stoppable, { store }));
  if (!published.ok) return published;
  const { tables, ...report } = published.value;
  return ok(done({ ...report, tables: tables.map((table) => ({ ...table })) }, [
    ...tables.map(({ table, rows }) => `${report.schema}.${table}  ${rows}`),
    console.say('publish.done', { tables: tables.length, rows: report.rows }),
  ]));
}
