import type { Migration } from '../migration.ts';

/** A company of which everything was taken back stands in the list as withdrawn, no longer as received. */
export const withdrawn: Migration = {
  version: 241,
  name: 'withdrawn',
  sql: `
UPDATE company SET status = 'withdrawn' WHERE status = 'received' AND response IS NULL AND EXISTS (
  SELECT 1 FROM merged_response m WHERE m.entity = company.entity AND m.retracted = 1 AND m.conflicts = 0
    AND m.round = (SELECT value ->> '$' FROM setting WHERE key = 'round')
    AND m.form_id = (SELECT id FROM form WHERE hash = (SELECT value ->> '$' FROM setting WHERE key = 'form')));
`,
};
