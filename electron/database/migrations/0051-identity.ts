import type { Migration } from '../migration.ts';

/** What has been said of which companies are one (M7). Kept from the views: every row is a cell `@same:` of one. */
export const identity: Migration = {
  version: 51,
  name: 'identity',
  sql: `
DROP TABLE distinct_pair;
CREATE TABLE identity_word (
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  other TEXT NOT NULL,
  -- same, different, or disputed while those who said it disagree.
  word TEXT NOT NULL CHECK (word IN ('same', 'different', 'disputed')),
  PRIMARY KEY (entity, form_id, round, other)
) STRICT, WITHOUT ROWID;
`,
};
