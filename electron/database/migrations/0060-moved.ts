import type { Migration } from '../migration.ts';

/** Drafts carried over to a newer version of their form, with what became of their values. */
export const moved: Migration = {
  version: 60,
  name: 'moved',
  sql: `
CREATE TABLE moved_response (
  response INTEGER PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,
  -- The draft it was made from, which stays as it was; null when it was made from merged revisions.
  source INTEGER REFERENCES response (id) ON DELETE SET NULL,
  -- Hash of the form the values were given in.
  form TEXT NOT NULL,
  -- Every value that is not simply where it was, as JSON.
  report TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`,
};
