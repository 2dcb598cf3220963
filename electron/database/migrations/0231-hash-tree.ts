import type { Migration } from '../migration.ts';

/**
 * The hashes over all revisions and over all views are made in two steps, leaves and the branches they are on, so that a merge reads what it has
 * changed and not every leaf; and a leaf is written once a merge, when its hash is known again.
 */
export const hashTree: Migration = {
  version: 231,
  name: 'hash-tree',
  sql: `
DROP TRIGGER revision_added;
DROP TRIGGER revision_removed;
DROP TRIGGER view_added;
DROP TRIGGER view_changed;
DROP TRIGGER view_removed;

-- How many revisions there are.
CREATE TABLE revision_count (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL
) STRICT;
INSERT INTO revision_count SELECT 1, coalesce(sum(count), 0) FROM revision_leaf;

DROP TABLE revision_leaf;
DROP TABLE view_leaf;

-- Hashes of leaves (ids of revisions, or of companies with their views, that begin with the same three digits) and of branches (the same two).
CREATE TABLE leaf (
  kind TEXT NOT NULL CHECK (kind IN ('revision', 'view')),
  prefix TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (kind, prefix)
) STRICT, WITHOUT ROWID;
CREATE TABLE branch (
  kind TEXT NOT NULL CHECK (kind IN ('revision', 'view')),
  prefix TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (kind, prefix)
) STRICT, WITHOUT ROWID;
-- Leaves that have changed since.
CREATE TABLE stale_leaf (
  kind TEXT NOT NULL CHECK (kind IN ('revision', 'view')),
  prefix TEXT NOT NULL,
  PRIMARY KEY (kind, prefix)
) STRICT, WITHOUT ROWID;
INSERT INTO stale_leaf SELECT DISTINCT 'revision', substr(id, 1, 3) FROM revision;
INSERT INTO stale_leaf SELECT DISTINCT 'view', substr(entity, 1, 3) FROM merged_response;

CREATE TRIGGER revision_added AFTER INSERT ON revision BEGIN
  INSERT INTO unsettled (entity, form_id, round) VALUES (new.entity, new.form_id, new.round) ON CONFLICT DO NOTHING;
  INSERT INTO stale_leaf (kind, prefix) VALUES ('revision', substr(new.id, 1, 3)) ON CONFLICT DO NOTHING;
  UPDATE revision_count SET count = count + 1;
END;
CREATE TRIGGER revision_removed AFTER DELETE ON revision BEGIN
  INSERT INTO unsettled (entity, form_id, round) VALUES (old.entity, old.form_id, old.round) ON CONFLICT DO NOTHING;
  INSERT INTO stale_leaf (kind, prefix) VALUES ('revision', substr(old.id, 1, 3)) ON CONFLICT DO NOTHING;
  UPDATE revision_count SET count = count - 1;
END;
CREATE TRIGGER view_added AFTER INSERT ON merged_response BEGIN
  INSERT INTO stale_leaf (kind, prefix) VALUES ('view', substr(new.entity, 1, 3)) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER view_changed AFTER UPDATE OF hash ON merged_response WHEN new.hash <> old.hash BEGIN
  INSERT INTO stale_leaf (kind, prefix) VALUES ('view', substr(new.entity, 1, 3)) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER view_removed AFTER DELETE ON merged_response BEGIN
  INSERT INTO stale_leaf (kind, prefix) VALUES ('view', substr(old.entity, 1, 3)) ON CONFLICT DO NOTHING;
END;
`,
};
