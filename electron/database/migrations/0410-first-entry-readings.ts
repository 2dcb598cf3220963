import type { Migration } from '../migration.ts';

/** Who has had before them what others entered, of the responses whose sections are entered twice: a second entry of theirs is not blind. */
export const firstEntryReadings: Migration = {
  version: 410,
  name: 'first-entry-readings',
  sql: `
CREATE TABLE first_entry_reading (
  response INTEGER NOT NULL REFERENCES response (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  -- The first time.
  at INTEGER NOT NULL,
  PRIMARY KEY (response, person)
) STRICT, WITHOUT ROWID;
`,
};
