import { resolve } from 'node:path';
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { fingerprintOf } from '../../shared/bundle/fingerprint.ts';
import type { KeyUsage } from '../../shared/bundle/registry.ts';
import { writeFileSafely } from '../bundle/file.ts';
import { createKey, listKeys } from '../bundle/keystore.ts';
import type { KeyRecord } from '../bundle/keystore.ts';
import type { ReadDb } from '../database/db.ts';
import { getSetting, setSetting } from '../database/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import type { Console } from './console.ts';
import { withDesk, withReader } from './desk.ts';
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

/** The keystore of a workspace: new, list, public. */
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
}

function make(console: Console, desk: Desk, options: NewOptions): Result<Outcome, Failure> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const workspace = getSetting(desk.db, 'workspace');
  if (!workspace) return err({ code: 'not-a-workspace', values: { folder: desk.folder } });
  const made = createKey(desk.folder, {
    usage: options.usage, country: workspace.country, body: workspace.body, holder: options.holder.normalize('NFC'), passphrase: passphrase.value, now: desk.now(),
  });
  if (!made.ok) return made;
  // The first key of the right kind speaks for the workspace.
  const speaks = workspace.role === 'commission' ? 'commission' : 'official';
  if (options.usage === speaks && getSetting(desk.db, 'signingKey') === null) setSetting(desk.db, 'signingKey', made.value.keyId);
  return ok(done(keyJson(made.value, desk.db), linesOf(made.value)));
}

function list(db: ReadDb): Result<Outcome, Failure> {
  const keys = listKeys(db.folder);
  return ok(done({ keys: keys.map((key) => keyJson(key, db)) }, keys.flatMap(linesOf)));
}

function announce(console: Console, db: ReadDb, id: string, out: string): Result<Outcome, Failure> {
  const found = listKeys(db.folder).filter((key) => key.keyId.startsWith(id));
  const [key] = found;
  if (!key || found.length > 1) return err({ code: 'no-key' });
  const file = resolve(out);
  const written = writeFileSafely(file, key.announcement);
  if (!written.ok) return err({ code: written.error.code, values: { file } });
  return ok(done({ ...keyJson(key, db), file }, [...linesOf(key), console.say('written', { file })]));
}

function keyJson(key: KeyRecord, db: ReadDb): Outcome['json'] {
  const { hex, words } = fingerprintOf(key.keyId);
  const { keyId, usage, country, body, holder, createdAt } = key;
  return { keyId, fingerprint: hex, words, usage, country, body, holder, createdAt, signing: getSetting(db, 'signingKey') === keyId };
}

function linesOf(key: KeyRecord): readonly string[] {
  const { hex, words } = fingerprintOf(key.keyId);
  return [`${key.keyId}  ${key.usage}  ${key.holder}`, `  ${hex}`, `  ${words.ru.join(' ')}`, `  ${words.en.join(' ')}`];
}
