import type { Migration } from '../migration.ts';

/** Receipts of bundles (B17): signed here for bundles that came in, or the Commission's for bundles that went out. */
export const receipts: Migration = {
  version: 20,
  name: 'receipts',
  sql: `
CREATE TABLE receipt (
  -- sha256 of the signed payload.
  hash TEXT PRIMARY KEY,
  bundle TEXT NOT NULL REFERENCES bundle (manifest),
  verdict TEXT NOT NULL CHECK (verdict IN ('merged', 'pending', 'forked')),
  -- The seq that a pending bundle waits for.
  missing_seq INTEGER,
  -- How many entries the central audit had: the order in which receipts were signed.
  audit_count INTEGER NOT NULL,
  envelope BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_bundle ON receipt (bundle, audit_count);
`,
};
