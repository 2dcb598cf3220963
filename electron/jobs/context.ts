import type { JobProgress, Events } from '../../shared/ipc/api.ts';
import type { Clock, Randomness } from '../../shared/base/hash.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { Watch } from '../database/soundness.ts';

/** A second lock around the box of a key by the system of this PC (`safeStorage`), where there is one (B20). The command line has none. */
export interface OsWrap {
  readonly available: () => boolean;
  /** Null when this system has no such lock. */
  readonly wrap: (bytes: Uint8Array) => Uint8Array | null;
  /** Null when this system cannot open it: another PC, another account. */
  readonly unwrap: (bytes: Uint8Array) => Uint8Array | null;
}

/** What every handler is given beside its arguments: the world outside, so that tests and the command line can give their own. */
export interface Context extends Clock, Randomness {
  /** The workspace folder: `svod.db`, `keys/`, `backups/`. */
  readonly folder: string;
  readonly language: Language;
  /** The window that works there; the command line has none. */
  readonly window?: string;
  /** The second lock of keys by the system (B20); the window has one, the command line has none. */
  readonly osWrap?: OsWrap;
  readonly progress: (progress: Omit<JobProgress, 'job'>) => void;
  readonly step: (step: Omit<Events['step'], 'job'>) => void;
  /** Throws `Cancelled` when the person has cancelled; called between pieces of long work. */
  readonly checkCancelled: () => void;
  /** Whether the person goes on without the check of a database that is being opened; the command line always waits. */
  readonly skipsCheck?: () => boolean;
  /** Where a large database is checked in a process of its own; the command line, which Ctrl+C ends as a whole, needs none. */
  readonly checkBeside?: Watch['beside'];
}

/** Thrown by {@link Context.checkCancelled}; transactions roll back, and the answer is the failure `cancelled`. */
export class Cancelled extends Error {}
