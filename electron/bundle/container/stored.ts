import { err, ok, type Result } from '../../../shared/base/result.ts';
import { refuse, type Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { ENTRY, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import { parseManifest } from '../../../shared/bundle/revision/manifestText.ts';
import { PAYLOAD, parseEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { checkSignatures } from '../../../shared/bundle/trust/policy.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { checkLines, takeLine } from './content.ts';
import type { RefusedBundle, SignedHead, Sink, Trust, VerifiedBundle, Watch } from './opening.ts';

/** A line of a bundle that lies in pieces, in the order of the ids. */
export interface StoredLine {
  readonly body: Uint8Array;
  readonly personal: Uint8Array | null;
}

/** A bundle without its container: what its signature stands on, and its lines. */
export interface StoredBundle {
  readonly manifestBytes: Uint8Array;
  readonly envelope: Uint8Array;
  readonly lines: Iterable<StoredLine>;
}

/**
 * Verifies a bundle that came in pieces as B18 verifies a file, steps 3, 4 and 6, and hands its content to the sink: the manifest's
 * signature covers the root over the ids, an id its line, a line the commitment to its personal answers. Personal answers may be
 * missing (B7). As with `openBundle` the whole holds only when the answer is ok.
 */
export function openStored(bundle: StoredBundle, trust: Trust, sink: Sink, watch: Watch = {}): Result<VerifiedBundle, RefusedBundle> {
  const found: { step: RefusedBundle['step']; claimed: RefusedBundle['claimed']; signers: RefusedBundle['signers'] } = { step: 3, claimed: null, signers: [] };
  const verified = verify(bundle, trust, sink, watch, found);
  if (verified.ok) return verified;
  return err({ ...found, failure: { code: verified.error.code, values: { detail: verified.error.detail } }, size: 0, sha256: null });
}

function verify(
  { manifestBytes, envelope, lines }: StoredBundle, trust: Trust, sink: Sink, watch: Watch, found: { step: RefusedBundle['step']; claimed: RefusedBundle['claimed']; signers: RefusedBundle['signers'] },
): Result<VerifiedBundle, Refusal> {
  if (manifestBytes.length > LIMITS.manifest || envelope.length > LIMITS.envelope) return refuse('too-large', 'manifest');
  const manifest = parseManifest(decodeUtf8(manifestBytes) ?? '');
  if (!manifest.ok) return manifest;
  const manifestHash = sha256(manifestBytes);
  found.claimed = { manifest: manifest.value, manifestHash };

  found.step = 4;
  const signatures = parseEnvelope(decodeUtf8(envelope) ?? '', PAYLOAD.manifest, 'beside');
  if (!signatures.ok) return signatures;
  if (trust.registry === null) return refuse('unknown-signer', 'no registry is installed');
  const { issuer, seq } = manifest.value;
  const signers = checkSignatures(trust.registry, signatures.value, { bytes: manifestBytes, issuer, seq }, trust.verify ?? verifyEd25519);
  if (!signers.ok) return signers;
  found.signers = signers.value;
  if (!trust.knowsForm(manifest.value.form.hash)) return refuse('unknown-form', manifest.value.form.hash);
  const head: SignedHead = { manifest: manifest.value, manifestHash, manifestBytes, envelopeBytes: envelope, signers: signers.value, nationals: [] };
  const stopped = sink.begin?.(head);
  if (stopped) return err(stopped);

  found.step = 6;
  const read = readStoredLines(head, lines, trust, sink, watch);
  if (!read.ok) return read;
  // There is no container: the manifest stands for it.
  sink.container?.(() => manifestHash);
  return ok({ ...head, size: 0, sha256: manifestHash });
}

function readStoredLines({ manifest }: SignedHead, lines: Iterable<StoredLine>, trust: Trust, sink: Sink, watch: Watch): Result<null, Refusal> {
  const checks = checkLines(manifest, trust.knowsForm, sink, true);
  const personal: Uint8Array[] = [];
  let done = 0;
  for (const line of lines) {
    watch.checkCancelled?.();
    const taken = takeLine(line.body, ENTRY.revisions, checks.revision);
    if (!taken.ok) return taken;
    if (line.personal) personal.push(line.personal);
    watch.onProgress?.((done += 1), manifest.counts.revisions);
  }
  const whole = checks.whole();
  if (!whole.ok) return whole;
  for (const line of personal) {
    const taken = takeLine(line, ENTRY.personal, checks.personal);
    if (!taken.ok) return taken;
  }
  return ok(null);
}
