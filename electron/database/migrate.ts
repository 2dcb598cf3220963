import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { WriteDb } from './db.ts';
import { driverOf } from './db.ts';
import type { Migration } from './migration.ts';
import { start } from './migrations/0010-start.ts';
import { receipts } from './migrations/0020-receipts.ts';
import { nationalSignatures } from './migrations/0040-national-signatures.ts';
import { settling } from './migrations/0050-settling.ts';
import { identity } from './migrations/0051-identity.ts';
import { moved } from './migrations/0060-moved.ts';
import { answerHistory } from './migrations/0085-answer-history.ts';
import { conflictRules } from './migrations/0101-conflict-rules.ts';
import { mergeReports } from './migrations/0100-merge-reports.ts';
import { rounds } from './migrations/0110-rounds.ts';
import { revisionRows } from './migrations/0120-revision-rows.ts';
import { keptViews } from './migrations/0121-kept-views.ts';
import { keptSums } from './migrations/0122-kept-sums.ts';
import { lastRound } from './migrations/0140-last-round.ts';
import { secondEntry } from './migrations/0141-second-entry.ts';
import { importedDrafts } from './migrations/0210-imported-drafts.ts';
import { formDefinitions } from './migrations/0211-form-definitions.ts';
import { keptParts } from './migrations/0230-kept-parts.ts';
import { hashTree } from './migrations/0231-hash-tree.ts';
import { ruleRevocations } from './migrations/0232-rule-revocations.ts';
import { firstArrivals } from './migrations/0240-first-arrivals.ts';
import { withdrawn } from './migrations/0241-withdrawn.ts';
import { withdrawing } from './migrations/0250-withdrawing.ts';
import { withdrawalAsked } from './migrations/0350-withdrawal-asked.ts';
import { firstEntryReadings } from './migrations/0410-first-entry-readings.ts';
import { write } from './transaction.ts';

export const MIGRATIONS: readonly Migration[] = [start, receipts, nationalSignatures, settling, identity, moved, answerHistory, mergeReports, conflictRules, rounds, revisionRows, keptViews, keptSums, lastRound, secondEntry, importedDrafts, formDefinitions, keptParts, hashTree, ruleRevocations, firstArrivals, withdrawn, withdrawing, withdrawalAsked, firstEntryReadings];

/** The `user_version` this program writes; a database above it comes from a newer program. */
export const CURRENT_VERSION = Math.max(...MIGRATIONS.map((migration) => migration.version));

/** Runs every migration above the database's version, all in one transaction: either all or none. */
export function migrate(db: WriteDb, migrations: readonly Migration[] = MIGRATIONS): Result<{ readonly from: number; readonly to: number }, Failure> {
  const driver = driverOf(db);
  const from = driver.pragma('user_version', { simple: true }) as number;
  return write(db, () => {
    let to = from;
    for (const migration of migrations) {
      if (migration.version <= from) continue;
      driver.exec(migration.sql);
      to = migration.version;
    }
    driver.pragma(`user_version = ${to}`);
    return ok({ from, to });
  });
}
