import type { Migration } from '../migration.ts';

/**
 * What is kept of a company's view stands part by part, a section of the form each, so that a merge reads, hashes and writes only the parts it
 * concerns; the hash of a view is made of the hashes of its parts. All companies are settled once more when the workspace is next opened for writing.
 */
export const keptParts: Migration = {
  version: 230,
  name: 'kept-parts',
  sql: `
DROP TABLE kept_view;

-- Texts of shared/merge/keptText.ts. Rows are written once and replaced by others at the end: they grow, and in their place each would push its neighbours aside.
CREATE TABLE kept (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  -- sha256 over the hash of the part, or of the view where it is the head, and the text: only what has it is believed.
  sum TEXT NOT NULL
) STRICT;

-- The head of what is kept of the view; null where it has to be computed from all its revisions.
ALTER TABLE merged_response ADD COLUMN kept INTEGER;

INSERT INTO unsettled SELECT entity, form_id, round FROM merged_response WHERE true ON CONFLICT DO NOTHING;
-- As after a merge that was stopped: that is what opening looks for. It has brought nothing, so nobody will see it.
INSERT INTO merge_run (at, person) SELECT 0, '' WHERE EXISTS (SELECT 1 FROM merged_response);
`,
};
