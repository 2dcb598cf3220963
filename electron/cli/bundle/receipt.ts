import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import type { ReadDb } from '../../database/db.ts';
import type { ReceiptRow } from '../../database/tables/receipt.ts';
import type { Desk } from '../../jobs/handler.ts';
import { exportReceipts, installReceipt, listDeliveries } from '../../merge/desk/receipt.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { readBytes } from '../console/files.ts';
import { untilInterrupted } from '../console/interrupt.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';

interface ExportOptions extends WorkspaceOption, PassphraseOption {
  readonly out: string;
}

/** Receipts: the Commission signs for bundles, a ministry keeps them as proof of delivery (B17). */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const receipt = program.command('receipt').description(say('receipt'));
  withPassphrase(withWorkspace(receipt.command('export').description(say('receipt.export')), console), console)
    .requiredOption('--out <DIR>', say('option.out-folder'))
    .action((options: ExportOptions) => console.run(() => withDesk(console, options.workspace, (desk) => exportTo(console, desk, options))));
  withWorkspace(receipt.command('install').description(say('receipt.install')), console)
    .argument('<FILE>', say('argument.receipt'))
    .action((file: string, options: WorkspaceOption) => console.run(() => withDesk(console, options.workspace, (desk) => install(console, desk, file))));
  withWorkspace(receipt.command('list').description(say('receipt.list')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => ok(list(console, db)))),
  );
}

async function exportTo(console: Console, desk: Desk, options: ExportOptions): Promise<Result<Outcome, Failure>> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const written = await untilInterrupted(desk, (stoppable) => exportReceipts(stoppable, { folder: resolve(options.out), passphrase: passphrase.value }));
  if (!written.ok) return written;
  const { issued, of } = written.value;
  const receipts = issued.map(({ file, row, bundle }) => ({
    file, receipt: row.hash, manifest: bundle.manifest, country: bundle.country, body: bundle.body, seq: bundle.seq, verdict: row.verdict, missingSeq: row.missingSeq,
  }));
  const lines = receipts.map(({ file, body, seq, verdict, missingSeq }) => `${console.say('receipt.about', { body, seq, verdict, missing: missingSeq ?? 0 })}  ${file}`);
  const stopped = issued.length < of;
  return ok(done({ receipts, stopped }, stopped ? [...lines, console.say('receipt.stopped', { written: issued.length, of })] : lines));
}

function install(console: Console, desk: Desk, file: string): Result<Outcome, Failure> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const installed = installReceipt(desk, bytes.value);
  if (!installed.ok) return err({ ...installed.error, values: { file, ...installed.error.values } });
  const { receipt, hash, signer, already } = installed.value;
  const { bundle, verdict, missingSeq, counts, createdAt } = receipt;
  const json = {
    receipt: hash, manifest: bundle.manifest, seq: bundle.seq, verdict, missingSeq, counts: { ...counts }, conflicts: receipt.conflicts, createdAt, already,
    signer: { keyId: signer.keyId, holder: signer.holder, body: signer.body, country: signer.country },
  };
  return ok(done(json, [console.say('receipt.about', { body: signer.body, seq: bundle.seq, verdict, missing: missingSeq ?? 0 })]));
}

function list(console: Console, db: ReadDb): Outcome {
  const deliveries = listDeliveries(db).map(({ bundle, receipt }) => ({
    seq: bundle.seq, manifest: bundle.manifest, installation: bundle.installation, fileName: bundle.fileName, receipt: receipt && receiptJson(receipt),
  }));
  const lines = deliveries.map(({ seq, manifest, fileName, receipt }) =>
    `${shortCode(manifest)}  ${fileName}  ${console.say('receipt.standing', { seq, verdict: receipt?.verdict ?? 'none', missing: receipt?.missingSeq ?? 0 })}`,
  );
  return done({ bundles: deliveries }, lines);
}

const receiptJson = ({ hash, verdict, missingSeq, at }: ReceiptRow) => ({ receipt: hash, verdict, missingSeq, installedAt: new Date(at).toISOString() });
