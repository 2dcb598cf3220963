import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { listEntities } from '../../database/tables/company.ts';
import { publishTables } from '../../insight/publish.ts';
import type { Console } from '../console/console.ts';
import { withShown, type Shown } from '../console/desk.ts';
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
    .action((options: Options) => console.run(() => withShown(console, options.workspace, (desk) => publish(console, desk, options))));
}

async function publish(console: Console, desk: Shown, { store }: Options): Promise<Result<Outcome, Failure>> {
  const free = desk.refuseAny();
  if (!free.ok) return free;
  const published = await untilInterrupted(desk, (stoppable) => publishTables(stoppable, { store }));
  if (!published.ok) return published;
  const noted = desk.noteReadings(listEntities(desk.db));
  if (!noted.ok) return noted;
  const { tables, ...report } = published.value;
  return ok(done({ ...report, tables: tables.map((table) => ({ ...table })) }, [
    ...tables.map(({ table, rows }) => `${report.schema}.${table}  ${rows}`),
    console.say('publish.done', { tables: tables.length, rows: report.rows }),
  ]));
}
