import type { Migration } from '../migration.ts';

/** What was entered in every field of a draft, by whom and when. It never leaves this workspace: revisions are the history that does. */
export const answerHistory: Migration = {
  version: 85,
  name: 'answer-history',
  sql: `
CREATE TABLE answer_history (
  id INTEGER PRIMARY KEY,
  response INTEGER NOT NULL REFERENCES response (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  -- Answers as JSON; null: none.
  old TEXT,
  new TEXT,
  -- Why the draft was open again; null for a first draft.
  reason TEXT
) STRICT;
CREATE INDEX answer_history_field ON answer_history (response, path, id);
`,
};
