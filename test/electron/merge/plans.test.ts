import { describe, expect, test } from 'vitest';
import { ARRIVALS, FIRST_OF_GROUP } from '../../../electron/database/tables/arrival.ts';
import { LINES_OF_BUNDLES, PIECES, piecesOf } from '../../../electron/database/tables/bundle.ts';
import { CONFLICTS } from '../../../electron/database/tables/merged.ts';
import { LEAVES_OF_BRANCH, MEMBERS_OF_LEAF, SETTLED_OF_LEAF, STALE_LEAVES } from '../../../electron/database/tables/leaf.ts';
import { ANCESTORS, OF_GROUP_COUNT } from '../../../electron/database/tables/revision.ts';
import { OPEN_RUN, PENDING_OF_RUN } from '../../../electron/database/tables/run.ts';
import { OTHER_ROUNDS } from '../../../electron/merge/group/group.ts';
import { ALL_COUNT, MEMBERS, WAITING } from '../../../electron/merge/group/members.ts';
import { LAST_LINK, LINKS } from '../../../electron/merge/group/turns.ts';
import { entity } from '../../helpers/bundles.ts';
import { merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';

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

  test('a page of conflicts begins where the last one ended, in the order of its key', () => {
    expect(steps(CONFLICTS, entity(1), 'merge', '2026', '/A/name', 50)).toBe('SEARCH conflict USING PRIMARY KEY ((entity,form_id,round,path)>(?,?,?,?))');
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
    expect(steps(SETTLED_OF_LEAF, 'abc', 'abcg')).toMatch(/^SEARCH m USING PRIMARY KEY \(entity>\? AND entity<\?\)/);
    expect(steps(STALE_LEAVES, 'view')).toBe('SEARCH stale_leaf USING PRIMARY KEY (kind=?)');
    expect(steps(LEAVES_OF_BRANCH, 'view', 'ab', 'abg')).toBe('SEARCH leaf USING PRIMARY KEY (kind=? AND prefix>? AND prefix<?)');
    expect(steps(OPEN_RUN)).toMatch(/USING (COVERING )?INDEX merge_run_open/);
  });

  test('what a revision descends from, and what a run has left waiting, are found by indexes', () => {
    expect(steps(ANCESTORS, '[]')).toMatch(/SEARCH r USING INDEX \S+ \(id=\?\)/);
    expect(steps(ANCESTORS, '[]')).not.toMatch(/SCAN r\b/);
    expect(steps(PENDING_OF_RUN, 1, 1)).toMatch(/^SCAN r USING INDEX revision_pending\n/);
    expect(steps(PENDING_OF_RUN, 1, 1)).toMatch(/SEARCH br USING PRIMARY KEY \(revision=\?\)/);
    expect(steps(OF_GROUP_COUNT, entity(1), 'merge', '2026')).toBe('SEARCH revision USING COVERING INDEX revision_by_entity (entity=? AND form_id=? AND round=?)');
    expect(steps(OTHER_ROUNDS, entity(1), 'merge', '2026')).toBe('SEARCH merged_response USING PRIMARY KEY (entity=?)');
  });

  test.each(Object.entries({ ...PIECES, lines: LINES_OF_BUNDLES }))('what goes to the central base is found by its bundles: %s', (_, sql) => {
    expect(steps(sql, '[]')).toMatch(/SEARCH br USING COVERING INDEX bundle_revision_by_bundle \(bundle=\?\)/);
    expect(steps(sql, '[]')).not.toMatch(/SCAN (br|r|p)\b/);
  });

  test('the pieces that go to the central base are sorted by their keys, whatever the bundles they stand in', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    for (const body of [a, b]) for (let company = 0; company < 20; company += 1) state(body, company, { '/A/name': body.key.body, '/A/phone': '+7 999' });
    const commission = newCommission(a, b);
    await merge(commission, await send(a, true), await send(b, true));
    const pieces = piecesOf(commission.db, commission.db.all<{ readonly manifest: string }>('SELECT manifest FROM bundle').map(({ manifest }) => manifest));
    for (const keys of [[...pieces.revisions()].map(({ id }) => id), [...pieces.links()].map(({ bundle, revision }) => `${bundle} ${revision}`), [...pieces.personal()].map(({ revision }) => revision)]) {
      expect(keys).toHaveLength(40);
      expect(keys).toEqual([...new Set(keys)].sort());
    }
  });
});
