import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Path } from '../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from './db.ts';

/**
 * A window at work in a workspace, from its opening to its closing. A file in the folder says that it lasts; another window that finds one when
 * beginning knows that the last sitting was cut off. It stands beside the database and not in it, so that no backup holds it.
 */
interface Sitting {
  /** Since when nobody has been told what was kept of sittings that were cut off; null when there is nothing to tell. */
  cutOff: number | null;
  readonly began: number;
  /** Whose it is: the same window goes on with it, whatever became of the worker that had the database open. */
  readonly window: string;
}

const sittings = new WeakMap<ReadDb, Sitting>();
const fileOf = ({ folder }: ReadDb): string => join(folder, 'sitting.json');

/** Begins the sitting of a window, or goes on with it. Without room for the file the work goes on, and a crash will go unsaid. */
export function beginSitting(db: WriteDb, window: string, now: number): void {
  if (sittings.has(db)) return;
  const left = readLeft(fileOf(db));
  const goesOn = left?.window === window;
  // Cut off twice: what was entered before the first time has not been told yet.
  const sitting: Sitting = goesOn ? left : { window, began: now, cutOff: left === null ? null : left.cutOff ?? left.began };
  sittings.set(db, sitting);
  if (!goesOn) mark(db, sitting);
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
  mark(db, sitting);
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

const Left = z.object({ began: z.number(), cutOff: z.number().nullable().default(null), window: z.string().default('') });

function readLeft(file: string): Sitting | null {
  try {
    return Left.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function mark(db: WriteDb, sitting: Sitting): void {
  try {
    writeFileSync(fileOf(db), JSON.stringify(sitting), { mode: 0o600, flush: true });
  } catch {
    // Nothing of the answers hangs on this file.
  }
}
