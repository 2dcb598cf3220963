import { z } from 'zod';
import { printCanonical, printCanonicalBytes, utf8 } from '../../../shared/base/canonical.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { parseBase64, parseBase64Url, printBase64 } from '../../../shared/bundle/canonical/base64.ts';
import { parseCanonical } from '../../../shared/bundle/canonical/canonical.ts';
import { describe } from '../../../shared/bundle/revision/revisionLine.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding, printEnvelope, type Envelope } from '../../../shared/bundle/signing/dsse.ts';
import { signPayload, verifyStrictly, type Signer } from '../../../shared/bundle/signing/signing.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import { ISO_TIME } from '../../../shared/bundle/trust/root.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';

/** What travels with a compiled form: from what it was made, and its place in the order of packs. */
export interface PackContent {
  /** Rises with every pack of a form id; 0 for a pack from before packs were numbered (B15). */
  readonly number: number;
  readonly issuedAt: string;
  /** The workbook and the code lists beside it, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A compiled form out of a `*.svodform`; `canonical` are its bytes, `hash` its identity. */
export interface FormPack extends PackContent {
  readonly definition: FormDefinition;
  readonly canonical: string;
  readonly hash: string;
  /** Key id of who signed; null for a pack without a signature. */
  readonly signer: string | null;
}

/** The name of a pack in `forms/` of a workspace, and on a stick. */
export const packName = (id: string, number: number): string => `${id.replace(/[^0-9A-Za-z._-]/g, '_')}-${number}.svodform`;

const ALONE: PackContent = { number: 1, issuedAt: '2026-01-01T00:00:00.000Z', files: new Map() };

/** A form pack as a file: an envelope around form, workbook and code lists, signed when a signer is given (B9, B15). */
export function sealForm(definition: FormDefinition, signer: Signer | null, { number, issuedAt, files }: PackContent = ALONE): Uint8Array {
  const listed = [...files].sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, bytes]) => ({ name, sha256: sha256(bytes), content: printBase64(bytes) }));
  const payload = printCanonicalBytes({ format: 'svod-form-pack', formatVersion: '1.0', number, issuedAt, form: definition as unknown as Json, files: listed });
  return printEnvelope({ payloadType: PAYLOAD.form, payload, signatures: signer ? [signPayload(signer, PAYLOAD.form, payload)] : [] });
}

/**
 * Opens a `*.svodform`. A signature must be by an active `form` or `commission` key of the registry; without one `signer` is
 * null, and the caller decides whether that may be. Fails with the code of a refusal (`malformed`, `unknown-signer` …).
 */
export function openForm(bytes: Uint8Array, registry: Registry | null): Result<FormPack, Failure> {
  const read = readPack(bytes);
  if (!read.ok) return read;
  const { pack, envelope } = read.value;
  const signer = checkSigner(envelope, registry);
  return signer.ok ? ok({ ...pack, signer: signer.value }) : signer;
}

function checkSigner({ payloadType, payload, signatures }: Envelope, registry: Registry | null): Result<string | null, Failure> {
  if (signatures.length === 0) return ok(null);
  const message = preAuthenticationEncoding(payloadType, payload ?? new Uint8Array());
  for (const { keyid, sig } of signatures) {
    const entry = registry?.entries.find((candidate) => candidate.keyId === keyid && (candidate.usage === 'form' || candidate.usage === 'commission'));
    if (!entry) continue;
    if (entry.status === 'revoked') return refused('revoked', keyid);
    if (!verifyStrictly(verifyEd25519, parseBase64Url(entry.publicKey) ?? new Uint8Array(), message, sig)) return refused('bad-signature', keyid);
    return ok(keyid);
  }
  return refused('unknown-signer', 'form');
}

/** The form in a `*.svodform`, whoever signed it: to be looked at, not to be used. Fails with `malformed` or `not-canonical`. */
export function readForm(bytes: Uint8Array): Result<Omit<FormPack, 'signer'>, Failure> {
  const read = readPack(bytes);
  return read.ok ? ok(read.value.pack) : read;
}

function readPack(bytes: Uint8Array): Result<{ readonly pack: Omit<FormPack, 'signer'>; readonly envelope: Envelope }, Failure> {
  const text = decodeUtf8(bytes);
  if (text === null) return refused('malformed', 'not UTF-8');
  const alone = text.includes(`"payloadType":"${PAYLOAD.formAlone}"`);
  const envelope = parseEnvelope(text, alone ? PAYLOAD.formAlone : PAYLOAD.form, 'inside');
  if (!envelope.ok) return refused(envelope.error.code, envelope.error.detail);
  const payload = decodeUtf8(envelope.value.payload ?? new Uint8Array());
  const json = payload === null ? null : parseCanonical(payload, payload.length);
  if (!json?.ok) return refused('not-canonical', 'form');
  const content = alone ? ok({ ...ALONE, number: 0, form: json.value }) : parseContent(json.value);
  if (!content.ok) return content;
  const { form, ...rest } = content.value;
  if (!isForm(form)) return refused('malformed', 'form');
  const canonical = printCanonical(form);
  return ok({ pack: { ...rest, definition: form, canonical, hash: sha256(utf8.encode(canonical)) }, envelope: envelope.value });
}

function parseContent(value: Json): Result<PackContent & { readonly form: Json }, Failure> {
  const version = versionSchema.safeParse(value);
  if (version.success && version.data.formatVersion !== '1.0') return refused('unsupported-version', version.data.formatVersion);
  const checked = packSchema.safeParse(value);
  if (!checked.success) return refused('malformed', describe(checked.error));
  const { number, issuedAt, form } = checked.data;
  const files = new Map<string, Uint8Array>();
  for (const { name, sha256: hash, content } of checked.data.files) {
    const bytes = parseBase64(content);
    if (bytes === null || sha256(bytes) !== hash) return refused('hash-mismatch', name);
    files.set(name, bytes);
  }
  return files.size === checked.data.files.length ? ok({ number, issuedAt, form: form as Json, files }) : refused('malformed', 'a file twice');
}

const versionSchema = z.looseObject({ format: z.literal('svod-form-pack'), formatVersion: z.string().max(20) });
const packSchema = z.strictObject({
  format: z.literal('svod-form-pack'),
  formatVersion: z.literal('1.0'),
  number: z.number().int().min(1).max(1_000_000),
  issuedAt: z.string().regex(ISO_TIME),
  form: z.json(),
  files: z.array(z.strictObject({ name: z.string().regex(/^[^/\\\u0000-\u001f]{1,200}$/), sha256: z.string().regex(/^[0-9a-f]{64}$/), content: z.string() })).max(100),
});

function isForm(value: Json): value is Json & FormDefinition {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && 'formatVersion' in value && value['formatVersion'] === 1 &&
    typeof value['id'] === 'string' && typeof value['version'] === 'string' && Array.isArray(value['body'])
  );
}

function refused(code: Failure['code'], detail: string): Result<never, Failure> {
  return err({ code, values: { detail } });
}
