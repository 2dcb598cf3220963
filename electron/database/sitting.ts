import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Path } from '../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from './db.ts';

/**
 * A window at work in a workspace, from its opening to its closing. A file in the folder says that it lasts; who finds one when
 * beginning knows that the last sitting was cut off. It stands beside the database and not in it, so that no backup holds it.
 */
interface Sitting {
  /** When the sitting that was cut off began; null when the last one was closed. */
  cutOff: number | null;
  readonly began: number;
}

const sittings = new WeakMap<ReadDb, Sitting>();
const fileOf = ({ folder }: ReadDb): string => join(folder, 'sitting.json');

/** Begins a sitting, or goes on with the one of this connection. Without room for the file the work goes on, and a crash will go unsaid. */
export function beginSitting(db: WriteDb, now: number): void {
  if (sittings.has(db)) return;
  const cutOff = readBegan(fileOf(db));
  sittings.set(db, { cutOff, began: now });
  // Cut off twice: what was entered before the first time has not been told yet.
  mark(db, cutOff ?? now);
}

/** The window is closed as it should be. Harmless without a sitting. */
export function endSitting(db: ReadDb): void {
  if (sittings.delete(db)) rmSync(fileOf(db), { force: true });
}

/** The person knows what was kept of the sitting that was cut off. */
export function forgetCutOff(db: WriteDb): void {
  const sitting = sittings.get(db);
  if (!sitting || sitting.cutOff === null) return;
  sitting.cutOff = null;
  mark(db, sitting.began);
}

export interface Kept {
  readonly response: number;
  readonly entity: string;
  /** How many places were entered in. */
  readonly count: number;
  /** The place that was entered last, and when. */
  readonly path: Path;
  readonly at: number;
}

export const KEPT_DRAFTS = `SELECT h.response, r.entity, COUNT(DISTINCT h.path) AS count, h.path, MAX(h.at) AS at
  FROM company c JOIN response r ON r.id = c.response CROSS JOIN answer_history h ON h.response = r.id
  WHERE r.status = 'draft' AND r.saved_at >= ? AND h.at >= ? AND h.act IS NULL AND substr(h.path, 1, 1) = '/' AND substr(h.path, -1) <> ']'
  GROUP BY h.response ORDER BY at DESC`;

/** What was entered in the sitting that was cut off, by draft, the latest first; nothing when the last one was closed. */
export function keptOfCutOff(db: ReadDb): readonly Kept[] {
  const since = sittings.get(db)?.cutOff ?? null;
  return since === null ? [] : db.all<Kept>(KEPT_DRAFTS, since, since);
}

function readBegan(file: string): number | null {
  try {
    const { began } = JSON.parse(readFileSync(file, 'utf8')) as { readonly began?: unknown };
    return typeof began === 'number' ? began : null;
  } catch {
    return null;
  }
}

function mark(db: WriteDb, began: number): void {
  try {
    writeFileSync(fileOf(db), JSON.stringify({ began }), { mode: 0o600, flush: true });
  } catch {
    // Nothing of the answers hangs on this file.
  }
}
