import type { Migration } from '../migration.ts';

/** Chosen sections entered once more by another person, who has not seen the first entry, and how the differences were settled. */
export const secondEntry: Migration = {
  version: 141,
  name: 'second-entry',
  sql: `
CREATE TABLE second_entry (
  response INTEGER PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,
  -- Who enters.
  person TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  -- Null while it is being entered.
  done_at INTEGER
) STRICT;

CREATE TABLE second_answer (
  response INTEGER NOT NULL REFERENCES second_entry (response) ON DELETE CASCADE,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (response, path)
) STRICT, WITHOUT ROWID;

-- Differences that somebody has looked at. They are settled as long as the answer stays what it was then.
CREATE TABLE second_settled (
  response INTEGER NOT NULL REFERENCES second_entry (response) ON DELETE CASCADE,
  -- The place in both entries: rows by their number, or by their line of a list.
  place TEXT NOT NULL,
  chosen TEXT NOT NULL CHECK (chosen IN ('first', 'second')),
  -- The two entries as they were then, as JSON.
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (response, place)
) STRICT, WITHOUT ROWID;
`,
};
