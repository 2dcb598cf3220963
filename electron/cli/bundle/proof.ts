import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { checkProof } from '../../../shared/bundle/evidence/proof.ts';
import type { Proven } from '../../../shared/bundle/evidence/proof.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { verifyEd25519 } from '../../bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../bundle/crypto/hash.ts';
import { proveValue } from '../../bundle/export/prove.ts';
import { readTrust } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import { currentRegistry } from '../../database/tables/registry.ts';
import { parseCompany } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { decryptOf } from '../console/decrypt.ts';
import { withShown, type Shown } from '../console/desk.ts';
import { readBytes } from '../console/files.ts';
import { withPassphrase } from '../console/options.ts';
import type { PassphraseOption } from '../console/options.ts';
import { done, refused } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface ProveOptions extends PassphraseOption {
  readonly company: string;
  readonly path?: string;
  readonly out: string;
  readonly registry?: string;
  readonly workspace?: string;
}

/** Evidence (B24): `bundle prove` and `bundle check-proof`. */
export function registerProof(bundle: Command, console: Console): void {
  const { say } = console;
  withPassphrase(bundle.command('prove').description(say('bundle.prove')), console)
    .argument('<FILE>', say('argument.bundle'))
    .requiredOption('--company <ID>', say('option.company'))
    .option('--path <P>', say('option.path'))
    .requiredOption('--out <PROOF>', say('option.out'))
    .option('--registry <FILE>', say('option.registry'))
    .option('--workspace <DIR>', say('option.workspace'))
    .action((file: string, options: ProveOptions) =>
      console.run(() => (options.workspace === undefined ? prove(console, null, file, options) : withShown(console, options.workspace, (desk) => prove(console, desk, file, options)))),
    );
  bundle
    .command('check-proof')
    .description(say('bundle.check-proof'))
    .argument('<PROOF>', say('argument.proof'))
    .requiredOption('--root <FINGERPRINT>', say('option.root'))
    .action((file: string, options: { readonly root: string }) => console.run(async () => check(console, file, options.root)));
}

async function prove(console: Console, desk: Shown | null, file: string, options: ProveOptions): Promise<Result<Outcome, Failure>> {
  const entity = parseCompany(options.company);
  if (!entity.ok) return entity;
  const read = desk ? desk.noteStated(entity.value) : ok(null);
  if (!read.ok) return read;
  const db = desk?.db ?? null;
  const registry = registryFor(db, file, options.registry);
  if (!registry.ok) return registry;
  const decrypt = db ? decryptOf(console, db.folder, options.passphraseFile, [file]) : ok(undefined);
  if (!decrypt.ok) return decrypt;
  const made = await proveValue({ bundle: file, entity: entity.value, path: options.path ?? null, registry: registry.value }, decrypt.value);
  if (!made.ok) return err({ ...made.error, values: { file, ...made.error.values, company: options.company } });
  const out = resolve(options.out);
  const written = writeFileSafely(out, made.value.bytes);
  if (!written.ok) return err({ code: written.error.code, values: { file: out } });
  const { claim, revision, bytes } = made.value;
  return ok(done({ file: out, company: claim.entity, path: claim.path, value: claim.value as Json, revision, size: bytes.length }, [console.say('written', { file: out })]));
}

/** The registry named, else the workspace's, else the newest that lies beside the bundle or one folder above: they travel together (B15). */
function registryFor(db: ReadDb | null, bundle: string, named: string | undefined): Result<Uint8Array, Failure> {
  if (named !== undefined) return readBytes(named);
  const installed = db && currentRegistry(db);
  if (installed) return ok(installed.envelope);
  const folder = dirname(resolve(bundle));
  const beside = [folder, dirname(folder)].flatMap(registriesIn).sort((left, right) => right.version - left.version);
  return beside[0] ? ok(beside[0].bytes) : err({ code: 'no-trust' });
}

function registriesIn(folder: string): readonly { readonly version: number; readonly bytes: Uint8Array }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.svodtrust'))
      .flatMap((name) => {
        const bytes = readBytes(join(folder, name));
        const registry = bytes.ok ? readTrust(bytes.value) : bytes;
        return bytes.ok && registry.ok ? [{ version: registry.value.registry.version, bytes: bytes.value }] : [];
      });
  } catch {
    return [];
  }
}

function check(console: Console, file: string, root: string): Result<Outcome, Failure> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const checked = checkProof(decodeUtf8(bytes.value) ?? '', root, { hash: sha256, decode: decodeUtf8, verify: verifyEd25519 });
  if (!checked.ok) {
    const { step, code, detail } = checked.error;
    const message = printFailure(console.language, { code, values: { file, detail } });
    return ok(refused({ ok: false, code, step, detail, message, value: null, signer: null, chain: [] }, [console.say('proof.refused', { file, step, code }), message]));
  }
  const { claim, signers, manifest, revision } = checked.value;
  const [signer] = signers;
  const json: JsonObject = {
    ok: true, code: null, company: claim.entity, path: claim.path, value: claim.value as Json,
    signer: signer ? { keyId: signer.keyId, holder: signer.holder, body: signer.body, country: signer.country, usage: signer.usage } : null,
    person: revision.person, claimedAt: revision.claimedAt, chain: chainOf(checked.value),
  };
  return ok(
    done(json, [
      console.say('proof.holds', { file, body: signer?.body ?? '', holder: signer?.holder ?? '', seq: manifest.seq }),
      ...Object.entries(claim.path === null ? (claim.value as JsonObject) : { [claim.path]: claim.value as Json }).map(([path, value]) => `  ${path}: ${JSON.stringify(value)}`),
    ]),
  );
}

/** Link by link, from the value down to the root. */
function chainOf({ claim, revisionId, manifest, manifestHash, signers, registry, root }: Proven): readonly Json[] {
  return [
    { link: 'value', path: claim.path },
    { link: 'revision', id: revisionId },
    { link: 'revisionsRoot', hash: manifest.revisionsRoot, revisions: manifest.counts.revisions },
    { link: 'manifest', hash: manifestHash, seq: manifest.seq, issuer: { ...manifest.issuer } },
    { link: 'signature', keys: signers.map(({ keyId, holder, usage }) => ({ keyId, holder, usage })) },
    { link: 'registry', version: registry.version, issuedAt: registry.issuedAt },
    { link: 'root', keyId: root, fingerprint: fingerprintOf(root).hex },
  ];
}
