import type { Driver } from './driver.ts';

/** Who waits for a database to be opened. */
export interface Watch {
  /** How many pages of the file have been read. */
  readonly progress: (done: number, total: number) => void;
  /** Whether the person goes on without the check. */
  readonly skips: () => boolean;
}

/** Files of up to so many pages (64 MiB) are checked before anybody could read how far it is. */
const AT_ONCE = 16_384;
/** How many pages are read between two looks at the person: a few milliseconds of work. */
const PAGES = 1_000;

/**
 * Whether the pages of a database are sound (`quick_check`). A large file is read first, page by page: on an old disk this takes as long as
 * everything after it, so it says how far it is and can be left; the check itself says nothing until its end and then finds the pages in memory. Where the
 * person has left it the database counts as sound: the next start looks through it again, and the copy of the day is read back whole. Throws what
 * SQLite throws at a page that cannot be read at all.
 */
export function isSound(driver: Driver, watch: Watch | null): boolean {
  const pages = watch ? pagesOf(driver) : 0;
  if (watch && pages > AT_ONCE && !readThrough(driver, pages, watch)) return true;
  return driver.pragma('quick_check(1)', { simple: true }) === 'ok';
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
