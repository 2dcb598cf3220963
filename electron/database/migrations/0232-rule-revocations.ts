import type { Migration } from '../migration.ts';

/** Revocations of rules as they were signed for the central base: what the rule's own row says of it is read from them, or waits to be signed. */
export const ruleRevocations: Migration = {
  version: 232,
  name: 'rule-revocations',
  sql: `
CREATE TABLE rule_revocation (
  -- sha256 of the signed payload.
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL REFERENCES conflict_rule (id),
  envelope TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_revocation_by_rule ON rule_revocation (rule);
`,
};
