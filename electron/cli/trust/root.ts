import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { RootInfo, RootKeyInfo } from '../../../shared/ipc/ceremony.ts';
import type { Fingerprint } from '../../../shared/ipc/service.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { readPublicKey } from '../../bundle/handlers.ts';
import { unlockOwnKey } from '../../bundle/keys/ownKey.ts';
import {
  ceremonyState, combineRoot, draftFile, dropCeremony, finishCeremony, gather, infoOf, keepRootKeys, leaveRootKey, makeRoot, makeRootKey, readRoot, signRoot, signRootFile, takeRootKey, unlockRootKey,
} from '../../bundle/trust/ceremony.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { readBytes } from '../console/files.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';

interface Options extends WorkspaceOption, PassphraseOption {
  readonly on?: string;
  readonly holder: string;
  readonly threshold: string;
  readonly out?: string;
}

/** The root ceremony (B13): keys on media of their own, the next root, signatures, and then it is in force. */
export function registerRoot(trust: Command, console: Console): void {
  const { say } = console;
  const root = trust.command('root').description(say('root'));
  const step = (name: 'key' | 'take' | 'leave' | 'make' | 'combine' | 'rotate' | 'drop'): Command => withWorkspace(root.command(name).description(say(`root.${name}`)), console);
  const run = (options: Options, work: (desk: Desk) => Result<unknown, Failure>): Promise<void> => console.run(() => withDesk(console, options.workspace, (desk) => then(console, desk, work(desk))));

  withPassphrase(step('key'), console)
    .requiredOption('--on <DIR>', say('option.medium'))
    .requiredOption('--holder <NAME>', say('option.holder'))
    .action((options: Options) => run(options, (desk) => withSecret(console, options, (passphrase) => makeRootKey(desk, { folder: resolve(options.on ?? ''), holder: options.holder, passphrase }))));
  step('take')
    .argument('[PLACE...]', say('argument.root-keys'))
    .action((places: readonly string[], options: Options) => run(options, (desk) => (places.length === 0 ? keepRootKeys(desk) : each(places, (place) => take(desk, place)))));
  step('leave').argument('<ID>', say('argument.key')).action((id: string, options: Options) => run(options, (desk) => leave(desk, id)));
  step('make')
    .option('--threshold <N>', say('option.threshold'), '2')
    .option('--out <FILE>', say('option.out'))
    .action((options: Options) => run(options, (desk) => {
      const made = makeRoot(desk, Number(options.threshold));
      return made.ok && options.out !== undefined ? writeDraft(desk, options.out) : made;
    }));
  withPassphrase(root.command('sign').description(say('root.sign')), console)
    .argument('[FILE]', say('argument.root'))
    .option('--workspace <DIR>', say('option.workspace'))
    .option('--on <DIR>', say('option.medium'))
    .action((file: string | undefined, options: Partial<Options>) => console.run(() => sign(console, file, options)));
  step('combine')
    .argument('<FILE...>', say('argument.root'))
    .action((files: readonly string[], options: Options) => run(options, (desk) => each(files, (file) => combine(desk, file))));
  withPassphrase(step('rotate'), console).action((options: Options) => run(options, (desk) => withSecret(console, options, (passphrase) => {
    const signer = unlockOwnKey(desk, passphrase);
    return signer.ok ? finishCeremony(desk, signer.value) : signer;
  })));
  step('drop').action((options: Options) => run(options, dropCeremony));
  root
    .command('show')
    .description(say('root.show'))
    .argument('[FILE]', say('argument.root'))
    .option('--workspace <DIR>', say('option.workspace'))
    .action((file: string | undefined, options: Partial<WorkspaceOption>) => console.run(() => show(console, file, options.workspace)));
}

function take(desk: Desk, place: string): Result<unknown, Failure> {
  if (!place.endsWith('.svodkey')) return takeRootKey(desk, resolve(place));
  const bytes = readBytes(place);
  if (!bytes.ok) return bytes;
  const key = readPublicKey(bytes.value);
  return key.ok ? gather(desk, key.value) : err({ ...key.error, values: { ...key.error.values, file: place } });
}

function leave(desk: Desk, id: string): Result<unknown, Failure> {
  const [key, ...others] = ceremonyState(desk.db).keys.filter(({ keyId }) => keyId.startsWith(id));
  return key && others.length === 0 ? leaveRootKey(desk, key.keyId) : err({ code: 'no-key' });
}

function writeDraft(desk: Desk, out: string): Result<unknown, Failure> {
  const draft = draftFile(desk.db);
  if (!draft.ok) return draft;
  const written = writeFileSafely(resolve(out), draft.value);
  return written.ok ? written : err({ ...written.error, values: { file: out } });
}

/** In the workspace, or, on a PC without one, in the file of the root: then the signature travels in it. */
async function sign(console: Console, file: string | undefined, options: Partial<Options>): Promise<Result<Outcome, Failure>> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const folder = options.on === undefined ? null : resolve(options.on);
  if (options.workspace !== undefined) return withDesk(console, options.workspace, (desk) => then(console, desk, signRoot(desk, { folder, passphrase: passphrase.value })));
  if (file === undefined || folder === null) return err({ code: 'usage', values: { detail: console.say('usage.workspace-or-root') } });
  const root = readRootFile(file);
  if (!root.ok) return root;
  const signer = unlockRootKey(folder, passphrase.value);
  if (!signer.ok) return signer;
  const signed = signRootFile(root.value, signer.value);
  if (!signed.ok) return signed;
  const written = writeFileSafely(resolve(file), signed.value);
  if (!written.ok) return err({ ...written.error, values: { file } });
  return show(console, file, undefined);
}

function combine(desk: Desk, file: string): Result<unknown, Failure> {
  const root = readRootFile(file);
  return root.ok ? combineRoot(desk, root.value) : root;
}

function readRootFile(file: string): ReturnType<typeof readRoot> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const root = readRoot(bytes.value);
  return root.ok ? root : err({ ...root.error, values: { ...root.error.values, file } });
}

async function show(console: Console, file: string | undefined, workspace: string | undefined): Promise<Result<Outcome, Failure>> {
  if (workspace !== undefined) return withReader(workspace, (db) => ok(describe(console, db)));
  if (file === undefined) return err({ code: 'usage', values: { detail: console.say('usage.workspace-or-root') } });
  const root = readRootFile(file);
  if (!root.ok) return root;
  const info = infoOf(root.value);
  const signatures = root.value.envelope.signatures.map(({ keyid }) => keyid);
  return ok(done({ file, ...rootJson(info), signatures }, rootLines(console, info)));
}

function then(console: Console, desk: Desk, worked: Result<unknown, Failure>): Result<Outcome, Failure> {
  return worked.ok ? ok(describe(console, desk.db)) : worked;
}

/** What the ceremony has come to and what is to be done next. */
function describe(console: Console, db: ReadDb): Outcome {
  const { current, keys, next } = ceremonyState(db);
  const demands = next?.demands.map(({ version, threshold, keys: named }) => ({ version, threshold, keys: named.map((key) => ({ ...keyJson(key), signed: key.signed })) })) ?? [];
  const json: JsonObject = {
    root: current && rootJson(current), keys: keys.map(keyJson), next: next && { ...rootJson(next), ready: next.ready, demands },
  };
  const waiting = next?.demands.map(({ version, threshold, keys: named }) =>
    `  ${console.say('root.demand', { version, threshold, signed: named.filter(({ signed }) => signed).length })}\n${named.map((key) => `    ${key.signed ? '✓' : '·'} ${lineOf(console, key)}`).join('\n')}`);
  return done(json, [
    ...(current ? rootLines(console, current) : []),
    ...(next === null && keys.length > 0 ? [console.say('root.gathered', { count: keys.length }), ...keys.map((key) => `  ${lineOf(console, key)}`)] : []),
    ...(next ? [console.say('root.next', { version: next.version, hex: next.fingerprint.hex }), ...(waiting ?? []), console.say(next.ready ? 'root.ready' : 'root.unsigned')] : []),
  ]);
}

function rootLines(console: Console, { version, fingerprint, threshold, keys }: RootInfo): readonly string[] {
  return [console.say('root.line', { version, threshold, keys: keys.length }), `  ${fingerprint.hex}`, `  ${wordsIn(console, fingerprint)}`, ...keys.map((key) => `  ${lineOf(console, key)}`)];
}

const rootJson = ({ version, fingerprint, expiresAt, threshold, keys }: RootInfo): JsonObject => ({ version, fingerprint: fingerprint.hex, expiresAt, threshold, keys: keys.map(keyJson) });
const keyJson = ({ keyId, holder }: RootKeyInfo): JsonObject => ({ keyId, holder, fingerprint: fingerprintOf(keyId).hex });
const lineOf = (console: Console, { holder, fingerprint }: RootKeyInfo): string => `${fingerprint.hex}  ${holder}  (${wordsIn(console, fingerprint)})`;
const wordsIn = (console: Console, { words }: Fingerprint): string => words[console.language].join(' ');

function each(items: readonly string[], work: (item: string) => Result<unknown, Failure>): Result<unknown, Failure> {
  for (const item of items) {
    const worked = work(item);
    if (!worked.ok) return worked;
  }
  return ok(null);
}

function withSecret(console: Console, options: PassphraseOption, work: (passphrase: string) => Result<unknown, Failure>): Result<unknown, Failure> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  return passphrase.ok ? work(passphrase.value) : passphrase;
}
