import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { answersToJson } from '../../shared/survey/json.ts';
import { exportCsv, exportJsonLines } from '../insight/export.ts';
import { eachExportedCompany } from '../insight/companies.ts';
import { currentForm } from '../survey/form.ts';
import type { ReadDb } from '../database/db.ts';
import type { Console } from './console.ts';
import { withReader } from './desk.ts';
import { withWorkspace } from './options.ts';
import type { WorkspaceOption } from './options.ts';
import { done } from './outcome.ts';
import type { Outcome } from './outcome.ts';

interface Options extends WorkspaceOption {
  readonly format: 'csv' | 'jsonl';
  readonly out: string;
}

/** `export`: what the workspace holds, as tables or lines for other programs. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('export').description(say('export')), console)
    .addOption(new Option('--format <F>', say('option.format')).choices(['csv', 'jsonl']).makeOptionMandatory())
    .requiredOption('--out <DIR>', say('option.out-folder'))
    .action((options: Options) => console.run(() => withReader(options.workspace, (db) => exportTo(console, db, options))));
}

function exportTo(console: Console, db: ReadDb, options: Options): Result<Outcome, Failure> {
  const form = currentForm(db);
  if (!form.ok) return form;
  const { definition, map } = form.value;
  const folder = resolve(options.out);
  const companies = eachExportedCompany(db, form.value);
  const exported =
    options.format === 'csv'
      ? exportCsv(folder, definition, companies)
      : exportJsonLines(folder, (function* lines() {
          for (const { answers, ...company } of companies) yield { ...company, answers: answersToJson(definition, new Map([...answers].filter(([path]) => !map.personal.has(path)))) };
        })());
  if (!exported.ok) return exported;
  const files = exported.value.map((file) => ({ ...file }));
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  return ok(done({ format: options.format, files, rows }, [...files.map(({ file, rows: count }) => `${file}  ${count}`), console.say('export.done', { files: files.length, rows })]));
}
