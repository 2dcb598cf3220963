import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Events } from '../../shared/ipc/api.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { CheckRequest } from './beside.ts';
import type { WorkName } from './handlers.ts';
import type { LockRequest } from './osWrap.ts';
import type { Trace } from './trace.ts';

/** Where the work is done, as main knows it at the moment of the call. */
export interface Place {
  readonly folder: string;
  readonly language: Language;
  /** The window that works there, another one at every start of the program. */
  readonly window: string;
}

/** main → worker. */
export type Order =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: WorkName;
      readonly args: unknown;
      /** Under which its events are known: {@link OPENING} for opening a workspace, empty for other short work. */
      readonly job: string;
      readonly place: Place;
      /** Its first number becomes 1 when the person cancels, its second when they go on without the check of the database that is being opened. */
      readonly stop: SharedArrayBuffer;
    }
  /** Close the database and leave. */
  | { readonly kind: 'leave' };

/** worker → main. */
export type Report =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown, Failure> }
  /** A bug: only what may be written to the log. */
  | { readonly kind: 'threw'; readonly id: number; readonly trace: Trace }
  | { readonly kind: 'event'; readonly event: { readonly [E in keyof Events]: { readonly name: E; readonly payload: Events[E] } }[keyof Events] }
  /** The worker waits for the answer. */
  | { readonly kind: 'lock'; readonly request: LockRequest }
  | { readonly kind: 'check'; readonly request: CheckRequest }
  | { readonly kind: 'left' };
