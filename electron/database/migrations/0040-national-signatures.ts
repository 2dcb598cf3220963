import type { Migration } from '../migration.ts';

/** National signatures over manifests (B1): carried with a bundle, never judged. */
export const nationalSignatures: Migration = {
  version: 40,
  name: 'national-signatures',
  sql: `
CREATE TABLE national_signature (
  bundle TEXT NOT NULL REFERENCES bundle (manifest),
  -- Of its entry below META-INF.
  name TEXT NOT NULL,
  body BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (bundle, name)
) STRICT, WITHOUT ROWID;
`,
};
