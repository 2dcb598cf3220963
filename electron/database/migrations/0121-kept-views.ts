import type { Migration } from '../migration.ts';

/**
 * What arrives is added to what is kept of a company, so that a merge costs what it brings and not what is there; and the hash over all
 * views is made of leaves, as that over all revisions is.
 */
export const keptViews: Migration = {
  version: 121,
  name: 'kept-views',
  sql: `
-- Whose writes stand at each path of a company, as text of shared/merge/kept.ts; none of a company that has to be computed from all its revisions.
CREATE TABLE kept_view (
  n INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  view TEXT NOT NULL,
  UNIQUE (entity, form_id, round)
) STRICT;

-- The hashes of the views in leaves by the first three digits of the companies' ids. An empty hash: to be computed.
CREATE TABLE view_leaf (
  prefix TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO view_leaf SELECT substr(entity, 1, 3), count(*), '' FROM merged_response GROUP BY 1;
CREATE INDEX view_leaf_stale ON view_leaf (prefix) WHERE hash = '';
CREATE INDEX revision_leaf_stale ON revision_leaf (prefix) WHERE hash = '';

CREATE TRIGGER view_added AFTER INSERT ON merged_response BEGIN
  INSERT INTO view_leaf (prefix, count, hash) VALUES (substr(new.entity, 1, 3), 1, '') ON CONFLICT (prefix) DO UPDATE SET count = count + 1, hash = '';
END;
CREATE TRIGGER view_changed AFTER UPDATE OF hash ON merged_response WHEN new.hash <> old.hash BEGIN
  UPDATE view_leaf SET hash = '' WHERE prefix = substr(new.entity, 1, 3);
END;
CREATE TRIGGER view_removed AFTER DELETE ON merged_response BEGIN
  UPDATE view_leaf SET count = count - 1, hash = '' WHERE prefix = substr(old.entity, 1, 3);
END;
`,
};
