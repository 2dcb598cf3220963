import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { openRevocation, sealRevocation, type RuleRevocation } from '../../../shared/merge/revocation.ts';
import { openRule, type ConflictRule, type OpenedPayload } from '../../../shared/merge/rule.ts';
import type { UntrustedWord } from '../../../shared/merge/untrusted.ts';
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
import { readRule } from '../decisions/rules.ts';
import { openWord } from './words.ts';

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
 * Takes in rules and revocations that the base holds, each when the Commission's signature holds; others are left out and named. `taken`: how many are
 * new here. Call it inside a transaction, when the registries are in.
 */
export function takeRules(
  db: WriteDb, { rules, revocations }: Readonly<Record<'rules' | 'revocations', readonly StoredWord[]>>, now: number,
): { readonly taken: number; readonly untrusted: readonly UntrustedWord[] } {
  const untrusted: UntrustedWord[] = [];
  let taken = 0;
  const registry = rules.length + revocations.length > 0 ? loadRegistry(db) : null;
  for (const word of rules) {
    const opened = openWord('rule', word, registry, openRule);
    if (!opened.ok) untrusted.push(opened.error);
    else if (takeRule(db, word, opened.value, now)) taken += 1;
  }
  const known = new Set(listRevocations(db).map(({ id }) => id));
  for (const word of revocations) {
    const opened = openWord('revocation', word, registry, openRevocation);
    if (!opened.ok) untrusted.push(opened.error);
    else if (takeRevocation(db, word, opened.value, known)) taken += 1;
  }
  return { taken, untrusted };
}

function takeRule(db: WriteDb, { envelope }: StoredWord, { content, payload }: OpenedPayload<ConflictRule>, now: number): boolean {
  const id = sha256(payload);
  if (findConflictRule(db, id)) return false;
  insertConflictRule(db, { id, envelope: decodeUtf8(envelope) ?? '', at: Date.parse(content.createdAt) || now });
  return true;
}

/** Of a rule that is not here nothing is taken out of use. */
function takeRevocation(db: WriteDb, { envelope }: StoredWord, { content, payload }: OpenedPayload<RuleRevocation>, known: ReadonlySet<string>): boolean {
  const id = sha256(payload);
  if (known.has(id) || !findConflictRule(db, content.rule)) return false;
  insertRevocation(db, { id, rule: content.rule, envelope: decodeUtf8(envelope) ?? '' });
  revokeConflictRule(db, content.rule, { at: Date.parse(content.revokedAt), person: content.person, reason: content.reason });
  return true;
}
