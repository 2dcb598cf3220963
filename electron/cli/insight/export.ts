import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Audience, TableFormat } from '../../../shared/ipc/insight.ts';
import { listEntities } from '../../database/tables/company.ts';
import { exportData } from '../../insight/export.ts';
import { AUDIENCES } from '../../insight/scope.ts';
import type { Console } from '../console/console.ts';
import { withShown, type Shown } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface Options extends WorkspaceOption {
  readonly format: TableFormat;
  readonly out: string;
  readonly for?: Audience;
  readonly personal?: boolean;
  readonly aggregate?: boolean;
}

/** `export`: what the workspace holds, as tables or lines for other programs. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('export').description(say('export')), console)
    .addOption(new Option('--format <F>', say('option.format')).choices(['csv', 'xlsx', 'jsonl', 'parquet', 'datapackage']).makeOptionMandatory())
    .requiredOption('--out <DIR>', say('option.out-folder'))
    .addOption(new Option('--for <AUDIENCE>', say('option.for')).choices(AUDIENCES))
    .option('--personal', say('option.personal-tables'))
    .option('--aggregate', say('option.aggregate'))
    .action((options: Options) => console.run(() => withShown(console, options.workspace, (desk) => exportTo(console, desk, options))));
}

async function exportTo(console: Console, desk: Shown, options: Options): Promise<Result<Outcome, Failure>> {
  // Sums say nothing of one company.
  const free = options.aggregate === true ? ok(null) : desk.refuseAny();
  if (!free.ok) return free;
  const exported = await exportData(
    desk,
    { folder: resolve(options.out), format: options.format, audience: options.for ?? null, personal: options.personal === true, aggregate: options.aggregate === true },
  );
  if (!exported.ok) return exported;
  const noted = options.aggregate === true ? ok(null) : desk.noteReadings(listEntities(desk.db));
  if (!noted.ok) return noted;
  const { format, audience, companies, rows } = exported.value;
  const files = exported.value.files.map((file) => ({ ...file }));
  return ok(done({ format, for: audience, companies, files, rows }, [...files.map(({ file, rows: count }) => `${file}  ${count}`), console.say('export.done', { files: files.length, rows })]));
}
