import type { Failure } from '../../../shared/base/failure.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import { shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import type { RuleDraft, RuleView } from '../../../shared/ipc/rules.ts';
import { openRule, sealRule, type ConflictRule, type OpenedPayload } from '../../../shared/merge/rule.ts';
import { nodesOf } from '../../../shared/survey/shown.ts';
import { verifyEd25519 } from '../../bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../bundle/crypto/hash.ts';
import { unlockOwnKey } from '../../bundle/keys/ownKey.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { findConflictRule, insertConflictRule, listConflictRules, revokeConflictRule, type ConflictRuleRow } from '../../database/tables/conflictRule.ts';
import type { ReadDb } from '../../database/db.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { currentForm } from '../../survey/form.ts';
import { signerOf } from '../desk/verdict.ts';

/** All rules, newest first; each says whether its signature still holds. */
export function listRules(db: ReadDb): readonly RuleView[] {
  const rows = listConflictRules(db);
  const registry = rows.length > 0 ? loadRegistry(db) : null;
  return rows.map((row): RuleView => {
    const { id, solved, revokedAt, revokedBy, revokedReason } = row;
    const opened = readRule(registry, row);
    return {
      id, code: shortCode(id), solved,
      standing: opened === null ? 'unreliable' : revokedAt === null ? 'in-force' : 'revoked',
      rule: opened?.content ?? null, signer: opened ? signerOf([opened.signer]) : null,
      revoked: revokedAt === null ? null : { at: revokedAt, person: revokedBy ?? '', reason: revokedReason ?? '' },
    };
  });
}

/** A rule that can be applied. Fails with `rule-unknown`, `rule-revoked`, or `rule-unreliable` when its signature does not hold. */
export function ruleInForce(db: ReadDb, id: string): Result<ConflictRule, Failure> {
  const row = findConflictRule(db, id);
  if (!row) return err({ code: 'rule-unknown' });
  if (row.revokedAt !== null) return err({ code: 'rule-revoked' });
  const opened = readRule(loadRegistry(db), row);
  return opened ? ok(opened.content) : err({ code: 'rule-unreliable' });
}

/**
 * Signs a rule with the Commission's key and keeps it. Fails with `wrong-role` outside of the Commission, `unknown-form`, `unknown-path` (a place
 * that the form does not have), `no-key`, `key-elsewhere`, `wrong-passphrase`, or `rule-unreliable` when the key is not in the registry as one that
 * speaks for the Commission.
 */
export function defineRule(desk: Desk, { draft, passphrase }: { readonly draft: RuleDraft; readonly passphrase: string }): Result<{ readonly id: string }, Failure> {
  const { db } = desk;
  const workspace = getSetting(db, 'workspace');
  if (workspace?.role !== 'commission') return err({ code: 'wrong-role' });
  const form = currentForm(db);
  if (!form.ok) return form;
  const known = nodesOf(form.value.definition);
  const stray = draft.places.find((place) => !known.has(place));
  if (stray !== undefined) return err({ code: 'unknown-path', values: { path: stray } });
  const signer = unlockOwnKey(desk, passphrase);
  if (!signer.ok) return signer;
  const { country, body, id: installation } = workspace;
  const person = getSetting(db, 'person') ?? '';
  const sealed = sealRule({
    format: 'svod-conflict-rule', formatVersion: '1.0', issuer: { country, body, installation }, createdAt: new Date(desk.now()).toISOString(), person,
    name: draft.name.normalize('NFC'), form: form.value.definition.id, places: [...draft.places], bodies: draft.bodies.map((one) => ({ ...one })), reason: draft.reason.normalize('NFC'),
  }, signer.value);
  const row = { id: sha256(sealed.payload), envelope: decodeUtf8(sealed.envelope) ?? '', at: desk.now() };
  if (readRule(loadRegistry(db), row) === null) return err({ code: 'rule-unreliable' });
  return write(db, () => {
    insertConflictRule(db, row);
    appendAudit(db, sha256, { at: row.at, person, act: 'merge.rule-defined', about: { rule: row.id } });
    return ok({ id: row.id });
  });
}

/** Takes a rule out of use; what it has settled stays settled. Fails with `wrong-role`, `rule-unknown` or `rule-revoked`. */
export function revokeRule(desk: Desk, { id, reason }: { readonly id: string; readonly reason: string }): Result<null, Failure> {
  const { db } = desk;
  if (!isCommission(db)) return err({ code: 'wrong-role' });
  return write(db, () => {
    const row = findConflictRule(db, id);
    if (!row) return err({ code: 'rule-unknown' });
    if (row.revokedAt !== null) return err({ code: 'rule-revoked' });
    const act = { at: desk.now(), person: getSetting(db, 'person') ?? '' };
    const said = reason.trim().normalize('NFC');
    revokeConflictRule(db, id, { ...act, reason: said });
    appendAudit(db, sha256, { ...act, act: 'merge.rule-revoked', about: { rule: id, reason: said } });
    return ok(null);
  });
}

/** What the row says, when its signature holds by this registry and it is the rule that its id names. */
export function readRule(registry: Registry | null, { id, envelope }: Pick<ConflictRuleRow, 'id' | 'envelope'>): OpenedPayload<ConflictRule> | null {
  const opened = openedRule(registry, envelope);
  return opened?.id === id ? opened : null;
}

/** A rule with its id, when the Commission's signature on it holds. */
function openedRule(registry: Registry | null, envelope: string): (OpenedPayload<ConflictRule> & { readonly id: Sha256 }) | null {
  const opened = registry && openRule(envelope, registry, decodeUtf8, verifyEd25519);
  return opened?.ok ? { ...opened.value, id: sha256(opened.value.payload) } : null;
}
