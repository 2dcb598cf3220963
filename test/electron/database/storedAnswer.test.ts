import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { openMinistry } from '../../helpers/ministry.ts';

let desk: Desk;
let remove: () => void;
beforeEach(async () => { ({ desk, remove } = await openMinistry()); });
afterEach(() => remove());

test.each([
  ['everything that is entered', 'SELECT path, value FROM stored_answer WHERE response = ? ORDER BY path', [1]],
  ['one answer', 'SELECT value FROM stored_answer WHERE response = ? AND path = ?', [1, '/A']],
  ['who entered below a section', 'SELECT DISTINCT person FROM stored_answer WHERE response = ? AND (path > ? AND path < ? OR path > ? AND path < ?)', [1, 'a', 'b', 'c', 'd']],
] as const)('%s is looked up in the drafts of both kinds, never searched for in all of them', (_, sql, values) => {
  const plan = desk.db.plan(sql, ...values);
  expect(plan.filter((line) => /SCAN (?:answer|d|imported_draft)\b/.test(line))).toEqual([]);
  expect(plan.filter((line) => /^SEARCH (?:answer|d) USING/.test(line))).toHaveLength(2);
});
