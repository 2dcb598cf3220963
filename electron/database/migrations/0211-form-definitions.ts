import type { Migration } from '../migration.ts';

/**
 * The definition of a form, half a megabyte of it, lies beside the form's row, no longer in it: whatever looked for a form, every draft written
 * among it, read all of that first, since a table without row ids is compared by whole records.
 */
export const formDefinitions: Migration = {
  version: 211,
  name: 'form-definitions',
  sql: `
CREATE TABLE form_definition (
  hash TEXT NOT NULL UNIQUE REFERENCES form (hash),
  -- Canonical JSON.
  definition TEXT NOT NULL
) STRICT;
INSERT INTO form_definition (hash, definition) SELECT hash, definition FROM form;
ALTER TABLE form DROP COLUMN definition;
`,
};
