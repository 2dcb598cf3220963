import { describe, expect, test } from 'vitest';
import { ARRIVALS, FIRST_OF_GROUP } from '../../../electron/database/arrival.ts';
import { CONFLICTS } from '../../../electron/database/merged.ts';
import { LEAVES_OF_BRANCH, MEMBERS_OF_LEAF, STALE_LEAVES } from '../../../electron/database/leaf.ts';
import { OPEN_RUN } from '../../../electron/database/run.ts';
import { ALL_COUNT, MEMBERS, WAITING } from '../../../electron/merge/members.ts';
import { LAST_LINK, LINKS } from '../../../electron/merge/turns.ts';
import { entity } from '../../helpers/bundles.ts';
import { newCommission } from '../../helpers/merging.ts';

describe('what merging asks of the database', () => {
  const { db } = newCommission();
  const steps = (sql: string, ...values: readonly (string | number)[]): string => db.plan(sql, ...values).join('\n');

  test('the revisions of a company are found by an index', () => {
    const plan = steps(MEMBERS, entity(1), 'merge', '2026');
    expect(plan).toMatch(/SEARCH r USING INDEX revision_by_entity \(entity=\? AND form_id=\? AND round=\?\)/);
    expect(plan).not.toMatch(/SCAN/);
  });

  test('the bundles of an installation are found by an index', () => {
    expect(steps(LINKS, 'i', 'RU', 'b')).toMatch(/SEARCH bundle USING INDEX bundle_by_seq \(installation=\?\)/);
  });

  test('a page of conflicts is read in the order of its key', () => {
    expect(steps(CONFLICTS, 50, 0)).not.toMatch(/TEMP B-TREE/);
  });

  test('who came when in a round is read by its key, and found again by the company alone', () => {
    expect(steps(ARRIVALS, 'merge', '2026')).toBe('SEARCH first_arrival USING PRIMARY KEY (form_id=? AND round=?)');
    expect(steps(FIRST_OF_GROUP, entity(1), 'merge', '2026')).not.toMatch(/SCAN/);
  });

  test('where no bundle waits the revisions of a company are read without asking for their bundles', () => {
    expect(steps(ALL_COUNT, entity(1), 'merge', '2026')).toMatch(/^SEARCH r USING INDEX revision_by_entity \(entity=\? AND form_id=\? AND round=\?\)/);
    expect(steps(WAITING)).toMatch(/USING (COVERING )?INDEX bundle_waiting/);
  });

  test('the last bundle of an installation, a leaf of ids and an unfinished merge are found by indexes', () => {
    expect(steps(LAST_LINK, 'i', 'RU', 'b')).toMatch(/SEARCH bundle USING INDEX bundle_by_seq \(installation=\?\)/);
    expect(steps(LAST_LINK, 'i', 'RU', 'b')).not.toMatch(/TEMP B-TREE/);
    expect(steps(MEMBERS_OF_LEAF.revision, 'abc', 'abcg')).toMatch(/^SEARCH revision USING COVERING INDEX \S+ \(id>\? AND id<\?\)$/);
    expect(steps(MEMBERS_OF_LEAF.view, 'abc', 'abcg')).toMatch(/^SEARCH merged_response USING PRIMARY KEY \(entity>\? AND entity<\?\)$/);
    expect(steps(STALE_LEAVES, 'view')).toBe('SEARCH stale_leaf USING PRIMARY KEY (kind=?)');
    expect(steps(LEAVES_OF_BRANCH, 'view', 'ab', 'abg')).toBe('SEARCH leaf USING PRIMARY KEY (kind=? AND prefix>? AND prefix<?)');
    expect(steps(OPEN_RUN)).toMatch(/USING (COVERING )?INDEX merge_run_open/);
  });
});
