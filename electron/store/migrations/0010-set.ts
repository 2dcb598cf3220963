import type { StoreMigration } from '../migration.ts';

/**
 * The union of what workspaces hold (M13). Rows are only ever added; hashes are 32 bytes. Whoever pulls verifies every
 * row: nothing here is believed because it lies here.
 */
export const set: StoreMigration = {
  version: 10,
  name: 'set',
  sql: `
CREATE TABLE svod.bundle (
  manifest bytea PRIMARY KEY CHECK (octet_length(manifest) = 32),
  installation text NOT NULL,
  seq integer NOT NULL,
  file_name text NOT NULL,
  manifest_bytes bytea NOT NULL CHECK (manifest = sha256(manifest_bytes)),
  envelope bytea NOT NULL
);
COMMENT ON TABLE svod.bundle IS 'Signed manifests. Installation and seq repeat what the manifest says, for the order of reading.';

CREATE TABLE svod.revision (
  id bytea PRIMARY KEY,
  body bytea NOT NULL,
  -- Nobody can take the place of a revision with other content.
  CHECK (id = sha256('svod-revision-v1'::bytea || '\\x00'::bytea || body))
);
COMMENT ON TABLE svod.revision IS 'The set of revisions: exact canonical lines.';

CREATE TABLE svod.bundle_revision (
  bundle bytea NOT NULL,
  revision bytea NOT NULL,
  PRIMARY KEY (bundle, revision)
);
COMMENT ON TABLE svod.bundle_revision IS 'Which revisions a bundle holds.';

CREATE TABLE svod.personal (
  revision bytea PRIMARY KEY,
  body bytea NOT NULL
);
COMMENT ON TABLE svod.personal IS 'Personal answers of revisions, apart; rows may be erased, ids still hold.';

CREATE TABLE svod.receipt (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  bundle bytea NOT NULL,
  envelope bytea NOT NULL
);
COMMENT ON TABLE svod.receipt IS 'Receipts the Commission signed for bundles.';

CREATE TABLE svod.registry (
  hash bytea PRIMARY KEY CHECK (hash = sha256(envelope)),
  version integer NOT NULL,
  envelope bytea NOT NULL
);
COMMENT ON TABLE svod.registry IS 'Registries of keys, as signed.';

CREATE TABLE svod.audit_head (
  installation text NOT NULL,
  count integer NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation, count, hash)
);
COMMENT ON TABLE svod.audit_head IS 'How far the audit log of each installation had come: a log that was cut or rewritten no longer fits.';
`,
};
