import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { FileVerdict, MergePreview, MergeReport } from '../../../shared/ipc/merge.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { expiryOf, loadTrust } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import { listRuns } from '../../database/tables/run.ts';
import type { Desk } from '../../jobs/handler.ts';
import { applyMerge, previewMerge } from '../../merge/desk/apply.ts';
import { stateHashes } from '../../merge/desk/state.ts';
import { lastRun, undoCopied } from '../../merge/desk/undo.ts';
import { documentOfRun } from '../../merge/view/document.ts';
import { courseOf } from '../../jobs/course.ts';
import { noteReadings, refuseAny } from '../../survey/firstEntry.ts';
import type { Console } from '../console/console.ts';
import { decryptOf } from '../console/decrypt.ts';
import { contextOf, withDesk, withReader } from '../console/desk.ts';
import { untilInterrupted } from '../console/interrupt.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done, judged } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { isPaper } from '../console/papers.ts';

interface Options extends WorkspaceOption, PassphraseOption {
  readonly dryRun?: boolean;
  readonly report?: string;
}

interface ReportOptions {
  readonly run?: string;
  readonly out: string;
}

interface UndoOptions {
  readonly run?: string;
  readonly reason: string;
}

/** Merging bundles, and what the set has become. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const command = withPassphrase(withWorkspace(program.command('merge').description(say('merge')), console), console)
    .argument('<FILE...>', say('argument.bundle'))
    .option('--dry-run', say('option.dry-run'))
    .option('--report <FILE>', say('option.merge-report'));
  command.command('runs').description(say('merge.runs')).action((_options: unknown, { parent }: Command) =>
    console.run(() => withReader(parent?.opts<Options>().workspace ?? '', (db) => runs(console, db))),
  );
  command.command('undo').description(say('merge.undo')).option('--run <N>', say('option.run')).requiredOption('--reason <TEXT>', say('option.reason'))
    .action((options: UndoOptions, { parent }: Command) =>
      console.run(() => withDesk(console, parent?.opts<Options>().workspace ?? '', (desk) => undo(console, desk, options))),
    );
  command.command('report').description(say('merge.report')).option('--run <N>', say('option.run')).requiredOption('--out <FILE>', say('option.out'))
    .action((options: ReportOptions, { parent }: Command) =>
      console.run(() => withDesk(console, parent?.opts<Options>().workspace ?? '', (desk) => report(console, desk, options))),
    );
  command.action((files: readonly string[], options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => merge(console, desk, files, options))));
  withWorkspace(program.command('state').description(say('state')), console).action((options: WorkspaceOption) =>
    console.run(() =>
      withReader(options.workspace, (db) => {
        const { revisions, stateHash, viewHash, conflicts, pending } = stateHashes(db, courseOf(contextOf(console, db.folder), 'judging'));
        return ok(done({ revisions, stateHash, viewHash, conflicts, pending }, [console.say('state.done', { revisions, conflicts, pending }), stateHash, viewHash]));
      }),
    ),
  );
}

async function merge(console: Console, desk: Desk, names: readonly string[], options: Options): Promise<Result<Outcome, Failure>> {
  if (options.report !== undefined && isPaper(options.report) && console.papers === null) return err({ code: 'no-paper' });
  const files = names.map((name, index) => ({ ticket: String(index), path: resolve(name), fileName: basename(name) }));
  const decrypt = decryptOf(console, desk.folder, options.passphraseFile, names);
  if (!decrypt.ok) return decrypt;
  const merged = await untilInterrupted(desk, (stoppable): Promise<Result<MergePreview | MergeReport, Failure>> =>
    (options.dryRun === true ? previewMerge : applyMerge)(stoppable, files, decrypt.value),
  );
  warnOfExpiry(console, desk);
  if (!merged.ok) return merged;
  const { totals, companies } = merged.value;
  const verdicts = merged.value.files.map((verdict, index) => verdictJson(console, verdict, names[index] ?? verdict.fileName));
  const hashes: JsonObject = 'stateHash' in merged.value ? { stateHash: merged.value.stateHash, viewHash: merged.value.viewHash, run: merged.value.run, backup: merged.value.backup, stopped: merged.value.stopped } : { dryRun: true };
  const json = { files: verdicts, totals: { ...totals }, companies: companies.map(({ tickets, ...company }) => ({ ...company, files: tickets.map((ticket) => names[Number(ticket)] ?? ticket) })), ...hashes };
  const lines = [
    ...merged.value.files.map((verdict) => verdictLine(console, verdict)),
    console.say('merge.total', { added: totals.added, already: totals.already, pending: totals.pending, conflicts: totals.conflicts }),
  ];
  if ('stopped' in merged.value && merged.value.stopped) lines.push(console.say('merge.stopped', { done: merged.value.files.length, all: names.length }));
  if (options.report !== undefined && 'run' in merged.value && merged.value.run !== null) {
    const written = await writeReport(console, desk, merged.value.run, options.report);
    if (!written.ok) return written;
    lines.push(console.say('merge.reported', { file: options.report }));
  }
  return ok(judged(merged.value.files.every((verdict) => verdict.verdict !== 'refused'), json, lines));
}

async function report(console: Console, desk: Desk, options: ReportOptions): Promise<Result<Outcome, Failure>> {
  const run = options.run === undefined ? (listRuns(desk.db).find(({ reported }) => reported)?.id ?? null) : Number(options.run);
  if (run === null || !Number.isInteger(run)) return err(options.run === undefined ? { code: 'run-unknown' } : { code: 'run-unknown', values: { run: options.run } });
  const written = await writeReport(console, desk, run, options.out);
  return written.ok ? ok(done({ run, file: options.out }, [console.say('merge.reported', { file: options.out })])) : written;
}

/** The report of a merge, as PDF where the file is called so, else as JSON. Fails with `run-unknown`, `no-paper` (nothing here writes PDF), `disk-full` or `file-unwritable`. */
async function writeReport({ papers, language }: Console, desk: Desk, run: number, file: string): Promise<Result<null, Failure>> {
  if (isPaper(file) && papers === null) return err({ code: 'no-paper' });
  const free = refuseAny(desk);
  const document = free.ok ? documentOfRun(desk, run) : free;
  if (!document.ok) return document;
  const noted = noteReadings(desk, document.value.companies.map(({ entity }) => entity));
  if (!noted.ok) return noted;
  const written = isPaper(file) && papers ? await papers.mergeReport(document.value, language, resolve(file)) : writeFileSafely(resolve(file), Buffer.from(`${JSON.stringify(document.value, null, 2)}\n`));
  return written.ok ? written : err({ ...written.error, values: { file, ...written.error.values } });
}

function runs(console: Console, db: ReadDb): Result<Outcome, Failure> {
  const found = listRuns(db);
  const lines = found.map(({ id, at, person, bundles, undoneAt }) => console.say('merge.run', { run: id, at: new Date(at).toISOString(), person, bundles, undone: undoneAt === null ? 'no' : 'yes' }));
  return ok(done({ runs: found.map((run) => ({ ...run })) }, lines));
}

async function undo(console: Console, desk: Desk, options: UndoOptions): Promise<Result<Outcome, Failure>> {
  const run = options.run === undefined ? lastRun(desk) : Number(options.run);
  if (run === null || !Number.isInteger(run)) return err(options.run === undefined ? { code: 'run-unknown' } : { code: 'run-unknown', values: { run: options.run } });
  const undone = await untilInterrupted(desk, (stoppable) => undoCopied(stoppable, { run, reason: options.reason.normalize('NFC') }));
  if (!undone.ok) return undone;
  const { bundles, revisions, stateHash, viewHash } = undone.value;
  return ok(done({ run, bundles: [...bundles], revisions, stateHash, viewHash }, [console.say('merge.undone', { run, bundles: bundles.length, revisions })]));
}

/** Trust that expires soon is said before it blocks (B15). */
function warnOfExpiry(console: Console, { db, now }: Desk): void {
  const trust = loadTrust(db);
  const expiry = trust && expiryOf(trust, now());
  if (expiry?.standing === 'expires-soon') console.tell(console.say('trust.standing', { standing: expiry.standing, date: Date.parse(expiry.expiresAt) }));
}

/** A file's verdict under the name it was given by. */
function verdictJson(console: Console, { verdict, step, failure, manifest, signer, keyDates, missingSeq, size }: FileVerdict, file: string): JsonObject {
  return {
    file, verdict, code: failure?.code ?? (verdict === 'already-merged' ? 'already-merged' : null), step, size,
    message: failure ? printFailure(console.language, { ...failure, values: { file, ...failure.values } }) : null,
    manifest: manifest ? { ...manifest } : null, signer: signer ? { ...signer } : null, keyDates, missingSeq,
  };
}

function verdictLine(console: Console, { fileName, verdict, failure, missingSeq, manifest, keyDates }: FileVerdict): string {
  const about = { file: fileName, body: manifest?.body ?? '', seq: manifest?.seq ?? 0, missing: missingSeq ?? 0 };
  if (failure) return `✗ ${printFailure(console.language, { ...failure, values: { file: fileName, ...failure.values } })}`;
  const warned = keyDates === 'not-yet' || keyDates === 'expired' ? `\n  ! ${console.say(`merge.key-dates.${keyDates}`)}` : '';
  return `${verdict === 'pending' ? '…' : '✓'} ${console.say(`merge.${verdict === 'refused' ? 'merged' : verdict}`, about)}${warned}`;
}
