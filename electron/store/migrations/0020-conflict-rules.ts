import type { StoreMigration } from '../migration.ts';

/** Rules for conflicts and their revocations, as they were signed; whoever pulls one verifies it. */
export const conflictRules: StoreMigration = {
  version: 20,
  name: 'conflict-rules',
  sql: `
CREATE TABLE svod.conflict_rule (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  envelope bytea NOT NULL
);
COMMENT ON TABLE svod.conflict_rule IS 'Rules for settling conflicts, as the Commission signed them.';

CREATE TABLE svod.rule_revocation (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  envelope bytea NOT NULL
);
COMMENT ON TABLE svod.rule_revocation IS 'Revocations of rules, signed too.';
`,
};
