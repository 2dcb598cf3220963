import type { Migration } from '../migration.ts';

/**
 * Revisions lie in the order in which they came, their long lines behind one another, and are found by slim indexes. Kept in the
 * order of their ids, which are random, a large base had each of them read and written somewhere else, a few to a page. Parents stand with their child.
 */
export const revisionRows: Migration = {
  version: 120,
  name: 'revision-rows',
  sql: `
ALTER TABLE revision RENAME TO revision_by_id;
DROP INDEX revision_by_entity;
DROP INDEX revision_pending;
DROP INDEX revision_unsent;
DROP TRIGGER revision_added;
DROP TRIGGER revision_removed;

-- The set of revisions (M1): rows are only ever added. body is the exact canonical line (B6); it stands last, so that the rest is read without it.
CREATE TABLE revision (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  form_hash TEXT NOT NULL,
  round TEXT NOT NULL,
  op TEXT NOT NULL,
  author TEXT NOT NULL,
  person TEXT NOT NULL,
  installation TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  -- The revisions it stands on: their ids as JSON, as the body gives them.
  parents TEXT NOT NULL,
  -- 1: a parent is unknown or its bundle's turn has not come (M4, B16); not part of the view yet.
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1)),
  -- 1: made here and in no bundle yet.
  unsent INTEGER NOT NULL DEFAULT 0 CHECK (unsent IN (0, 1)),
  body BLOB NOT NULL
) STRICT;
INSERT INTO revision (id, entity, form_id, form_hash, round, op, author, person, installation, claimed_at, parents, pending, unsent, body)
  SELECT id, entity, form_id, form_hash, round, op, author, person, installation, claimed_at,
    coalesce((SELECT json_group_array(parent) FROM (SELECT p.parent FROM revision_parent p WHERE p.child = r.id ORDER BY p.parent)), '[]'),
    pending, unsent, body FROM revision_by_id r ORDER BY entity, form_id, round;
CREATE INDEX revision_by_entity ON revision (entity, form_id, round);
CREATE INDEX revision_pending ON revision (id) WHERE pending = 1;
CREATE INDEX revision_unsent ON revision (id) WHERE unsent = 1;

-- What speaks of a revision speaks of the new table.
DROP TABLE revision_parent;

ALTER TABLE personal RENAME TO personal_before;
CREATE TABLE personal (
  revision TEXT PRIMARY KEY REFERENCES revision (id),
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO personal SELECT revision, body FROM personal_before;
DROP TABLE personal_before;

ALTER TABLE bundle_revision RENAME TO link_before;
DROP INDEX bundle_revision_by_bundle;
CREATE TABLE bundle_revision (
  bundle TEXT NOT NULL REFERENCES bundle (manifest),
  revision TEXT NOT NULL REFERENCES revision (id),
  PRIMARY KEY (revision, bundle)
) STRICT, WITHOUT ROWID;
INSERT INTO bundle_revision SELECT bundle, revision FROM link_before;
CREATE INDEX bundle_revision_by_bundle ON bundle_revision (bundle);
DROP TABLE link_before;

DROP TABLE revision_by_id;

CREATE TRIGGER revision_added AFTER INSERT ON revision BEGIN
  INSERT INTO unsettled (entity, form_id, round) VALUES (new.entity, new.form_id, new.round) ON CONFLICT DO NOTHING;
  INSERT INTO revision_leaf (prefix, count, hash) VALUES (substr(new.id, 1, 3), 1, '') ON CONFLICT (prefix) DO UPDATE SET count = count + 1, hash = '';
END;
CREATE TRIGGER revision_removed AFTER DELETE ON revision BEGIN
  INSERT INTO unsettled (entity, form_id, round) VALUES (old.entity, old.form_id, old.round) ON CONFLICT DO NOTHING;
  UPDATE revision_leaf SET count = count - 1, hash = '' WHERE prefix = substr(old.id, 1, 3);
END;
`,
};
