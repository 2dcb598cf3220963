import { resolve } from 'node:path';
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { KeyUsage } from '../../../shared/bundle/trust/registry.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { recipientOf } from '../../bundle/crypto/age.ts';
import { readPublicKey } from '../../bundle/handlers.ts';
import { listKeys, recoveryText } from '../../bundle/keys/keystore.ts';
import type { KeyRecord } from '../../bundle/keys/keystore.ts';
import { makeKey, renewPassphrase, restoreAnnounced, restoreByHand, standingOf, useKey } from '../../bundle/trust/keys.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { readBytes } from '../console/files.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';

const USAGES: readonly KeyUsage[] = ['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update'];

interface NewOptions extends WorkspaceOption, PassphraseOption {
  readonly usage: KeyUsage;
  readonly holder: string;
}

/** The keystore of a workspace: new, list, public, sheet, restore, passphrase, use. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const key = program.command('key').description(say('key'));
  withPassphrase(withWorkspace(key.command('new').description(say('key.new')), console), console)
    .addOption(new Option('--usage <U>', say('option.usage')).choices(USAGES).makeOptionMandatory())
    .requiredOption('--holder <NAME>', say('option.holder'))
    .action((options: NewOptions) => console.run(() => withDesk(console, options.workspace, (desk) => make(console, desk, options))));
  withWorkspace(key.command('list').description(say('key.list')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => list(db, Date.now()))),
  );
  withWorkspace(key.command('public').description(say('key.public')), console)
    .addArgument(new Argument('<ID>', say('argument.key')))
    .requiredOption('--out <FILE>', say('option.out'))
    .action((id: string, options: WorkspaceOption & { readonly out: string }) =>
      console.run(() => withReader(options.workspace, (db) => announce(console, db, id, options.out))),
    );
  withWorkspace(key.command('sheet').description(say('key.sheet')), console)
    .addArgument(new Argument('<ID>', say('argument.key')))
    .requiredOption('--out <FILE>', say('option.out'))
    .action((id: string, options: WorkspaceOption & { readonly out: string }) =>
      console.run(() => withReader(options.workspace, (db) => writeSheet(console, db, id, options.out))),
    );
  withPassphrase(withWorkspace(key.command('restore').description(say('key.restore')), console), console)
    .addArgument(new Argument('[FILE]', say('argument.public-key')))
    .requiredOption('--sheet <FILE>', say('option.sheet'))
    .option('--holder <NAME>', say('option.sheet-holder'))
    .action((file: string | undefined, options: RestoreOptions) => console.run(() => withDesk(console, options.workspace, (desk) => restore(console, desk, file, options))));
  withPassphrase(withWorkspace(key.command('passphrase').description(say('key.passphrase')), console), console)
    .addArgument(new Argument('<ID>', say('argument.key')))
    .option('--new-passphrase-file <FILE>', say('option.new-passphrase-file'))
    .action((id: string, options: ChangeOptions) => console.run(() => withDesk(console, options.workspace, (desk) => change(console, desk, id, options))));
  withWorkspace(key.command('use').description(say('key.use')), console)
    .addArgument(new Argument('<ID>', say('argument.key')))
    .action((id: string, options: WorkspaceOption) =>
      console.run(() => withDesk(console, options.workspace, (desk) => told(desk, useKey(desk, onlyKey(desk.db, id)?.keyId ?? id)))),
    );
}

interface RestoreOptions extends WorkspaceOption, PassphraseOption {
  readonly sheet: string;
  readonly holder?: string;
}

interface ChangeOptions extends WorkspaceOption, PassphraseOption {
  readonly newPassphraseFile?: string;
}

function make(console: Console, desk: Desk, options: NewOptions): Result<Outcome, Failure> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  return passphrase.ok ? told(desk, makeKey(desk, { usage: options.usage, holder: options.holder, passphrase: passphrase.value })) : passphrase;
}

/** A key as its recovery sheet makes it again, for the body it was made for: with its public file, or with the holder's name. */
function restore(console: Console, desk: Desk, file: string | undefined, options: RestoreOptions): Result<Outcome, Failure> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const bytes = readBytes(resolve(options.sheet));
  if (!bytes.ok) return bytes;
  const sheet = new TextDecoder().decode(bytes.value);
  if (file === undefined) {
    const { holder } = options;
    return holder === undefined ? err({ code: 'usage', values: { detail: console.say('usage.file-or-holder') } }) : told(desk, restoreByHand(desk, { holder, sheet, passphrase: passphrase.value }));
  }
  const announced = readBytes(resolve(file));
  if (!announced.ok) return announced;
  const key = readPublicKey(announced.value);
  if (!key.ok) return err({ ...key.error, values: { ...key.error.values, file } });
  return told(desk, restoreAnnounced(desk, key.value, sheet, passphrase.value));
}

function change(console: Console, desk: Desk, id: string, options: ChangeOptions): Result<Outcome, Failure> {
  const key = onlyKey(desk.db, id);
  if (!key) return err({ code: 'no-key' });
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const next = readPassphrase(console, options.newPassphraseFile, 'SVOD_NEW_PASSPHRASE');
  if (!next.ok) return next;
  const changed = told(desk, renewPassphrase(desk, { keyId: key.keyId, passphrase: passphrase.value, next: next.value }));
  return changed.ok ? ok({ ...changed.value, lines: [...changed.value.lines, console.say('key.passphrase-changed')] }) : changed;
}

function told(desk: Desk, key: Result<KeyRecord, Failure>): Result<Outcome, Failure> {
  return key.ok ? ok(done(keyJson(key.value, desk.db, desk.now()), linesOf(key.value))) : key;
}

function writeSheet(console: Console, db: ReadDb, id: string, out: string): Result<Outcome, Failure> {
  const key = onlyKey(db, id);
  if (!key) return err({ code: 'no-key' });
  const text = recoveryText(db.folder, key.keyId);
  if (!text.ok) return text;
  const file = resolve(out);
  const written = writeFileSafely(file, new TextEncoder().encode(`${text.value}\n`), 0o600);
  if (!written.ok) return err({ code: written.error.code, values: { file } });
  return ok(done({ ...keyJson(key, db, Date.now()), file }, [console.say('written', { file })]));
}

function onlyKey(db: ReadDb, id: string): KeyRecord | null {
  const [key, ...others] = listKeys(db.folder).filter((candidate) => candidate.keyId.startsWith(id));
  return key && others.length === 0 ? key : null;
}

function list(db: ReadDb, now: number): Result<Outcome, Failure> {
  const keys = listKeys(db.folder);
  return ok(done({ keys: keys.map((key) => keyJson(key, db, now)) }, keys.flatMap(linesOf)));
}

function announce(console: Console, db: ReadDb, id: string, out: string): Result<Outcome, Failure> {
  const key = onlyKey(db, id);
  if (!key) return err({ code: 'no-key' });
  const file = resolve(out);
  const written = writeFileSafely(file, key.announcement);
  if (!written.ok) return err({ code: written.error.code, values: { file } });
  return ok(done({ ...keyJson(key, db, Date.now()), file }, [...linesOf(key), console.say('written', { file })]));
}

function keyJson(key: KeyRecord, db: ReadDb, now: number): Outcome['json'] {
  const { hex, words } = fingerprintOf(key.keyId);
  const { keyId, usage, country, body, holder, createdAt } = key;
  const recipient = usage === 'encrypt' ? recipientOf(key.publicKey) : null;
  return { keyId, fingerprint: hex, words, usage, country, body, holder, createdAt, signing: getSetting(db, 'signingKey') === keyId, recipient, standing: standingOf(loadRegistry(db), keyId, now) };
}

function linesOf(key: KeyRecord): readonly string[] {
  const { hex, words } = fingerprintOf(key.keyId);
  return [`${key.keyId}  ${key.usage}  ${key.holder}`, `  ${hex}`, `  ${words.ru.join(' ')}`, `  ${words.en.join(' ')}`];
}
