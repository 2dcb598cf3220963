import { describe, expect, test } from 'vitest';
import { CONFLICTS, STALE } from '../../../electron/database/merged.ts';
import { MEMBERS } from '../../../electron/merge/members.ts';
import { LINKS } from '../../../electron/merge/turns.ts';
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

  test('companies that are out of date are counted in an index, without their revisions', () => {
    const plan = steps(STALE);
    expect(plan).toMatch(/SCAN r USING COVERING INDEX revision_by_entity/);
    expect(plan).not.toMatch(/TEMP B-TREE/);
  });
});
