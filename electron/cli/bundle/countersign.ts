import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { countersign } from '../../bundle/export/countersign.ts';
import { writeAgain } from '../../bundle/export/export.ts';
import type { WrittenReceipt } from '../../bundle/export/export.ts';
import { attachNational, exportManifest } from '../../bundle/export/national.ts';
import type { ReadDb } from '../../database/db.ts';
import { listBundles } from '../../database/tables/bundle.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';

interface OutOption extends WorkspaceOption {
  readonly out: string;
}

/** Further signatures (B12, B1) and further copies: `bundle countersign`, `manifest`, `attach`, `write`. */
export function registerCountersign(bundle: Command, console: Console): void {
  const { say } = console;
  withPassphrase(withWorkspace(bundle.command('countersign').description(say('bundle.countersign')), console), console)
    .argument('<FILE>', say('argument.bundle'))
    .requiredOption('--out <FILE>', say('option.out'))
    .action((file: string, options: OutOption & PassphraseOption) => console.run(() => withDesk(console, options.workspace, (desk) => seal(console, desk, file, options))));
  withWorkspace(bundle.command('manifest').description(say('bundle.manifest')), console)
    .argument('<ID>', say('argument.sent'))
    .requiredOption('--out <FILE>', say('option.out'))
    .action((id: string, options: OutOption) => console.run(() => withDesk(console, options.workspace, (desk) => manifest(console, desk, id, resolve(options.out)))));
  withWorkspace(bundle.command('attach').description(say('bundle.attach')), console)
    .argument('<ID>', say('argument.sent'))
    .argument('<SIGNATURE>', say('argument.signature'))
    .action((id: string, file: string, options: WorkspaceOption) => console.run(() => withDesk(console, options.workspace, (desk) => attach(console, desk, id, resolve(file)))));
  withWorkspace(bundle.command('write').description(say('bundle.write')), console)
    .argument('<ID>', say('argument.sent'))
    .requiredOption('--out <FILE>', say('option.out'))
    .action((id: string, options: OutOption) => console.run(() => withDesk(console, options.workspace, (desk) => again(console, desk, id, resolve(options.out)))));
}

async function seal(console: Console, desk: Desk, file: string, options: OutOption & PassphraseOption): Promise<Result<Outcome, Failure>> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const out = resolve(options.out);
  const sealed = await countersign(desk, { file: resolve(file), path: out, passphrase: passphrase.value });
  return sealed.ok ? ok(written(console, sealed.value, out)) : err({ ...sealed.error, values: { file, ...sealed.error.values } });
}

function manifest(console: Console, desk: Desk, id: string, out: string): Result<Outcome, Failure> {
  const found = sentBundle(desk.db, id);
  const exported = found.ok ? exportManifest(desk, { manifest: found.value, path: out }) : found;
  if (!exported.ok) return err({ ...exported.error, values: { file: out, ...exported.error.values } });
  return ok(done({ file: out, manifest: found.ok ? found.value : null }, [console.say('written', { file: out })]));
}

function attach(console: Console, desk: Desk, id: string, file: string): Result<Outcome, Failure> {
  const found = sentBundle(desk.db, id);
  if (!found.ok) return found;
  const attached = attachNational(desk, { manifest: found.value, path: file });
  if (!attached.ok) return err({ ...attached.error, values: { file, ...attached.error.values } });
  return ok(done({ manifest: found.value, nationalSignatures: attached.value }, [console.say('bundle.attached', { count: attached.value.length })]));
}

async function again(console: Console, desk: Desk, id: string, out: string): Promise<Result<Outcome, Failure>> {
  const found = sentBundle(desk.db, id);
  if (!found.ok) return found;
  const rewritten = await writeAgain(desk, { manifest: found.value, path: out });
  return rewritten.ok ? ok(written(console, rewritten.value, out)) : err({ ...rewritten.error, values: { file: out, ...rewritten.error.values } });
}

/** A bundle made here: by its number, or by the beginning of its manifest's hash. Fails with `not-sent-here`. */
function sentBundle(db: ReadDb, id: string): Result<string, Failure> {
  const sent = listBundles(db, 'out');
  const [found, ...others] = /^\d{1,7}$/.test(id) ? sent.filter(({ seq }) => seq === Number(id)) : sent.filter(({ manifest: hash }) => hash.startsWith(id.toLowerCase()));
  return found && others.length === 0 ? ok(found.manifest) : err({ code: 'not-sent-here' });
}

function written(console: Console, receipt: WrittenReceipt, file: string): Outcome {
  const { manifest: hash, seq, companies, revisions, size, sha256, shortCode, signer, awaits } = receipt;
  const json = {
    file, manifest: hash, seq, counts: { companies, revisions, attachments: 0 }, size, sha256, shortCode, awaits,
    signer: { keyId: signer.keyId, holder: signer.holder, fingerprint: signer.fingerprint.hex },
  };
  const lines = [console.say('bundle.exported', { file, seq, companies, revisions, shortCode }), console.say('bundle.read-back', { sha256 })];
  return done(json, awaits.length === 0 ? lines : [...lines, console.say('bundle.awaits', { usages: awaits.join(', ') })]);
}
