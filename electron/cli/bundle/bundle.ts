import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { openBundle } from '../../bundle/container/open.ts';
import { exportBundle } from '../../bundle/export/export.ts';
import { trustOf } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Desk } from '../../jobs/handler.ts';
import { signerOf } from '../../merge/desk/verdict.ts';
import type { Console } from '../console/console.ts';
import { decryptOf } from '../console/decrypt.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done, refused } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';
import { registerCountersign } from './countersign.ts';
import { registerInspect } from './inspect.ts';
import { registerProof } from './proof.ts';

interface ExportOptions extends WorkspaceOption, PassphraseOption {
  readonly out: string;
  readonly personal?: boolean;
  readonly encrypt?: boolean;
  readonly to?: string;
}

/** Bundles: export, inspect, verify, and what proves a single value of them. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const bundle = program.command('bundle').description(say('bundle'));
  withPassphrase(withWorkspace(bundle.command('export').description(say('bundle.export')), console), console)
    .requiredOption('--out <FILE>', say('option.out'))
    .option('--personal', say('option.personal'))
    .option('--encrypt', say('option.encrypt'))
    .option('--to <CC>', say('option.to'))
    .action((options: ExportOptions) => console.run(() => withDesk(console, options.workspace, (desk) => exportTo(console, desk, options))));
  registerInspect(bundle, console);
  registerCountersign(bundle, console);
  withPassphrase(withWorkspace(bundle.command('verify').description(say('bundle.verify')), console), console)
    .argument('<FILE>', say('argument.bundle'))
    .action((file: string, options: WorkspaceOption & PassphraseOption) => console.run(() => withReader(options.workspace, (db) => verify(console, db, file, options))));
  registerProof(bundle, console);
}

async function exportTo(console: Console, desk: Desk, options: ExportOptions): Promise<Result<Outcome, Failure>> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const file = resolve(options.out);
  const exported = await exportBundle(desk, {
    path: file, passphrase: passphrase.value, personal: options.personal === true, to: options.to ?? null, encrypt: options.encrypt === true,
  });
  if (!exported.ok) return err({ ...exported.error, values: { file, ...exported.error.values } });
  const { manifest, seq, companies, revisions, size, sha256, shortCode, createdAt, signer, awaits } = exported.value;
  const json = {
    file, manifest, encrypted: options.encrypt === true, seq, counts: { companies, revisions, attachments: 0 }, size, sha256, shortCode, createdAt, awaits,
    signer: { keyId: signer.keyId, holder: signer.holder, fingerprint: signer.fingerprint.hex },
  };
  return ok(done(json, [console.say('bundle.exported', { file, seq, companies, revisions, shortCode }), console.say('bundle.read-back', { sha256 }), ...(awaits.length > 0 ? [console.say('bundle.awaits', { usages: awaits.join(', ') })] : [])]));
}

/** B18, steps 1–6. */
async function verify(console: Console, db: ReadDb, file: string, options: PassphraseOption): Promise<Result<Outcome, Failure>> {
  const decrypt = decryptOf(console, db.folder, options.passphraseFile, [file]);
  if (!decrypt.ok) return decrypt;
  let sha256 = '';
  const opened = await openBundle(file, trustOf(db, decrypt.value), { container: (hash) => (sha256 = hash()) }, { onProgress: (done, total) => console.progress({ phase: 'verifying', done, total }) });
  if (!opened.ok) {
    const { step, failure, claimed, signers } = opened.error;
    if (failure.code === 'file-unreadable') return err({ ...failure, values: { file } });
    const message = printFailure(console.language, { ...failure, values: { file, ...failure.values } });
    const json = { ok: false, code: failure.code, step, message, detail: failure.values?.detail ?? null, signer: signerJson(signerOf(signers)), manifest: claimed?.manifestHash ?? null, sha256: opened.error.sha256 };
    return ok(refused(json, [console.say('bundle.refused', { file, step, code: failure.code }), message]));
  }
  const { manifest, manifestHash, signers, size } = opened.value;
  const signer = signerOf(signers);
  const json = {
    ok: true, code: null, step: 6, signer: signerJson(signer), manifest: manifestHash, seq: manifest.seq, counts: { ...manifest.counts }, issuer: { ...manifest.issuer }, size, sha256,
  };
  return ok(done(json, [console.say('bundle.verified', { file, body: signer?.body ?? '', holder: signer?.holder ?? '', seq: manifest.seq })]));
}

const signerJson = (signer: ReturnType<typeof signerOf>): JsonObject | null => (signer ? { ...signer } : null);
