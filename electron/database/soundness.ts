import { statSync } from 'node:fs';
import { openFile, type Driver } from './driver.ts';
import { failureOf } from './trouble.ts';

/** Who waits for a database to be opened. */
export interface Watch {
  /** How many pages of the file have been read. */
  readonly progress: (done: number, total: number) => void;
  /** Whether the person goes on without the check. */
  readonly skips: () => boolean;
  /** Has {@link checkFile} look through the file in a process of its own: SQLite says nothing until its end and cannot be told to stop, a process can. Left out, the check is made here and waited for. */
  readonly beside?: ((file: string) => Check) | undefined;
}

/** What a check found; `untold` when its process came to nothing. */
export type Verdict = 'sound' | 'damaged' | 'untold';

/** A check that is under way in a process of its own. */
export interface Check {
  /** Waits for its end, at most so many milliseconds; null: it is not over. */
  readonly wait: (ms: number) => Verdict | null;
  /** Ends the process, whatever it is at. It only reads: the database is none the worse. */
  readonly end: () => void;
}

/** Files of up to so many pages (64 MiB) are checked before anybody could read how far it is. */
const AT_ONCE = 16_384;
/** The same in bytes. */
const SMALL = AT_ONCE * 4_096;
/** How many pages are read between two looks at the person: a few milliseconds of work. */
const PAGES = 1_000;
/** How long a check beside is waited for between two looks at the person, in ms. */
const LOOK = 50;
/** How long a check beside waits for who holds the database, in ms. */
const BUSY = 10_000;

/**
 * Whether the pages of a database are sound (`quick_check`). A large file is read first, page by page: on an old disk this takes as long as
 * everything after it, so it says how far it is; the check itself says nothing until its end and then finds the pages in memory. Both can be left. Where the
 * person has left it the database counts as sound: the next start looks through it again, and the copy of the day is read back whole. Throws what
 * SQLite throws at a page that cannot be read at all.
 */
export function isSound(driver: Driver, watch: Watch | null): boolean {
  const pages = watch ? pagesOf(driver) : 0;
  if (watch === null || pages <= AT_ONCE) return quickCheck(driver);
  if (!readThrough(driver, pages, watch)) return true;
  const verdict = watch.beside ? outcomeOf(watch.beside(driver.name), watch.skips) : 'untold';
  return verdict === 'untold' ? quickCheck(driver) : verdict !== 'damaged';
}

/**
 * Whether SQLite finds nothing wrong in a copy. Throws what opening throws, and what `checkCancelled` throws: a large copy is looked through beside, where there
 * is a process for it.
 */
export function isSoundCopy(path: string, { beside, checkCancelled }: Pick<Watch, 'beside'> & { readonly checkCancelled: () => void } = { checkCancelled: () => undefined }): boolean {
  checkCancelled();
  const verdict = beside && statSync(path).size > SMALL ? outcomeOf(beside(path), () => {
    checkCancelled();
    return false;
  }) : 'untold';
  if (verdict !== 'untold') return verdict === 'sound';
  const driver = openFile(path, { readonly: true, timeout: 0 });
  try {
    return quickCheck(driver);
  } finally {
    driver.close();
  }
}

/** Whether the pages of the database at this path are sound, through a connection of its own that reads. Null when that cannot be told: it cannot be opened. */
export function checkFile(path: string): boolean | null {
  try {
    const driver = openFile(path, { readonly: true, timeout: BUSY });
    try {
      driver.pragma('cell_size_check = ON');
      return quickCheck(driver);
    } finally {
      driver.close();
    }
  } catch (error) {
    return failureOf(error)?.code === 'workspace-damaged' ? false : null;
  }
}

/**
 * One pass over all of the file: table by table it would miss a page that two tables use, or a table and the list of free pages. Nothing shorter is as
 * true, so what has to be left is left as a whole.
 */
function quickCheck(driver: Driver): boolean {
  return driver.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** What a check beside found; null when nobody waits for it any more. Either way its process is gone then. */
function outcomeOf(check: Check, isLeft: () => boolean): Verdict | null {
  try {
    for (;;) {
      const verdict = check.wait(LOOK);
      if (verdict !== null) return verdict;
      if (isLeft()) return null;
    }
  } finally {
    check.end();
  }
}

/** Reads all pages; false when the person does not wait for the end. */
function readThrough(driver: Driver, total: number, { progress, skips }: Watch): boolean {
  let done = 0;
  for (const _page of driver.prepare('SELECT pageno FROM dbstat').iterate()) {
    done += 1;
    if (done % PAGES !== 0) continue;
    if (skips()) return false;
    progress(done, total);
  }
  progress(total, total);
  return !skips();
}

/** Pages in use. */
function pagesOf(driver: Driver): number {
  const count = (name: string): number => driver.pragma(name, { simple: true }) as number;
  return count('page_count') - count('freelist_count');
}
