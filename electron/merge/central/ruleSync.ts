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
import type { Holdings } from '../../store/holdings.ts';
import type { StoredWord } from '../../store/pull.ts';
import type { PushedWord, PushedWords } from '../../store/push.ts';
import { openedRule, readRule } from '../decisions/rules.ts';

/** What is signed here of rules for conflicts and the base lacks (M13); a rule whose signature no longer holds stays. */
export function lackingRules(db: ReadDb, held: Pick<Holdings, 'rules' | 'revocations'>): Pick<PushedWords, 'rules' | 'revocations'> {
  const rules = listConflictRules(db).filter(({ id }) => !held.rules.has(id));
  const registry = rules.length > 0 ? loadRegistry(db) : null;
  const wordOf = ({ id, envelope }: { readonly id: string; readonly envelope: string }): PushedWord => ({ hash: id, envelope: Buffer.from(envelope) });
  return {
    rules: rules.filter((row) => readRule(registry, row) !== null).map(wordOf),
    revocations: listRevocations(db).filter(({ id }) => !held.revocations.has(id)).map(wordOf),
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
export function takeRules(db: WriteDb, { rules, revocations }: Readonly<Record<'rules' | 'revocations', readonly StoredWord[]>>, now: number): number {
  if (rules.length + revocations.length === 0) return 0;
  const registry = loadRegistry(db);
  let taken = 0;
  for (const word of rules) {
    const envelope = decodeUtf8(word.envelope) ?? '';
    const opened = openedRule(registry, envelope);
    if (!opened || findConflictRule(db, opened.id)) continue;
    insertConflictRule(db, { id: opened.id, envelope, at: Date.parse(opened.content.createdAt) || now });
    taken += 1;
  }
  const known = new Set(listRevocations(db).map(({ id }) => id));
  for (const word of revocations) {
    const envelope = decodeUtf8(word.envelope) ?? '';
    const opened = registry && openRevocation(envelope, registry, decodeUtf8, verifyEd25519);
    if (!opened?.ok) continue;
    const { content, payload } = opened.value;
    const id = sha256(payload);
    if (known.has(id) || !findConflictRule(db, content.rule)) continue;
    insertRevocation(db, { id, rule: content.rule, envelope });
    revokeConflictRule(db, content.rule, { at: Date.parse(content.revokedAt), person: content.person, reason: content.reason });
    taken += 1;
  }
  return taken;
}
