import type { Migration } from '../migration.ts';

/** Who was asked to answer in a round, and what the Commission's decisions say beside accepted and returned. */
export const rounds: Migration = {
  version: 110,
  name: 'rounds',
  sql: `
-- The companies invited to a round, as a list said. It never leaves this workspace but in reminders.
CREATE TABLE invited (
  round TEXT NOT NULL,
  entity TEXT NOT NULL,
  country TEXT NOT NULL,
  scheme TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The body that collects its answers; empty where the list does not say.
  body TEXT NOT NULL,
  -- Whom to write or call; empty where the list does not say.
  contact TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (round, entity)
) STRICT, WITHOUT ROWID;

-- Kept from the views: the cells @quality and @due of a company.
CREATE TABLE verdict (
  entity TEXT NOT NULL,
  form_id TEXT NOT NULL,
  round TEXT NOT NULL,
  quality TEXT CHECK (quality IN ('A', 'B', 'C')),
  -- The day, ISO, by which a returned company is to be corrected.
  due TEXT,
  PRIMARY KEY (entity, form_id, round)
) STRICT, WITHOUT ROWID;
`,
};
