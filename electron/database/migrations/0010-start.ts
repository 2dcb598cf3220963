import type { Migration } from '../migration.ts';

/**
 * The store of one workspace, ministry or Commission. Values are canonical JSON text, times are milliseconds since the
 * epoch, hashes are lower-case hexadecimal.
 */
export const start: Migration = {
  version: 10,
  name: 'start',
  sql: `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  definition TEXT NOT NULL,
  -- Key id of who signed the form pack; null for a form that ships with the program.
  signer TEXT,
  installed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE company (
  entity TEXT PRIMARY KEY,
  country TEXT NOT NULL,
  scheme TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  region TEXT NOT NULL,
  -- Folded name: what the list is sorted by.
  name_key TEXT NOT NULL,
  -- Folded name, short name and number: what the search looks in.
  search TEXT NOT NULL,
  -- Where the company stands in the current form and round, its response there and when it was last saved: derived from
  -- response and merged_response by every write to them, so that the list is read from an index.
  status TEXT NOT NULL DEFAULT 'received',
  response INTEGER REFERENCES response (id) ON DELETE SET NULL,
  saved_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX company_by_name ON company (name_key);
CREATE INDEX company_by_number ON company (number);
CREATE INDEX company_by_status ON company (status, name_key);
CREATE INDEX company_by_country ON company (country, name_key);
CREATE INDEX company_by_time ON company (saved_at);
CREATE INDEX company_by_response ON company (response);

-- A response being filled in this workspace: the draft.
CREATE TABLE response (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES company (entity),
  form TEXT NOT NULL REFERENCES form (hash),
  round TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'complete', 'approved')),
  required INTEGER NOT NULL DEFAULT 0,
  answered INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  warnings INTEGER NOT NULL DEFAULT 0,
  unjustified INTEGER NOT NULL DEFAULT 0,
  -- 1: everything approved here has gone into a bundle.
  sent INTEGER NOT NULL DEFAULT 0 CHECK (sent IN (0, 1)),
  saved_at INTEGER NOT NULL,
  person TEXT NOT NULL,
  UNIQUE (entity, form, round)
) STRICT;

CREATE TABLE answer (
  response INTEGER NOT NULL REFERENCES response (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (response, path)
) STRICT, WITHOUT ROWID;

-- The set of revisions (M1): rows are only ever added. body is the exact canonical line (B6).
CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  form_hash TEXT NOT NULL,
  round TEXT NOT NULL,
  op TEXT NOT NULL,
  author TEXT NOT NULL,
  person TEXT NOT NULL,
  installation TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  -- 1: a parent is unknown or its bundle's turn has not come (M4, B16); not part of the view yet.
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1)),
  -- 1: made here and in no bundle yet.
  unsent INTEGER NOT NULL DEFAULT 0 CHECK (unsent IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_entity ON revision (entity, form_id, round);
CREATE INDEX revision_pending ON revision (id) WHERE pending = 1;
CREATE INDEX revision_unsent ON revision (id) WHERE unsent = 1;

CREATE TABLE revision_parent (
  child TEXT NOT NULL REFERENCES revision (id),
  parent TEXT NOT NULL,
  PRIMARY KEY (child, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_parent_by_parent ON revision_parent (parent);

-- The personal answers of a revision, as the canonical line of personal.jsonl (B7). May be erased: ids still hold.
CREATE TABLE personal (
  revision TEXT PRIMARY KEY REFERENCES revision (id),
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Bundles made here (out) or merged here (in).
CREATE TABLE bundle (
  manifest TEXT PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  installation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  country TEXT NOT NULL,
  body TEXT NOT NULL,
  signer TEXT NOT NULL,
  file_name TEXT NOT NULL,
  manifest_bytes BLOB NOT NULL,
  envelope BLOB NOT NULL,
  -- sealed: signed and recorded here, its file not yet known to be written.
  state TEXT NOT NULL CHECK (state IN ('sealed', 'sent', 'merged', 'pending', 'forked')),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_by_seq ON bundle (installation, seq);

CREATE TABLE bundle_revision (
  bundle TEXT NOT NULL REFERENCES bundle (manifest),
  revision TEXT NOT NULL REFERENCES revision (id),
  PRIMARY KEY (revision, bundle)
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_revision_by_bundle ON bundle_revision (bundle);

-- What merging has come to: one row a company in a round. The view itself is computed from the revisions whenever it is
-- asked for (M3); here stands what lists show, what waits for a person, and the hash from which viewHash is made.
CREATE TABLE merged_response (
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  -- Hash of the form the view goes by.
  form_hash TEXT NOT NULL,
  -- How many revisions there were, pending ones too; another count means that the row is out of date.
  revisions INTEGER NOT NULL,
  heads TEXT NOT NULL,
  retracted INTEGER NOT NULL CHECK (retracted IN (0, 1)),
  conflicts INTEGER NOT NULL,
  -- received, accepted or returned: what the merged view says of the company.
  status TEXT NOT NULL CHECK (status IN ('received', 'accepted', 'returned')),
  hash TEXT NOT NULL,
  PRIMARY KEY (entity, form_id, round)
) STRICT, WITHOUT ROWID;

-- Paths in conflict.
CREATE TABLE conflict (
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (entity, form_id, round, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  code TEXT NOT NULL,
  step INTEGER NOT NULL,
  detail TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Registries seen, the highest version is in force (B13).
CREATE TABLE registry (
  version INTEGER PRIMARY KEY,
  envelope BLOB NOT NULL,
  installed_at INTEGER NOT NULL
) STRICT;

-- What happened in this workspace, as a hash chain (M11): hash = sha256(previous hash ‖ canonical entry).
CREATE TABLE audit (
  count INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  entry TEXT NOT NULL
) STRICT;
`,
};
