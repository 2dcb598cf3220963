import type { JobProgress, Events } from '../../shared/ipc/api.ts';
import type { Clock, Randomness } from '../../shared/base/hash.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { OsWrap } from '../bundle/keys/keystore.ts';

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
}

/** Thrown by {@link Context.checkCancelled}; transactions roll back, and the answer is the failure `cancelled`. */
export class Cancelled extends Error {}
