import { printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Failure } from '../../shared/base/failure.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { parseBase64Url } from '../../shared/bundle/base64.ts';
import { parseCanonical } from '../../shared/bundle/canonical.ts';
import type { Envelope } from '../../shared/bundle/dsse.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding, printEnvelope } from '../../shared/bundle/dsse.ts';
import type { Registry } from '../../shared/bundle/registry.ts';
import { signPayload, verifyStrictly, type Signer } from '../../shared/bundle/signing.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { verifyEd25519 } from './ed25519.ts';
import { decodeUtf8, sha256 } from './hash.ts';

/** A compiled form out of a `*.svodform`; `canonical` are its bytes, `hash` its identity. */
export interface FormPack {
  readonly definition: FormDefinition;
  readonly canonical: string;
  readonly hash: string;
  /** Key id of who signed; null for a pack without a signature. */
  readonly signer: string | null;
}

/** A form as a file: an envelope around its canonical bytes, signed when a signer is given (B9, B15). */
export function sealForm(definition: FormDefinition, signer: Signer | null): Uint8Array {
  const payload = printCanonicalBytes(definition as unknown as Json);
  return printEnvelope({ payloadType: PAYLOAD.form, payload, signatures: signer ? [signPayload(signer, PAYLOAD.form, payload)] : [] });
}

/**
 * Opens a `*.svodform`. A signature must be by an active `form` or `commission` key of the registry; without one `signer` is
 * null, and the caller decides whether that may be. Fails with the code of a refusal (`malformed`, `unknown-signer` …).
 */
export function openForm(bytes: Uint8Array, registry: Registry | null): Result<FormPack, Failure> {
  const read = readPack(bytes);
  if (!read.ok) return read;
  const { pack, signatures, payload } = read.value;
  if (signatures.length === 0) return ok({ ...pack, signer: null });
  const message = preAuthenticationEncoding(PAYLOAD.form, payload);
  for (const { keyid, sig } of signatures) {
    const entry = registry?.entries.find((candidate) => candidate.keyId === keyid && (candidate.usage === 'form' || candidate.usage === 'commission'));
    if (!entry) continue;
    if (entry.status === 'revoked') return refused('revoked', keyid);
    if (!verifyStrictly(verifyEd25519, parseBase64Url(entry.publicKey) ?? new Uint8Array(), message, sig)) return refused('bad-signature', keyid);
    return ok({ ...pack, signer: keyid });
  }
  return refused('unknown-signer', 'form');
}

/** The form in a `*.svodform`, whoever signed it: to be looked at, not to be used. Fails with `malformed` or `not-canonical`. */
export function readForm(bytes: Uint8Array): Result<Omit<FormPack, 'signer'>, Failure> {
  const read = readPack(bytes);
  return read.ok ? ok(read.value.pack) : read;
}

function readPack(bytes: Uint8Array): Result<{ readonly pack: Omit<FormPack, 'signer'>; readonly payload: Uint8Array; readonly signatures: Envelope['signatures'] }, Failure> {
  const text = decodeUtf8(bytes);
  if (text === null) return refused('malformed', 'not UTF-8');
  const envelope = parseEnvelope(text, PAYLOAD.form, 'inside');
  if (!envelope.ok) return refused(envelope.error.code, envelope.error.detail);
  const payload = envelope.value.payload ?? new Uint8Array();
  const canonical = decodeUtf8(payload);
  const json = canonical === null ? null : parseCanonical(canonical);
  if (canonical === null || !json?.ok) return refused('not-canonical', 'form');
  if (!isForm(json.value)) return refused('malformed', 'form');
  return ok({ pack: { definition: json.value, canonical, hash: sha256(payload) }, payload, signatures: envelope.value.signatures });
}

function isForm(value: Json): value is Json & FormDefinition {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && 'formatVersion' in value && value['formatVersion'] === 1 &&
    typeof value['id'] === 'string' && typeof value['version'] === 'string' && Array.isArray(value['body'])
  );
}

function refused(code: Failure['code'], detail: string): Result<never, Failure> {
  return err({ code, values: { detail } });
}
