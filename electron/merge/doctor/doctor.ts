import type { Revision } from '../../../shared/bundle/revision/revision.ts';
import { revisionId } from '../../../shared/bundle/revision/revisionLine.ts';
import { viewHash } from '../../../shared/merge/hash.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import { auditHead, brokenLink, type AuditHead } from '../../database/tables/audit.ts';
import { bundlesWith } from '../../database/tables/bundle.ts';
import { findCompany } from '../../database/tables/company.ts';
import { viewHashes } from '../../database/tables/merged.ts';
import { currentRegistry } from '../../database/tables/registry.ts';
import { countRevisions, parentsOf } from '../../database/tables/revision.ts';
import { viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import { strangeHeads, type StrangeHead } from './heads.ts';

export interface DamagedRevision {
  readonly revision: string;
  /** `CC:number` of the company the row names. */
  readonly company: string | null;
  /** Files of the bundles that hold it whole. */
  readonly bundles: readonly string[];
}

export interface Examination {
  /** Nothing is wrong. */
  readonly ok: boolean;
  /** What SQLite says of its pages; empty when they are whole. */
  readonly integrity: readonly string[];
  readonly foreignKeys: number;
  readonly revisions: number;
  /** Revisions whose bytes no longer make their id, or whose columns say something else than their bytes (M12). */
  readonly damaged: readonly DamagedRevision[];
  readonly audit: { readonly count: number; readonly brokenAt: number | null };
  /** Audit heads in bundles that show that a log was cut or rewritten (M11). */
  readonly heads: readonly StrangeHead[];
  /** The registry in force is signed as it should be; true when there is none. */
  readonly registry: boolean;
  /** Kept views that differ from what the revisions say. */
  readonly views: { readonly checked: number; readonly stale: number };
}

interface Row {
  readonly id: string;
  readonly body: Uint8Array;
  readonly entity: string;
  readonly formId: string;
  readonly formHash: string;
  readonly round: string;
  readonly op: string;
  readonly author: string;
  readonly person: string;
  readonly installation: string;
  readonly claimedAt: string;
}

/**
 * Looks through the whole workspace and names what is damaged: SQLite's pages carry no checksum, so every revision's id is
 * computed again from its bytes (M12), every link of the audit chain from its entry (M11), every view from its revisions (M3).
 * `given`: heads of our audit log that somebody else holds.
 */
export function examine(db: ReadDb, onProgress: (done: number, total: number) => void = () => undefined, given: readonly AuditHead[] = []): Examination {
  const integrity = db.all<{ readonly integrity_check: string }>('PRAGMA integrity_check').map((row) => row.integrity_check).filter((line) => line !== 'ok');
  const foreignKeys = db.all('PRAGMA foreign_key_check').length;
  const { all } = countRevisions(db);
  const damaged: DamagedRevision[] = [];
  let done = 0;
  const wrong: Row[] = [];
  const rows = db.each<Row>(
    `SELECT id, body, entity, form_id AS formId, form_hash AS formHash, round, op, author, person, installation, claimed_at AS claimedAt FROM revision ORDER BY id`,
  );
  for (const row of rows) {
    if (!isWhole(row)) wrong.push(row);
    done += 1;
    if (done % 500 === 0) onProgress(done, all);
  }
  const misplaced = db.all<{ readonly id: string }>('SELECT id FROM revision ORDER BY id').filter(({ id }) => !hasItsParents(db, id));
  const known = new Set(wrong.map(({ id }) => id));
  for (const id of [...wrong.map((row) => row.id), ...misplaced.map((row) => row.id).filter((one) => !known.has(one))]) damaged.push(describe(db, id));

  const audit = { count: auditHead(db).count, brokenAt: brokenLink(db, sha256) };
  const heads = strangeHeads(db, given);
  const registry = currentRegistry(db) === null || loadRegistry(db) !== null;
  const views = damaged.length > 0 ? { checked: 0, stale: 0 } : examineViews(db);
  const ok = integrity.length === 0 && foreignKeys === 0 && damaged.length === 0 && audit.brokenAt === null && heads.length === 0 && registry && views.stale === 0;
  return { ok, integrity, foreignKeys, revisions: all, damaged, audit, heads, registry, views };
}

function isWhole(row: Row): boolean {
  if (revisionId(sha256, row.body) !== row.id) return false;
  const revision = JSON.parse(new TextDecoder().decode(row.body)) as Revision;
  const { entity, form, round, op, author, person, installation, claimedAt } = revision;
  return (
    entity === row.entity && form.id === row.formId && form.hash === row.formHash && round === row.round && op === row.op && author === row.author &&
    person === row.person && installation === row.installation && claimedAt === row.claimedAt
  );
}

function hasItsParents(db: ReadDb, id: string): boolean {
  const body = db.value<Uint8Array>('SELECT body FROM revision WHERE id = ?', id) as Uint8Array;
  try {
    const { parents } = JSON.parse(new TextDecoder().decode(body)) as Revision;
    return JSON.stringify(parents) === JSON.stringify(parentsOf(db, id));
  } catch {
    return false;
  }
}

function describe(db: ReadDb, revision: string): DamagedRevision {
  const company = findCompany(db, db.value<string>('SELECT entity FROM revision WHERE id = ?', revision) ?? '');
  return { revision, company: company ? `${company.country}:${company.number}` : null, bundles: bundlesWith(db, revision).map((bundle) => bundle.fileName) };
}

function examineViews(db: ReadDb): Examination['views'] {
  const kept = viewHashes(db);
  let stale = 0;
  for (const row of kept) {
    const members = loadMembers(db, row);
    const revisions = db.value<number>('SELECT revisions FROM merged_response WHERE entity = ? AND form_id = ? AND round = ?', row.entity, row.formId, row.round);
    // Revisions made here since are computed when they are asked for.
    if (revisions !== members.length) continue;
    const { view, rules } = viewOfMembers(db, row, members);
    if (viewHash(sha256, view, rules) !== row.hash) stale += 1;
  }
  return { checked: kept.length, stale };
}
