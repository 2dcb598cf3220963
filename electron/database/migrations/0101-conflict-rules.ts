import type { Migration } from '../migration.ts';

/** Rules by which conflicts are settled many at a time, as they were signed, and each time one was applied. Rows are added; only a revocation is written in. */
export const conflictRules: Migration = {
  version: 101,
  name: 'conflict-rules',
  sql: `
CREATE TABLE conflict_rule (
  -- sha256 of the signed payload.
  id TEXT PRIMARY KEY,
  envelope TEXT NOT NULL,
  at INTEGER NOT NULL,
  revoked_at INTEGER,
  revoked_by TEXT,
  revoked_reason TEXT
) STRICT;

CREATE TABLE conflict_rule_use (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL REFERENCES conflict_rule (id),
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  solved INTEGER NOT NULL
) STRICT;
CREATE INDEX conflict_rule_use_by_rule ON conflict_rule_use (rule);
`,
};
