import { resolve } from 'node:path';
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { fingerprintOf } from '../../shared/bundle/fingerprint.ts';
import type { KeyUsage } from '../../shared/bundle/registry.ts';
import type { Role } from '../../shared/ipc/service.ts';
import { recipientOf } from '../bundle/age.ts';
import { writeFileSafely } from '../bundle/file.ts';
import { readPublicKey } from '../bundle/handlers.ts';
import { createKey, listKeys, recoveryText, restoreKey } from '../bundle/keystore.ts';
import type { KeyRecord } from '../bundle/keystore.ts';
import type { ReadDb } from '../database/db.ts';
import { getSetting, setSetting } from '../database/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import type { Console } from './console.ts';
import { withDesk, withReader } from './desk.ts';
import { readBytes } from './files.ts';
import { withPassphrase, withWorkspace } from './options.ts';
import type { PassphraseOption, WorkspaceOption } from './options.ts';
import { done } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { readPassphrase } from './passphrase.ts';

const USAGES: readonly KeyUsage[] = ['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update'];

interface NewOptions extends WorkspaceOption, PassphraseOption {
  readonly usage: KeyUsage;
  readonly holder: string;
}

/** The keystore of a workspace: new, list, public, sheet, restore. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const key = program.command('key').description(say('key'));
  withPassphrase(withWorkspace(key.command('new').description(say('key.new')), console), console)
    .addOption(new Option('--usage <U>', say('option.usage')).choices(USAGES).makeOptionMandatory())
    .requiredOption('--holder <NAME>', say('option.holder'))
    .action((options: NewOptions) => console.run(() => withDesk(console, options.workspace, (desk) => make(console, desk, options))));
  withWorkspace(key.command('list').description(say('key.list')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => list(db))),
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
    .addArgument(new Argument('<FILE>', say('argument.public-key')))
    .requiredOption('--sheet <FILE>', say('option.sheet'))
    .action((file: string, options: RestoreOptions) => console.run(() => withDesk(console, options.workspace, (desk) => restore(console, desk, file, options))));
}

interface RestoreOptions extends WorkspaceOption, PassphraseOption {
  readonly sheet: string;
}

function make(console: Console, desk: Desk, options: NewOptions): Result<Outcome, Failure> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const workspace = getSetting(desk.db, 'workspace');
  if (!workspace) return err({ code: 'not-a-workspace', values: { folder: desk.folder } });
  const made = createKey(desk.folder, {
    usage: options.usage, country: workspace.country, body: workspace.body, holder: options.holder.normalize('NFC'), passphrase: passphrase.value, now: desk.now(), installation: workspace.id,
  });
  if (!made.ok) return made;
  speakFirst(desk, workspace.role, made.value);
  return ok(done(keyJson(made.value, desk.db), linesOf(made.value)));
}

/** The first key of the right kind speaks for the workspace. */
function speakFirst(desk: Desk, role: Role, key: KeyRecord): void {
  const speaks = role === 'commission' ? 'commission' : 'official';
  if (key.usage === speaks && getSetting(desk.db, 'signingKey') === null) setSetting(desk.db, 'signingKey', key.keyId);
}

/** A key as its recovery sheet and its public file make it again, for the body it was made for. */
function restore(console: Console, desk: Desk, file: string, options: RestoreOptions): Result<Outcome, Failure> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const announced = readBytes(resolve(file));
  const sheet = readBytes(resolve(options.sheet));
  if (!announced.ok) return announced;
  if (!sheet.ok) return sheet;
  const key = readPublicKey(announced.value);
  if (!key.ok) return err({ ...key.error, values: { ...key.error.values, file } });
  const workspace = getSetting(desk.db, 'workspace');
  if (!workspace || key.value.country !== workspace.country || key.value.body !== workspace.body) return err({ code: 'no-key' });
  const restored = restoreKey(desk.folder, key.value, new TextDecoder().decode(sheet.value), passphrase.value);
  if (!restored.ok) return restored;
  speakFirst(desk, workspace.role, restored.value);
  return ok(done(keyJson(restored.value, desk.db), linesOf(restored.value)));
}

function writeSheet(console: Console, db: ReadDb, id: string, out: string): Result<Outcome, Failure> {
  const key = onlyKey(db, id);
  if (!key) return err({ code: 'no-key' });
  const text = recoveryText(db.folder, key.keyId);
  if (!text.ok) return text;
  const file = resolve(out);
  const written = writeFileSafely(file, new TextEncoder().encode(`${text.value}\n`), 0o600);
  if (!written.ok) return err({ code: written.error.code, values: { file } });
  return ok(done({ ...keyJson(key, db), file }, [console.say('written', { file })]));
}

function onlyKey(db: ReadDb, id: string): KeyRecord | null {
  const [key, ...others] = listKeys(db.folder).filter((candidate) => candidate.keyId.startsWith(id));
  return key && others.length === 0 ? key : null;
}

function list(db: ReadDb): Result<Outcome, Failure> {
  const keys = listKeys(db.folder);
  return ok(done({ keys: keys.map((key) => keyJson(key, db)) }, keys.flatMap(linesOf)));
}

function announce(console: Console, db: ReadDb, id: string, out: string): Result<Outcome, Failure> {
  const key = onlyKey(db, id);
  if (!key) return err({ code: 'no-key' });
  const file = resolve(out);
  const written = writeFileSafely(file, key.announcement);
  if (!written.ok) return err({ code: written.error.code, values: { file } });
  return ok(done({ ...keyJson(key, db), file }, [...linesOf(key), console.say('written', { file })]));
}

function keyJson(key: KeyRecord, db: ReadDb): Outcome['json'] {
  const { hex, words } = fingerprintOf(key.keyId);
  const { keyId, usage, country, body, holder, createdAt } = key;
  const recipient = usage === 'encrypt' ? recipientOf(key.publicKey) : null;
  return { keyId, fingerprint: hex, words, usage, country, body, holder, createdAt, signing: getSetting(db, 'signingKey') === keyId, recipient };
}

function linesOf(key: KeyRecord): readonly string[] {
  const { hex, words } = fingerprintOf(key.keyId);
  return [`${key.keyId}  ${key.usage}  ${key.holder}`, `  ${hex}`, `  ${words.ru.join(' ')}`, `  ${words.en.join(' ')}`];
}
