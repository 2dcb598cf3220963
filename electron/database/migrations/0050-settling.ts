import type { Migration } from '../migration.ts';

/**
 * What merging keeps is brought up to date company by company, after the revisions are in: here stands which companies still
 * wait for it, and what one call of merging has brought, so that it can be taken back as a whole.
 */
export const settling: Migration = {
  version: 50,
  name: 'settling',
  sql: `
-- Companies with revisions that merged_response does not know of yet.
CREATE TABLE unsettled (
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  PRIMARY KEY (entity, form_id, round)
) STRICT, WITHOUT ROWID;

-- The set of ids in leaves by their first three digits: stateHash is made of the leaves' hashes. An empty hash: to be computed.
CREATE TABLE revision_leaf (
  prefix TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revision_added AFTER INSERT ON revision BEGIN
  INSERT INTO unsettled (entity, form_id, round) VALUES (new.entity, new.form_id, new.round) ON CONFLICT DO NOTHING;
  INSERT INTO revision_leaf (prefix, count, hash) VALUES (substr(new.id, 1, 3), 1, '') ON CONFLICT (prefix) DO UPDATE SET count = count + 1, hash = '';
END;
CREATE TRIGGER revision_removed AFTER DELETE ON revision BEGIN
  INSERT INTO unsettled (entity, form_id, round) VALUES (old.entity, old.form_id, old.round) ON CONFLICT DO NOTHING;
  UPDATE revision_leaf SET count = count - 1, hash = '' WHERE prefix = substr(old.id, 1, 3);
END;

INSERT INTO unsettled SELECT r.entity, r.form_id, r.round FROM revision r GROUP BY r.entity, r.form_id, r.round
  HAVING count(*) <> coalesce((SELECT m.revisions FROM merged_response m WHERE m.entity = r.entity AND m.form_id = r.form_id AND m.round = r.round), 0);
INSERT INTO revision_leaf SELECT substr(id, 1, 3), count(*), '' FROM revision GROUP BY 1;

CREATE INDEX bundle_waiting ON bundle (installation) WHERE state IN ('pending', 'forked');

-- One call of merging.
CREATE TABLE merge_run (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  -- Null while companies may still wait for what it brought.
  settled_at INTEGER,
  undone_at INTEGER
) STRICT;
CREATE INDEX merge_run_open ON merge_run (id) WHERE settled_at IS NULL;

CREATE TABLE merge_run_bundle (
  run INTEGER NOT NULL REFERENCES merge_run (id),
  bundle TEXT NOT NULL,
  PRIMARY KEY (run, bundle)
) STRICT, WITHOUT ROWID;

-- Pairs of companies of which a person has said that they are not the same.
CREATE TABLE distinct_pair (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
`,
};
