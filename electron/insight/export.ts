import { basename } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Audience, ExportReport, ExportedFile, TableFormat } from '../../shared/ipc/insight.ts';
import type { ReadDb } from '../database/db.ts';
import { countCompanies } from '../database/tables/company.ts';
import { getSetting } from '../database/tables/setting.ts';
import type { Context } from '../jobs/context.ts';
import { currentForm, type ReadyForm } from '../survey/form.ts';
import { aggregateTables } from './aggregate.ts';
import { collectTables, type CollectWatch, type TableTaker } from './collect.ts';
import type { ExportChoice } from './companies.ts';
import { csvTaker, type WrittenTable } from './csvTables.ts';
import { describePackage } from './dataPackage.ts';
import { writeFiles, type GrowingFiles } from './files.ts';
import { companyLines, jsonlTaker } from './jsonLines.ts';
import { parquetTaker } from './parquetTables.ts';
import { xlsxTaker } from './xlsxTables.ts';

export interface ExportRequest {
  readonly folder: string;
  readonly format: TableFormat;
  /** Null: whoever this workspace belongs to. */
  readonly audience: Audience | null;
  readonly personal: boolean;
  /** Sums over several companies in the place of the companies themselves. */
  readonly aggregate: boolean;
}

type World = Pick<Context, 'now' | 'random' | 'uuid' | 'progress' | 'checkCancelled'> & { readonly db: ReadDb };

/**
 * Writes what the workspace holds of the current form and round as tables of other programs, all files or none. What leaves is what each
 * company permits the audience; what is in conflict leaves as a conflict; every value leads to its revision, bundle and key.
 * Fails with `wrong-role` (for its own state only a ministry exports), `unknown-form`, `disk-full` or `file-unwritable`. Throws `Cancelled`; then nothing is left of it.
 */
export async function exportData(world: World, request: ExportRequest): Promise<Result<ExportReport, Failure>> {
  const form = currentForm(world.db);
  if (!form.ok) return form;
  const ministry = getSetting(world.db, 'workspace')?.role === 'ministry';
  // What a company permits its own state it has not permitted whoever sits at the Commission.
  if (request.audience === 'own_state' && !ministry) return err({ code: 'wrong-role' });
  const audience = request.audience ?? (ministry ? 'own_state' : 'commission');
  const choice: ExportChoice = { audience, personal: request.personal && !request.aggregate, surroundings: world };
  const total = countCompanies(world.db);
  const watch = {
    onCompany: (done: number) => world.progress({ phase: 'writing', done, total: Math.max(total, done) }),
    checkCancelled: world.checkCancelled,
  };
  let companies = 0;
  const work = {
    db: world.db, form: form.value, choice, aggregate: request.aggregate, now: world.now(), watch,
    counted: (count: number) => (companies = count),
    collect: async (taker: TableTaker): Promise<void> => {
      companies = await (request.aggregate ? aggregateTables : collectTables)(world.db, form.value, choice, taker, watch);
    },
  };
  const files = await writeFiles(request.folder, (growing) => WRITERS[request.format]({ ...work, growing }));
  if (!files.ok) return files;
  return ok({ format: request.format, audience, folder: request.folder, companies, files: files.value, rows: files.value.reduce((sum, { rows }) => sum + rows, 0) });
}

interface Work {
  readonly db: ReadDb;
  readonly form: ReadyForm;
  readonly choice: ExportChoice;
  readonly aggregate: boolean;
  readonly now: number;
  readonly growing: GrowingFiles;
  readonly collect: (taker: TableTaker) => Promise<void>;
  readonly watch: CollectWatch;
  readonly counted: (companies: number) => void;
}

const WRITERS: Readonly<Record<TableFormat, (work: Work) => Promise<readonly ExportedFile[]>>> = {
  async csv({ growing, collect }) {
    const { taker, written } = csvTaker(growing);
    await collect(taker);
    return listed(written);
  },
  async xlsx({ growing, collect }) {
    const { taker, written, finish } = xlsxTaker(growing);
    await collect(taker);
    await finish();
    const all = written();
    const [first] = all;
    const sheets = all.filter(({ path }) => path === first?.path);
    return [...(first ? [{ file: first.path, rows: sheets.reduce((sum, { rows }) => sum + rows, 0) }] : []), ...listed(all.filter(({ path }) => path !== first?.path))];
  },
  async parquet({ growing, collect }) {
    const { taker, written, finish } = parquetTaker(growing);
    await collect(taker);
    await finish();
    return listed(written);
  },
  async datapackage({ growing, collect, form, now }) {
    const parts = new Map<string, string>();
    const noted: GrowingFiles = {
      ...growing,
      open: (name) => {
        const file = growing.open(name);
        parts.set(file.path, file.part);
        return file;
      },
    };
    const { taker, written } = csvTaker(noted);
    await collect(taker);
    const descriptor = growing.open('datapackage.json');
    descriptor.write(`${JSON.stringify(describePackage(form.definition, written.map((table) => ({ ...table, part: parts.get(table.path) ?? '', fileName: basename(table.path) })), now), null, 2)}\n`);
    return [{ file: descriptor.path, rows: 0 }, ...listed(written)];
  },
  async jsonl({ growing, collect, aggregate, ...work }) {
    const lines = jsonlTaker(growing);
    if (aggregate) await collect(lines.taker);
    else await companyLines(work, lines);
    return lines.written();
  },
};

const listed = (written: readonly WrittenTable[]): readonly ExportedFile[] => written.map(({ path, rows }) => ({ file: path, rows }));
