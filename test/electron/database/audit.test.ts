import { expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { appendAudit, auditHead, brokenLink } from '../../../electron/database/tables/audit.ts';
import { insertQuarantine, listQuarantine } from '../../../electron/database/tables/quarantine.ts';
import { listAudit } from '../../helpers/audit.ts';
import { newMinistry, NOON } from '../../helpers/bundles.ts';

test('M11: the audit log is a chain; cutting, changing or swapping entries is seen', () => {
  const { db } = newMinistry();
  for (let number = 1; number <= 5; number += 1) appendAudit(db, sha256, { at: NOON, person: 'И. Иванова', act: 'survey.completed', about: { number } });
  expect(auditHead(db).count).toBe(5);
  expect(brokenLink(db, sha256)).toBeNull();
  expect(listAudit(db, 0, 2).map((row) => row.entry.about)).toEqual([{ number: 5 }, { number: 4 }]);
  const entry = db.value<string>('SELECT entry FROM audit WHERE count = 3') ?? '';
  db.run('UPDATE audit SET entry = ? WHERE count = 3', entry.replace('3', '4'));
  expect(brokenLink(db, sha256)).toBe(3);
  db.run('UPDATE audit SET entry = ? WHERE count = 3', entry);
  db.run('DELETE FROM audit WHERE count = 2');
  expect(brokenLink(db, sha256)).toBe(2);
});

test('the quarantine remembers each refused file with its reason', () => {
  const { db } = newMinistry();
  insertQuarantine(db, { fileName: 'a.svod', sha256: 'f'.repeat(64), failure: { code: 'hash-mismatch', values: { detail: 'data/revisions.jsonl' } }, step: 5, at: NOON });
  expect(listQuarantine(db)).toMatchObject([{ fileName: 'a.svod', step: 5, failure: { code: 'hash-mismatch', values: { detail: 'data/revisions.jsonl' } } }]);
});
