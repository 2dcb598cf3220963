import type { Migration } from '../migration.ts';

/** What is kept of a company is believed when the sum kept with it is that of the text and of the view's hash. Texts without one are made anew. */
export const keptSums: Migration = {
  version: 122,
  name: 'kept-sums',
  sql: `
DELETE FROM kept_view;
ALTER TABLE kept_view ADD COLUMN sum TEXT NOT NULL DEFAULT '';
`,
};
