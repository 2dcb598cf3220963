import type { Migration } from '../migration.ts';

/** 1: all that was said of this response here was taken back; its answers stay, and its `status` lets the word leave as an approved one does. */
export const withdrawing: Migration = {
  version: 250,
  name: 'withdrawing',
  sql: 'ALTER TABLE response ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));',
};
