import { signRootPayload, TOOLS } from '../../electron/bundle/trust/trust.ts';
import { PAYLOAD, type Envelope } from '../../shared/bundle/signing/dsse.ts';
import { signPayload } from '../../shared/bundle/signing/signing.ts';
import type { Registry } from '../../shared/bundle/trust/registry.ts';
import { printRegistry } from '../../shared/bundle/trust/registryText.ts';
import type { Root } from '../../shared/bundle/trust/root.ts';
import { openTrust, printTrust, type TrustChain } from '../../shared/bundle/trust/trustText.ts';
import { NOON, registryOf, testKey } from './bundles.ts';
import { valueOf } from './result.ts';

const iso = (time: number): string => new Date(time).toISOString();
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** A root that names test keys by their numbers: `root` of them make the next one, `registry` sign registries. */
export function rootOf(version: number, root: readonly number[], threshold: number, registry: readonly number[] = [50]): Root {
  const keys = [...new Set([...root, ...registry])].map((number) => testKey(number)).map(({ signer, key }) => ({ keyId: signer.keyId, publicKey: key.publicKey, holder: key.holder }));
  const ids = (numbers: readonly number[]): readonly string[] => numbers.map((number) => testKey(number).signer.keyId).sort();
  return {
    format: 'svod-root', formatVersion: '1.0', suite: 'S1', version, issuedAt: iso(NOON), expiresAt: iso(NOON + 5 * YEAR),
    keys: keys.sort((left, right) => (left.keyId < right.keyId ? -1 : 1)),
    roles: { root: { keyIds: ids(root), threshold }, registry: { keyIds: ids(registry), threshold: 1 } },
  };
}

export const signedBy = (root: Root, ...numbers: readonly number[]): Envelope => signRootPayload(root, numbers.map((number) => testKey(number).signer));

export function registryEnvelope(version: number, signers: readonly number[], more: Partial<Registry> = {}): Envelope {
  const payload = printRegistry({ ...registryOf(testKey(1).entry), version, expiresAt: iso(NOON + 2 * YEAR), ...more });
  return { payloadType: PAYLOAD.registry, payload, signatures: signers.map((number) => signPayload(testKey(number).signer, PAYLOAD.registry, payload)) };
}

export const fileOf = (roots: readonly Envelope[], registry: Envelope): string => Buffer.from(printTrust(roots, registry)).toString();
export const chainOf = (roots: readonly Envelope[], registry: Envelope): TrustChain => valueOf(openTrust(fileOf(roots, registry), TOOLS));
