import type { Migration } from '../migration.ts';

/**
 * A draft that an import began and nobody has changed since stands in one row: most of a ministry's list is never touched by hand, and a row
 * an answer takes ten times as long to write. Whoever reads answers reads `stored_answer`, where both kinds look alike.
 */
export const importedDrafts: Migration = {
  version: 210,
  name: 'imported-drafts',
  sql: `
CREATE TABLE imported_draft (
  response INTEGER PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,
  -- A JSON object of values by path. With the first change all of it goes into answer; -> gives what stands here letter by letter.
  answers TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  person TEXT NOT NULL
) STRICT;

CREATE VIEW stored_answer AS
  SELECT response, path, value, saved_at, person FROM answer
  UNION ALL
  SELECT d.response, a.key, d.answers -> a.fullkey, d.saved_at, d.person FROM imported_draft d, json_each(d.answers) a;
`,
};
