import type { Migration } from '../migration.ts';

/** When the first answers of each company came to the Commission, so that the response of a round is told without its revisions. */
export const firstArrivals: Migration = {
  version: 240,
  name: 'first-arrivals',
  sql: `
-- Of the bundles of bodies that speak of a company in a round, whichever of them count, the one that was merged first.
CREATE TABLE first_arrival (
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  entity TEXT NOT NULL,
  -- Whose bundle it was; of several at one moment the body that comes first by name.
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (form_id, round, entity)
) STRICT, WITHOUT ROWID;
INSERT INTO first_arrival (form_id, round, entity, body, at)
  SELECT form_id, round, entity, body, at FROM (
    SELECT r.form_id, r.round, r.entity, b.body, b.at, row_number() OVER (PARTITION BY r.form_id, r.round, r.entity ORDER BY b.at, b.body) AS place
    FROM bundle b JOIN bundle_revision br ON br.bundle = b.manifest JOIN revision r ON r.id = br.revision WHERE b.direction = 'in' AND b.country <> 'EAEU')
  WHERE place = 1;
`,
};
