import type { Failure } from '../../../shared/base/failure.ts';
import type { Step } from '../../../shared/ipc/merge.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** A file that was refused: by its hash, the step where it stopped, and why (B18). */
export interface QuarantineRow {
  readonly fileName: string;
  readonly sha256: string;
  readonly failure: Failure;
  readonly step: Step;
  readonly at: number;
}

export function insertQuarantine(db: WriteDb, entry: QuarantineRow): void {
  db.run(
    'INSERT INTO quarantine (file_name, sha256, code, step, detail, at) VALUES (?, ?, ?, ?, ?, ?)',
    entry.fileName, entry.sha256, entry.failure.code, entry.step, JSON.stringify(entry.failure.values ?? {}), entry.at,
  );
}

/** Newest first. */
export function listQuarantine(db: ReadDb): readonly (QuarantineRow & { readonly id: number })[] {
  const rows = db.all<{ id: number; fileName: string; sha256: string; code: Failure['code']; step: Step; detail: string; at: number }>(
    'SELECT id, file_name AS fileName, sha256, code, step, detail, at FROM quarantine ORDER BY id DESC',
  );
  return rows.map(({ code, detail, ...row }) => ({ ...row, failure: { code, values: JSON.parse(detail) as Record<string, string | number> } }));
}
