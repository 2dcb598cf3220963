import type { Failure } from '../../../shared/base/failure.ts';
import type { Json } from '../../../shared/base/json.ts';
import { parseBase64 } from '../../../shared/bundle/canonical/base64.ts';
import { openReceipt, type Receipt } from '../../../shared/bundle/evidence/receipt.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import { keyIdOf } from '../../../shared/bundle/signing/signing.ts';
import { checkSuccession } from '../../../shared/bundle/trust/trustText.ts';
import type { Belief, ExaminedKey, Fact, StepId } from '../../../shared/ipc/doctor.ts';
import type { ReadDb } from '../../database/db.ts';
import { findBundle } from '../../database/tables/bundle.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { readPublicKey } from '../handlers.ts';
import { openForm } from '../trust/formPack.ts';
import { loadRegistry, loadTrust, readTrust, rootIdOf, TOOLS } from '../trust/trust.ts';
import { factsOf, refusedReport, signersOf, stepsOf, type Report } from './report.ts';

/** How the smaller papers are judged: read, signed, by somebody the registry knows, and meant for here. */
const STEPS = ['readable', 'signed', 'trusted', 'fits'] as const satisfies readonly StepId[];

/** At which of the steps a refusal stops. */
function stepOf({ code }: Failure): StepId {
  switch (code) {
    case 'bad-signature': return 'signed';
    case 'unknown-signer': case 'policy-unmet': case 'revoked': case 'wrong-country': case 'fingerprint-mismatch': case 'no-trust': return 'trusted';
    case 'rolled-back': case 'not-sent-here': case 'unknown-form': return 'fits';
    default: return 'readable';
  }
}

/** A receipt (B17): by the Commission, and about a bundle of this workspace. */
export function examineReceipt(db: ReadDb | null, bytes: Uint8Array): Report {
  const registry = db && loadRegistry(db);
  const text = decodeUtf8(bytes) ?? '';
  const claimed = payloadOf(bytes) as unknown as Receipt | null;
  if (!registry) return refusedReport({ code: 'no-trust' }, stepsOf(STEPS, 'trusted'), claimed ? receiptFacts(claimed, 'claimed') : []);
  const opened = openReceipt(text, registry, decodeUtf8, verifyEd25519);
  if (!opened.ok) {
    const failure: Failure = { code: opened.error.code, values: { detail: opened.error.detail } };
    return refusedReport(failure, stepsOf(STEPS, stepOf(failure)), claimed ? receiptFacts(claimed, 'claimed') : []);
  }
  const { receipt, signer } = opened.value;
  const { manifest, seq, issuer } = receipt.bundle;
  const bundle = findBundle(db, manifest);
  const ours = bundle !== null && bundle.installation === issuer.installation && bundle.seq === seq;
  return {
    belief: 'verified', failure: ours ? null : { code: 'not-sent-here' }, steps: stepsOf(STEPS, ours ? null : 'fits'),
    facts: receiptFacts(receipt, 'verified'), keys: signersOf([signer], 'verified'), content: null,
  };
}

/** Whatever the payload is, every field is read as if it might be missing. */
function receiptFacts(receipt: Partial<Receipt>, belief: Belief): readonly Fact[] {
  const { issuer, bundle, verdict, missingSeq, counts, createdAt } = receipt;
  return [
    ...factsOf(belief, {
      body: plain(issuer?.body), verdict: plain(verdict), missingSeq: plain(missingSeq), aboutBody: plain(bundle?.issuer?.body), aboutSeq: plain(bundle?.seq),
      manifest: plain(bundle?.manifest), companies: plain(counts?.companies), revisions: plain(counts?.revisions), conflicts: plain(counts?.conflicts),
    }),
    ...factsOf('claimed', { createdAt: plain(createdAt) }),
  ];
}

/** A registry with its roots (B13): signed as its roots demand, and of the chain that is in force here. */
export function examineRegistry(db: ReadDb | null, bytes: Uint8Array): Report {
  const read = readTrust(bytes);
  if (!read.ok) return refusedReport(read.error, stepsOf(STEPS, stepOf(read.error)));
  const trust = read.value;
  const current = db && loadTrust(db);
  const succession = checkSuccession(current, trust, TOOLS);
  const { version, issuedAt, expiresAt, entries } = trust.registry;
  const ours = succession.ok && !succession.value.newRoot;
  const belief: Belief = ours ? 'verified' : 'claimed';
  const root: ExaminedKey = { role: 'root', name: '', fingerprint: fingerprintOf(rootIdOf(trust)), belief };
  const subjects = entries.map(({ keyId, holder, body }): ExaminedKey => ({ role: 'subject', name: `${holder}, ${body}`, fingerprint: fingerprintOf(keyId), belief }));
  const failure: Failure | null = !succession.ok ? { code: succession.error.code, values: { detail: succession.error.detail } } : ours ? null : { code: 'root-uncompared' };
  return {
    belief, failure, steps: stepsOf(STEPS, failure && (succession.ok ? 'trusted' : stepOf(failure))),
    facts: factsOf(belief, { version, issuedAt, expiresAt, keys: entries.length }), keys: [root, ...subjects], content: null,
  };
}

/** A public key (B14): its sender holds the private half; whose it is, the registry says, or a person compares. */
export function examinePublicKey(db: ReadDb | null, bytes: Uint8Array): Report {
  const read = readPublicKey(bytes);
  if (!read.ok) return refusedReport(read.error, stepsOf(STEPS, stepOf(read.error)));
  const { publicKey, holder, body, country, usage, createdAt } = read.value;
  const keyId = keyIdOf(sha256, publicKey);
  const entry = (db && loadRegistry(db))?.entries.find((candidate) => candidate.keyId === keyId);
  const revoked = entry?.status === 'revoked';
  const belief: Belief = entry && !revoked ? 'verified' : 'claimed';
  const failure: Failure | null = revoked ? { code: 'revoked' } : entry ? null : { code: 'key-unregistered' };
  return {
    belief, failure, steps: stepsOf(STEPS.slice(0, 3), failure && 'trusted'),
    facts: [...factsOf(belief, { holder, body, country, usage }), ...factsOf('claimed', { createdAt })],
    keys: [{ role: 'subject', name: `${holder}, ${body}`, fingerprint: fingerprintOf(keyId), belief }], content: null,
  };
}

/** A form pack (B15): signed by a key that may sign forms. */
export function examineForm(db: ReadDb | null, bytes: Uint8Array): Report {
  const registry = db && loadRegistry(db);
  const opened = openForm(bytes, registry);
  if (!opened.ok) return refusedReport(opened.error, stepsOf(STEPS.slice(0, 3), stepOf(opened.error)));
  const { definition, hash, signer } = opened.value;
  const entry = registry?.entries.find((candidate) => candidate.keyId === signer);
  const belief: Belief = entry ? 'verified' : 'claimed';
  const title = definition.title['ru'] ?? Object.values(definition.title)[0] ?? '';
  const failure: Failure | null = entry ? null : { code: 'policy-unmet' };
  return {
    belief, failure, steps: stepsOf(STEPS.slice(0, 3), failure && 'signed'),
    facts: factsOf(belief, { title, form: definition.id, version: definition.version, manifest: hash }), keys: entry ? signersOf([entry], 'verified') : [], content: null,
  };
}

/** A private key of a keystore: what it says in the clear, and a warning. */
export function examinePrivateKey(_db: ReadDb | null, bytes: Uint8Array): Report {
  const json = jsonOf(decodeUtf8(bytes)) as { readonly key?: Readonly<Record<string, Json>> } | null;
  const key = json?.key ?? {};
  const text = (name: string): string | null => (typeof key[name] === 'string' ? key[name] : null);
  const publicKey = text('publicKey');
  const keyId = publicKey === null ? null : keyIdOf(sha256, publicKey);
  const facts = factsOf('claimed', { holder: text('holder'), body: text('body'), country: text('country'), usage: text('usage'), createdAt: text('createdAt') });
  return {
    belief: 'claimed', failure: { code: 'private-key' }, steps: stepsOf(['readable'], publicKey === null ? 'readable' : null), facts,
    keys: keyId === null ? [] : [{ role: 'subject', name: '', fingerprint: fingerprintOf(keyId), belief: 'claimed' }], content: null,
  };
}

/** The payload of an envelope, believed by nobody; null where it holds none that can be read. */
export function payloadOf(bytes: Uint8Array): Json | null {
  const envelope = jsonOf(decodeUtf8(bytes)) as { readonly payload?: Json } | null;
  const payload = typeof envelope?.payload === 'string' ? parseBase64(envelope.payload) : null;
  return payload && jsonOf(decodeUtf8(payload));
}

function jsonOf(text: string | null): Json | null {
  try {
    const json = text === null ? null : (JSON.parse(text) as Json);
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
}

/** What may be shown of a field that nobody has checked: text and numbers, not too long. */
function plain(value: unknown): string | number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? value.slice(0, 300) : null;
}
