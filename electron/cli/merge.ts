import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { FileVerdict, MergePreview, MergeReport } from '../../shared/ipc/merge.ts';
import { printFailure } from '../../shared/text/failure.ts';
import { expiryOf, loadTrust } from '../bundle/trust.ts';
import type { Desk } from '../jobs/handler.ts';
import { applyMerge, previewMerge } from '../merge/apply.ts';
import { stateHashes } from '../merge/state.ts';
import type { Console } from './console.ts';
import { decryptOf } from './decrypt.ts';
import { withDesk, withReader } from './desk.ts';
import { withPassphrase, withWorkspace } from './options.ts';
import type { PassphraseOption, WorkspaceOption } from './options.ts';
import { done, judged } from './outcome.ts';
import type { Outcome } from './outcome.ts';

interface Options extends WorkspaceOption, PassphraseOption {
  readonly dryRun?: boolean;
}

/** Merging bundles, and what the set has become. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withPassphrase(withWorkspace(program.command('merge').description(say('merge')), console), console)
    .argument('<FILE...>', say('argument.bundle'))
    .option('--dry-run', say('option.dry-run'))
    .action((files: readonly string[], options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => merge(console, desk, files, options))));
  withWorkspace(program.command('state').description(say('state')), console).action((options: WorkspaceOption) =>
    console.run(() =>
      withReader(options.workspace, (db) => {
        const { revisions, stateHash, viewHash, conflicts, pending } = stateHashes(db);
        return ok(done({ revisions, stateHash, viewHash, conflicts, pending }, [console.say('state.done', { revisions, conflicts, pending }), stateHash, viewHash]));
      }),
    ),
  );
}

async function merge(console: Console, desk: Desk, names: readonly string[], options: Options): Promise<Result<Outcome, Failure>> {
  const files = names.map((name, index) => ({ ticket: String(index), path: resolve(name), fileName: basename(name) }));
  const decrypt = decryptOf(console, desk.folder, options.passphraseFile, names);
  if (!decrypt.ok) return decrypt;
  const merged: Result<MergePreview | MergeReport, Failure> = await (options.dryRun === true ? previewMerge : applyMerge)(desk, files, decrypt.value);
  warnOfExpiry(console, desk);
  if (!merged.ok) return merged;
  const { totals, companies } = merged.value;
  const verdicts = merged.value.files.map((verdict, index) => verdictJson(console, verdict, names[index] ?? verdict.fileName));
  const hashes: JsonObject = 'stateHash' in merged.value ? { stateHash: merged.value.stateHash, viewHash: merged.value.viewHash, backup: merged.value.backup, stopped: merged.value.stopped } : { dryRun: true };
  const json = { files: verdicts, totals: { ...totals }, companies: companies.map((company) => ({ ...company })), ...hashes };
  const lines = [
    ...merged.value.files.map((verdict) => verdictLine(console, verdict)),
    console.say('merge.total', { added: totals.added, already: totals.already, pending: totals.pending, conflicts: totals.conflicts }),
  ];
  return ok(judged(merged.value.files.every((verdict) => verdict.verdict !== 'refused'), json, lines));
}

/** Trust that expires soon is said before it blocks (B15). */
export function warnOfExpiry(console: Console, { db, now }: Desk): void {
  const trust = loadTrust(db);
  const expiry = trust && expiryOf(trust, now());
  if (expiry?.standing === 'expires-soon') console.tell(console.say('trust.standing', { standing: expiry.standing, date: Date.parse(expiry.expiresAt) }));
}

/** A file's verdict under the name it was given by. */
function verdictJson(console: Console, { verdict, step, failure, manifest, signer, missingSeq, size }: FileVerdict, file: string): JsonObject {
  return {
    file, verdict, code: failure?.code ?? (verdict === 'already-merged' ? 'already-merged' : null), step, size,
    message: failure ? printFailure(console.language, { ...failure, values: { file, ...failure.values } }) : null,
    manifest: manifest ? { ...manifest } : null, signer: signer ? { ...signer } : null, missingSeq,
  };
}

function verdictLine(console: Console, { fileName, verdict, failure, missingSeq, manifest }: FileVerdict): string {
  const about = { file: fileName, body: manifest?.body ?? '', seq: manifest?.seq ?? 0, missing: missingSeq ?? 0 };
  if (failure) return `✗ ${printFailure(console.language, { ...failure, values: { file: fileName, ...failure.values } })}`;
  return `${verdict === 'pending' ? '…' : '✓'} ${console.say(`merge.${verdict === 'refused' ? 'merged' : verdict}`, about)}`;
}
