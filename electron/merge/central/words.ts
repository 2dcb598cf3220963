import { z } from 'zod';
import type { FailureCode } from '../../../shared/base/failure.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { openReceipt } from '../../../shared/bundle/evidence/receipt.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import type { UntrustedWord, WordClaims } from '../../../shared/merge/untrusted.ts';
import { verifyEd25519 } from '../../bundle/crypto/ed25519.ts';
import { decodeUtf8 } from '../../bundle/crypto/hash.ts';
import { payloadOf } from '../../bundle/doctor/papers.ts';
import { installRegistry, loadRegistry, type Act } from '../../bundle/trust/trust.ts';
import type { WriteDb } from '../../database/db.ts';
import { findBundle } from '../../database/tables/bundle.ts';
import { insertReceipt } from '../../database/tables/receipt.ts';
import type { StoredWord } from '../../store/pull.ts';
import { receiptRow } from '../desk/receipt.ts';

/** Installs newer registries under the root in force; gives those that are none, or of another root. One that ours has overtaken is no news. */
export function takeRegistries(db: WriteDb, registries: readonly StoredWord[], act: Act): readonly UntrustedWord[] {
  return registries.flatMap((word) => {
    const installed = installRegistry(db, word.envelope, false, act);
    return installed.ok || installed.error.code === 'rolled-back' ? [] : [untrusted('registry', word, installed.error.code)];
  });
}

/** Takes in receipts of bundles that are here, whose signature holds; gives those that nobody can vouch for. */
export function takeReceipts(db: WriteDb, receipts: readonly StoredWord[], now: number): readonly UntrustedWord[] {
  const registry = receipts.length > 0 ? loadRegistry(db) : null;
  return receipts.flatMap((word) => {
    const opened = openWord('receipt', word, registry, openReceipt);
    if (!opened.ok) return [opened.error];
    const { receipt, payload } = opened.value;
    if (findBundle(db, receipt.bundle.manifest)) insertReceipt(db, receiptRow(receipt, payload, word.envelope, now));
    return [];
  });
}

/** Opens a word of the Commission by this registry; fails with what is told of one that is left out. */
export function openWord<T>(
  kind: UntrustedWord['kind'], word: StoredWord, registry: Registry | null,
  open: (text: string, registry: Registry, decode: typeof decodeUtf8, verify: typeof verifyEd25519) => Result<T, Refusal>,
): Result<T, UntrustedWord> {
  const opened = registry ? open(decodeUtf8(word.envelope) ?? '', registry, decodeUtf8, verifyEd25519) : err({ code: 'no-trust' as const });
  return opened.ok ? opened : err(untrusted(kind, word, opened.error.code));
}

function untrusted(kind: UntrustedWord['kind'], { hash, envelope }: StoredWord, code: FailureCode): UntrustedWord {
  return { kind, hash, claims: claimsOf(envelope), code };
}

const text = z.string().trim().min(1).max(300).nullable().catch(null);
const claims = z.object({ name: text, person: text, issuer: z.object({ body: text }).catch({ body: null }) });

/** What an envelope claims of itself, if it can be read at all. */
function claimsOf(envelope: Uint8Array): WordClaims {
  const read = claims.safeParse(payloadOf(envelope));
  return read.success ? { name: read.data.name, person: read.data.person, body: read.data.issuer.body } : { name: null, person: null, body: null };
}
