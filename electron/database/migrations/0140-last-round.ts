import type { Migration } from '../migration.ts';

/** What a company answered in the round before, as the draft of this one was begun with it: what its answers are compared with. */
export const lastRound: Migration = {
  version: 140,
  name: 'last-round',
  sql: `
CREATE TABLE last_round (
  response INTEGER PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,
  round TEXT NOT NULL
) STRICT;

CREATE TABLE last_answer (
  response INTEGER NOT NULL REFERENCES last_round (response) ON DELETE CASCADE,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (response, path)
) STRICT, WITHOUT ROWID;

-- What was done to a field without changing its answer (confirmed); null where it was entered.
ALTER TABLE answer_history ADD COLUMN act TEXT;
`,
};
