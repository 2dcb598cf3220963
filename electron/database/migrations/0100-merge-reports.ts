import type { Migration } from '../migration.ts';

/** What a merge said of itself when it was done: it can be printed at any later time, and is kept when the merge is taken back. */
export const mergeReports: Migration = {
  version: 100,
  name: 'merge-reports',
  sql: `
CREATE TABLE merge_report (
  run INTEGER PRIMARY KEY REFERENCES merge_run (id) ON DELETE CASCADE,
  -- The report as JSON: verdicts, sums, companies, hashes.
  body TEXT NOT NULL
) STRICT;
`,
};
