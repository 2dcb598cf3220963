import type { Migration } from '../migration.ts';

/** Withdrawals that one person has asked for and that another has to confirm, where the workspace demands two people. */
export const withdrawalAsked: Migration = {
  version: 350,
  name: 'withdrawal-asked',
  sql: `
CREATE TABLE withdrawal_asked (
  response INTEGER PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`,
};
