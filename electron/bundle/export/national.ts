import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { findBundle } from '../../database/tables/bundle.ts';
import { insertNational, nationalOf } from '../../database/tables/national.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { readSmall, writeFileSafely } from '../container/file.ts';
import { sha256 } from '../crypto/hash.ts';

/**
 * Signing outside (B1, B10): the exact bytes that our own signature covers go out as `manifest.json`, are signed in a program of the state,
 * and the signature comes back as a file beside them. Svod carries it and never judges it. Fails with `not-sent-here`, `disk-full` or `file-unwritable`.
 */
export function exportManifest(desk: Desk, { manifest, path }: { readonly manifest: string; readonly path: string }): Result<{ readonly fileName: string }, Failure> {
  const bundle = findBundle(desk.db, manifest);
  if (bundle?.direction !== 'out') return err({ code: 'not-sent-here' });
  const written = writeFileSafely(path, bundle.manifestBytes);
  return written.ok ? ok({ fileName: basename(path) }) : written;
}

/**
 * Takes in a signature made outside: from the next writing on the bundle carries it. The same file again changes nothing. Fails with
 * `not-sent-here`, `file-unreadable`, `too-large` (beyond B3), or `malformed` (neither DER nor PEM, so certainly no signature).
 */
export function attachNational(desk: Desk, { manifest, path }: { readonly manifest: string; readonly path: string }): Result<readonly string[], Failure> {
  const { db } = desk;
  if (findBundle(db, manifest)?.direction !== 'out') return err({ code: 'not-sent-here' });
  const read = readSmall(path);
  if (!read.ok) return read;
  const body = read.value;
  const file = basename(path);
  if (body.length > LIMITS.national) return err({ code: 'too-large', values: { file } });
  if (!looksSigned(body)) return err({ code: 'malformed', values: { file, detail: 'neither DER nor PEM' } });
  return write(db, () => {
    const known = nationalOf(db, manifest);
    if (known.length >= LIMITS.nationals) return err({ code: 'too-large', values: { file } });
    if (!known.some((each) => Buffer.compare(each.body, body) === 0)) {
      insertNational(db, manifest, { name: `signature-${known.length + 1}.p7s`, body }, desk.now());
      appendAudit(db, sha256, { at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'bundle.signature-attached', about: { manifest, sha256: sha256(body) } });
    }
    return ok(nationalOf(db, manifest).map(({ name }) => name));
  });
}

/** CMS begins with a SEQUENCE, PEM with dashes; what is inside is for others to judge. */
function looksSigned(bytes: Uint8Array): boolean {
  return bytes.length > 64 && (bytes[0] === 0x30 || Buffer.from(bytes.subarray(0, 10)).toString('latin1') === '-----BEGIN');
}
