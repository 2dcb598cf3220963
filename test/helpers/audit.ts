import type { ReadDb } from '../../electron/database/db.ts';
import type { AuditEntry, AuditHead } from '../../electron/database/tables/audit.ts';

interface AuditRow extends AuditHead {
  readonly entry: AuditEntry;
}

/** Links of the audit log, newest first. */
export function listAudit(db: ReadDb, offset: number, limit: number): readonly AuditRow[] {
  const rows = db.all<AuditHead & { readonly entry: string }>('SELECT count, hash, entry FROM audit ORDER BY count DESC LIMIT ? OFFSET ?', limit, offset);
  return rows.map((row) => ({ ...row, entry: JSON.parse(row.entry) as AuditEntry }));
}
