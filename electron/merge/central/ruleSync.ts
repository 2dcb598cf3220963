import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { openRevocation, sealRevocation } from '../../../shared/merge/revocation.ts';
import { verifyEd25519 } from '../../bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../bundle/crypto/hash.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import {
  findConflictRule, insertConflictRule, insertRevocation, listConflictRules, listRevocations, revokeConflictRule, unsignedRevocations,
} from '../../database/tables/conflictRule.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { PushedRule } from '../../store/push.ts';
import { openedRule, readRule } from '../decisions/rules.ts';

/** Signed rules for conflicts, or signed revocations of them, on their way to the central base or from it (M13). */
export interface SignedRules {
  readonly rules: readonly PushedRule[];
  readonly revocations: readonly PushedRule[];
}

/** What is signed here; a rule whose signature no longer holds stays. */
export function signedRules(db: ReadDb): SignedRules {
  const rules = listConflictRules(db);
  const registry = rules.length > 0 ? loadRegistry(db) : null;
  return {
    rules: rules.filter((row) => readRule(registry, row) !== null).map(({ id, envelope }) => ({ hash: id, envelope: Buffer.from(envelope) })),
    revocations: listRevocations(db).map(({ id, envelope }) => ({ hash: id, envelope: Buffer.from(envelope) })),
  };
}

/** Signs the revocations made here that nobody has signed yet. Call it inside a transaction. */
export function signRevocations(db: WriteDb, signer: Signer): void {
  const workspace = getSetting(db, 'workspace');
  if (!workspace) return;
  const { country, body, id: installation } = workspace;
  for (const { rule, at, person, reason } of unsignedRevocations(db)) {
    const { payload, envelope } = sealRevocation({
      format: 'svod-conflict-rule-revocation', formatVersion: '1.0', issuer: { country, body, installation }, rule, revokedAt: new Date(at).toISOString(), person: person.normalize('NFC'), reason: reason.normalize('NFC'),
    }, signer);
    insertRevocation(db, { id: sha256(payload), rule, envelope: decodeUtf8(envelope) ?? '' });
  }
}

/**
 * Takes in rules and revocations that the base holds, each when the Commission's signature holds; others are left out. Gives how many are new here.
 * Call it inside a transaction, when the registries are in.
 */
export function takeRules(db: WriteDb, envelopes: { readonly rules: readonly Uint8Array[]; readonly revocations: readonly Uint8Array[] }, now: number): number {
  if (envelopes.rules.length + envelopes.revocations.length === 0) return 0;
  const registry = loadRegistry(db);
  let taken = 0;
  for (const bytes of envelopes.rules) {
    const envelope = decodeUtf8(bytes) ?? '';
    const opened = openedRule(registry, envelope);
    if (!opened || findConflictRule(db, opened.id)) continue;
    insertConflictRule(db, { id: opened.id, envelope, at: Date.parse(opened.content.createdAt) || now });
    taken += 1;
  }
  const known = new Set(listRevocations(db).map(({ id }) => id));
  for (const bytes of envelopes.revocations) {
    const opened = registry && openRevocation(decodeUtf8(bytes) ?? '', registry, decodeUtf8, verifyEd25519);
    if (!opened?.ok) continue;
    const { content, payload } = opened.value;
    const id = sha256(payload);
    if (known.has(id) || !findConflictRule(db, content.rule)) continue;
    insertRevocation(db, { id, rule: content.rule, envelope: decodeUtf8(bytes) ?? '' });
    revokeConflictRule(db, content.rule, { at: Date.parse(content.revokedAt), person: content.person, reason: content.reason });
    taken += 1;
  }
  return taken;
}
