import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { fingerprintOf, isFingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import type { TrustState } from '../../../shared/ipc/bundle.ts';
import { bundleHandlers, readPublicKey, trustState } from '../../bundle/handlers.ts';
import { findKey } from '../../bundle/keys/keystore.ts';
import { setPolicy } from '../../bundle/trust/policies.ts';
import { signStaged } from '../../bundle/trust/registryDraft.ts';
import { addKeys, createRegistry, installationsOf, installRegistry, loadRegistry, readTrust, revokeKey, rootIdOf } from '../../bundle/trust/trust.ts';
import type { Act } from '../../bundle/trust/trust.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Console } from '../console/console.ts';
import { withCommission, withDesk, withReader } from '../console/desk.ts';
import { readBytes } from '../console/files.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { registerRoot } from './root.ts';

interface Options extends WorkspaceOption, PassphraseOption {
  readonly out: string;
  readonly root?: string;
  readonly lastSeq: string;
  readonly installation: readonly string[];
}

/** The registry of keys: the Commission makes and signs it, everybody installs it. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const trust = program.command('trust').description(say('trust'));
  const signing = (name: 'init' | 'add' | 'revoke' | 'sign' | 'policy'): Command => withPassphrase(withWorkspace(trust.command(name).description(say(`trust.${name}`)), console), console);

  signing('init').action((options: Options) => console.run(() => withSigner(console, options, (desk, signer, act) => begin(desk, signer, act))));
  signing('sign').action((options: Options) => console.run(() => withSigner(console, options, signStaged)));
  signing('add')
    .argument('<FILE...>', say('argument.keys'))
    .action((files: readonly string[], options: Options) => console.run(() => withSigner(console, options, (desk, signer, act) => add(desk, signer, act, files))));
  signing('revoke')
    .argument('<ID>', say('argument.key'))
    .requiredOption('--last-seq <N>', say('option.last-seq'))
    .option('--installation <ID=N>', say('option.installation'), (value: string, before: readonly string[]) => [...before, value], [])
    .action((id: string, options: Options) => console.run(() => withSigner(console, options, (desk, signer, act) => revoke(console, desk, signer, act, id, options))));
  signing('policy')
    .requiredOption('--country <CC>', say('option.body-country'))
    .requiredOption('--body <NAME>', say('option.body-name'))
    .requiredOption('--require <USAGES>', say('option.required'))
    .action((options: Options & PolicyOptions) => console.run(() => withSigner(console, options, (desk, signer, act) => setBodyPolicy(console, desk, signer, act, options))));
  withWorkspace(trust.command('show').description(say('trust.show')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => ok(describe(trustState(db, Date.now()))))),
  );
  withWorkspace(trust.command('export').description(say('trust.export')), console)
    .requiredOption('--out <FILE>', say('option.out'))
    .action((options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => exportTo(console, desk, options))));
  withWorkspace(trust.command('install').description(say('trust.install')), console)
    .argument('<FILE>', say('argument.registry'))
    .option('--root <FINGERPRINT>', say('option.root'))
    .action((file: string, options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => install(console, desk, file, options))));
  registerRoot(trust, console);
}

interface PolicyOptions {
  readonly country: string;
  readonly body: string;
  readonly require: string;
}

/** By default the official alone signs; a body can require the seal beside (B12). */
function setBodyPolicy(console: Console, desk: Desk, signer: Signer, act: Act, { country, body, require: named }: PolicyOptions): Result<unknown, Failure> {
  const required = named.split(',').map((usage) => usage.trim());
  if (!required.every(isSigningUsage)) return err({ code: 'usage', values: { detail: console.say('usage.one-of', { name: '--require', values: SIGNING_USAGES.join(', ') }) } });
  return setPolicy(desk.db, signer, { country: country.toUpperCase(), body, required: [...new Set(required)] }, act);
}

const SIGNING_USAGES = ['official', 'seal', 'commission'] as const;

function isSigningUsage(usage: string): usage is (typeof SIGNING_USAGES)[number] {
  return (SIGNING_USAGES as readonly string[]).includes(usage);
}

type Signing = (desk: Desk, signer: Signer, act: Act) => Result<unknown, Failure>;

async function withSigner(console: Console, options: Options, work: Signing): Promise<Result<Outcome, Failure>> {
  return withCommission(console, options, (desk, signer) => {
    const worked = work(desk, signer, actOf(desk));
    return worked.ok ? ok(describe(trustState(desk.db, desk.now()))) : worked;
  });
}

/** The first registry; a workspace that has one already keeps it. */
function begin(desk: Desk, signer: Signer, act: Act): Result<unknown, Failure> {
  const key = findKey(desk.folder, signer.keyId);
  if (!key) return err({ code: 'no-key' });
  return loadRegistry(desk.db) ? ok(null) : createRegistry(desk.db, signer, key, act);
}

function add(desk: Desk, signer: Signer, act: Act, files: readonly string[]): Result<unknown, Failure> {
  const keys = [];
  for (const file of files) {
    const bytes = readBytes(file);
    if (!bytes.ok) return bytes;
    const key = readPublicKey(bytes.value);
    if (!key.ok) return err({ ...key.error, values: { ...key.error.values, file } });
    keys.push(key.value);
  }
  return addKeys(desk.db, signer, keys, act);
}

function revoke(console: Console, desk: Desk, signer: Signer, act: Act, id: string, options: Options): Result<unknown, Failure> {
  const seq = Number(options.lastSeq);
  if (!Number.isInteger(seq) || seq < 0) return err({ code: 'usage', values: { detail: console.say('usage.number', { name: '--last-seq', from: 0, to: 1_000_000 }) } });
  const found = (loadRegistry(desk.db)?.entries ?? []).filter((entry) => entry.keyId.startsWith(id));
  const [entry] = found;
  if (!entry || found.length !== 1) return err({ code: 'no-key' });
  const trustedUpTo = Object.fromEntries([...installationsOf(desk.db, entry).keys()].map((installation) => [installation, seq]));
  for (const named of options.installation) {
    const [, installation, last] = /^([0-9a-zA-Z-]{1,100})=(\d{1,7})$/.exec(named) ?? [];
    if (installation === undefined) return err({ code: 'usage', values: { detail: console.say('usage.installation') } });
    trustedUpTo[installation] = Number(last);
  }
  return revokeKey(desk.db, signer, entry.keyId, trustedUpTo, act);
}

async function exportTo(console: Console, desk: Desk, options: Options): Promise<Result<Outcome, Failure>> {
  const file = resolve(options.out);
  const written = await bundleHandlers['bundle.exportRegistry'](desk, { path: file });
  if (!written.ok) return err({ ...written.error, values: { ...written.error.values, file } });
  const described = describe(trustState(desk.db, desk.now()));
  return ok({ ...described, json: { ...described.json, file }, lines: [...described.lines, console.say('written', { file })] });
}

/** A root that is not ours yet is installed only when the caller names its fingerprint, compared by voice or paper (B13). */
function install(console: Console, desk: Desk, file: string, options: Options): Result<Outcome, Failure> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const next = readTrust(bytes.value);
  if (!next.ok) return err({ ...next.error, values: { ...next.error.values, file } });
  const rootId = rootIdOf(next.value);
  const compared = next.value.roots.some(({ id }) => isFingerprintOf(id, options.root ?? ''));
  const installed = installRegistry(desk.db, bytes.value, compared, actOf(desk));
  if (installed.ok) return ok(describe(trustState(desk.db, desk.now())));
  if (installed.error.code === 'fingerprint-mismatch') console.tell(console.say('trust.compare', { hex: fingerprintOf(rootId).hex, words: fingerprintOf(rootId).words[console.language].join(' ') }));
  return installed;
}

function describe(state: TrustState): Outcome {
  const { version, issuedAt, expiresAt, standing, root, rootVersion, rootKeys, rounds } = state;
  const keys = state.entries.map(({ keyId, usage, country, body, holder, installation, notBefore, notAfter, status, trustedUpTo, fingerprint }) => ({
    keyId, fingerprint: fingerprint.hex, usage, country, body, holder, installation, notBefore, notAfter, status,
    lastTrustedSeq: status === 'revoked' ? Math.max(0, ...Object.values(trustedUpTo)) : null, trustedUpTo: { ...trustedUpTo },
  }));
  const lines = keys.map((key) => `  ${key.fingerprint}  ${key.country} ${key.usage} ${key.status}  ${key.body}, ${key.holder}`);
  return done({ version, issuedAt, expiresAt, standing, root: root?.hex ?? null, rootVersion, rootKeys: { ...rootKeys }, rounds: rounds.map((one) => ({ ...one })), keys }, [`${version}  ${root?.hex ?? '–'}`, ...lines]);
}

const actOf = (desk: Desk): Act => ({ now: desk.now(), person: getSetting(desk.db, 'person') ?? '' });
