import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { copyBefore } from '../../electron/database/copies/backups.ts';
import { close, openWrite } from '../../electron/database/open.ts';
import { listCompanies } from '../../electron/database/tables/company.ts';
import { conflictPages, listConflictRows } from '../../electron/merge/decisions/conflicts.ts';
import { mergeCopied } from '../../electron/merge/desk/apply.ts';
import { historyOf } from '../../electron/merge/view/history.ts';
import type { CompanyQuery } from '../../shared/ipc/survey.ts';
import { newFolder, NOON, type Workspace } from '../helpers/bundles.ts';
import { deskOf, filesOf, newBody, newCommission } from '../helpers/merging.ts';
import { valueOf } from '../helpers/result.ts';
import { crowdEntity, writeCrowd, writeSupplement } from './crowd.ts';
import { printComparison, printLimit, quantile, timed } from './measure.ts';

/** 1: 1,000 bundles, 100,000 revisions of 5,000 companies by five bodies, and twice as many. */
const SCALE = Number(process.env['SVOD_BENCH_SCALE'] ?? 1);
const BUNDLES = Math.round(1000 * SCALE);
const COMPANIES = Math.round(5000 * SCALE);
const REVISIONS = BUNDLES * 100;
const MORE = 50;
const QUERIES = 200;

const bodies = Array.from({ length: 5 }, (_, index) => newBody(index + 1));
// Other ministries of the same state: a bundle each, which adds answers to companies that are there or changes them.
const others = Array.from({ length: 7 }, (_, index) => newBody(index + 11));
const files = newFolder();
const paths = await writeCrowd(files, bodies, { bundles: 2 * BUNDLES, revisions: 100, companies: COMPANIES });
const supplements = await writeSupplement(files, others, { revisions: MORE, companies: COMPANIES });

interface Merged {
  readonly ms: number;
  /** Milliseconds of processor time: what of `ms` does not depend on who else works on this machine. */
  readonly cpu: number;
  readonly mebibytes: number;
  readonly added: number;
  readonly floor: number;
}

/** Merges in a process of its own, so that memory is that of the merge alone. */
function mergeApart(given: readonly string[], floor: 'floor' | 'no-floor'): Merged & { readonly workspace: Workspace } {
  const workspace = newCommission(...bodies, ...others);
  close(workspace.db);
  const list = join(newFolder(), 'files.json');
  writeFileSync(list, JSON.stringify(given));
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'mergeBase.ts'), workspace.folder, list, floor], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(run.stderr);
  return { ...(JSON.parse(run.stdout) as Merged), workspace };
}

const once = mergeApart(paths.slice(0, BUNDLES), 'floor');
const twice = mergeApart(paths, 'no-floor');

const name = (count: number): string => `${count.toLocaleString('en')} revisions`;
printComparison({
  name: `Merging ${BUNDLES} bundles, ${name(once.added)}, ${COMPANIES.toLocaleString('en')} companies`,
  ours: { label: 'verify and merge', ms: once.ms },
  floor: { label: 'the same rows inserted raw, the same bytes hashed, the signatures checked', ms: once.floor },
  limit: 2,
});
printComparison({
  name: 'Twice as much', ours: { label: name(twice.added), ms: twice.ms }, floor: { label: name(once.added), ms: once.ms }, limit: 2.2,
});
console.log(`  of that on the processor: ${twice.cpu.toFixed(0)} and ${once.cpu.toFixed(0)} ms, ratio ${(twice.cpu / once.cpu).toFixed(2)}`);
printLimit({ name: `Memory of merging ${name(once.added)}, and ${name(twice.added)}`, values: [once.mebibytes, twice.mebibytes], limit: 300, unit: 'MiB' });

const base: Workspace = { ...once.workspace, db: valueOf(openWrite(once.workspace.folder)) };
const times = { base: [] as number[], empty: [] as number[] };
const copies = { base: [] as number[], empty: [] as number[] };

/** The copy before a merge takes as long as the base is large, the merge as long as what comes: each has a time of its own. */
async function mergeInto(workspace: Workspace, path: string, side: 'base' | 'empty'): Promise<void> {
  const start = performance.now();
  const copy = valueOf(await copyBefore(workspace.db, 'merge', NOON, { progress: () => undefined, checkCancelled: () => undefined }));
  copies[side].push(performance.now() - start);
  times[side].push(await timed(async () => valueOf(await mergeCopied(deskOf(workspace), filesOf([path]), copy))));
}

for (const [index, path] of supplements.entries()) {
  const empty = newCommission(...bodies, ...others);
  // In turns, so that neither side is always the one that finds everything cold.
  const sides = [() => mergeInto(base, path, 'base'), () => mergeInto(empty, path, 'empty')];
  for (const side of index % 2 === 0 ? sides : sides.reverse()) await side();
  close(empty.db);
}
printComparison({
  name: `One more bundle of ${MORE} revisions`,
  ours: { label: `into a base of ${name(REVISIONS)}`, ms: quantile(times.base, 0.5) },
  floor: { label: 'into an empty one', ms: quantile(times.empty, 0.5) },
  limit: 2,
});
console.log(`The copy before each of these merges, made and read back: ${quantile(copies.base, 0.5).toFixed(0)} ms of the base, ${quantile(copies.empty, 0.5).toFixed(0)} ms of the empty one`);

/** The time under which 95 of 100 answers come. */
function p95(ask: (index: number) => unknown): number {
  const asked = Array.from({ length: QUERIES }, (_, index) => {
    const start = performance.now();
    ask(index);
    return performance.now() - start;
  });
  return quantile(asked, 0.95);
}

const query = (more: Partial<CompanyQuery>): CompanyQuery => ({ search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 100, ...more });
const starts = [null, ...[...conflictPages(base.db, 50)].flatMap(({ next }) => next ?? [])];
const any = (index: number): number => (index * 7919) % COMPANIES;
printLimit({
  name: `Asked of that base, p95 of ${QUERIES}: a page of companies, a search, a page of conflicts, the history of a company`,
  values: [
    p95((index) => listCompanies(base.db, query({ offset: any(index) }))),
    p95((index) => listCompanies(base.db, query({ search: `завод ${any(index)}` }))),
    p95((index) => listConflictRows(base.db, { after: starts[index % starts.length] ?? null, limit: 50 })),
    p95((index) => valueOf(historyOf(base.db, crowdEntity(any(index)), null))),
  ],
  limit: 50, unit: 'ms',
});
close(base.db);
