import type { Sha256 } from '../../../shared/base/hash.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** A rule as it is kept: what it says stands in its envelope, and is believed only when that opens. */
export interface ConflictRuleRow {
  readonly id: Sha256;
  readonly envelope: string;
  readonly at: number;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
  readonly revokedReason: string | null;
  /** Conflicts settled by it until now, and how often it was applied. */
  readonly solved: number;
  readonly uses: number;
}

const COLUMNS = `id, envelope, at, revoked_at AS revokedAt, revoked_by AS revokedBy, revoked_reason AS revokedReason,
  (SELECT coalesce(sum(solved), 0) FROM conflict_rule_use u WHERE u.rule = conflict_rule.id) AS solved,
  (SELECT count(*) FROM conflict_rule_use u WHERE u.rule = conflict_rule.id) AS uses`;

/** Newest first. */
export function listConflictRules(db: ReadDb): readonly ConflictRuleRow[] {
  return db.all<ConflictRuleRow>(`SELECT ${COLUMNS} FROM conflict_rule ORDER BY at DESC, id`);
}

export function findConflictRule(db: ReadDb, id: Sha256): ConflictRuleRow | null {
  return db.get<ConflictRuleRow>(`SELECT ${COLUMNS} FROM conflict_rule WHERE id = ?`, id) ?? null;
}

/** The same rule again changes nothing. */
export function insertConflictRule(db: WriteDb, { id, envelope, at }: Pick<ConflictRuleRow, 'id' | 'envelope' | 'at'>): void {
  db.run('INSERT INTO conflict_rule (id, envelope, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', id, envelope, at);
}

interface Revoking {
  readonly at: number;
  readonly person: string;
  readonly reason: string;
}

/** Of several revocations the first one stands; of two of one moment the one that comes first in the alphabet, whatever the order they arrive in. */
export function revokeConflictRule(db: WriteDb, id: Sha256, { at, person, reason }: Revoking): void {
  db.run(
    `UPDATE conflict_rule SET revoked_at = ?, revoked_by = ?, revoked_reason = ? WHERE id = ? AND (revoked_at IS NULL OR (?, ?, ?) < (revoked_at, revoked_by, revoked_reason))`,
    at, person, reason, id, at, person, reason,
  );
}

/** A revocation as it was signed. */
export interface RevocationRow {
  readonly id: Sha256;
  readonly rule: Sha256;
  readonly envelope: string;
}

export function listRevocations(db: ReadDb): readonly RevocationRow[] {
  return db.all<RevocationRow>('SELECT id, rule, envelope FROM rule_revocation ORDER BY id');
}

/** The same again changes nothing. */
export function insertRevocation(db: WriteDb, { id, rule, envelope }: RevocationRow): void {
  db.run('INSERT INTO rule_revocation (id, rule, envelope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', id, rule, envelope);
}

/** Rules that were revoked here, which nobody has signed yet. */
export function unsignedRevocations(db: ReadDb): readonly (Revoking & { readonly rule: Sha256 })[] {
  return db.all(
    `SELECT c.id AS rule, c.revoked_at AS at, c.revoked_by AS person, c.revoked_reason AS reason FROM conflict_rule c
     WHERE c.revoked_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rule_revocation r WHERE r.rule = c.id) ORDER BY c.id`,
  );
}

export function noteRuleUse(db: WriteDb, id: Sha256, act: { readonly at: number; readonly person: string; readonly solved: number }): void {
  db.run('INSERT INTO conflict_rule_use (rule, at, person, solved) VALUES (?, ?, ?, ?)', id, act.at, act.person, act.solved);
}
