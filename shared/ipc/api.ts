import type { Failure } from '../base/failure.ts';
import type { Result } from '../base/result.ts';
import type * as bundle from './bundle.ts';
import type * as ceremony from './ceremony.ts';
import type * as doctor from './doctor.ts';
import type * as insight from './insight.ts';
import type * as intake from './intake.ts';
import type * as keys from './keys.ts';
import type * as merge from './merge.ts';
import type * as mergeDesk from './mergeDesk.ts';
import type * as rules from './rules.ts';
import type * as service from './service.ts';
import type * as survey from './survey.ts';

/**
 * Everything the window can ask of the program: rooms → methods → arguments and answer. Every answer crosses as a
 * {@link Result}; nothing is thrown. Methods whose arguments hold a `job` are long: their {@link Events} carry that id
 * while they run, and `service.cancel` stops them.
 */
export type Api = service.Methods & survey.Methods & intake.Methods & bundle.Methods & ceremony.Methods & keys.Methods & doctor.Methods & merge.Methods & mergeDesk.Methods & rules.Methods & insight.Methods;

export type MethodName = keyof Api;
export type ArgumentsOf<M extends MethodName> = Api[M]['arguments'];
export type ValueOf<M extends MethodName> = Api[M]['value'];

/** What the preload gives the window as `window.svod`. */
export interface Bridge {
  call<M extends MethodName>(method: M, args: ArgumentsOf<M>): Promise<Result<ValueOf<M>, Failure>>;
  /**
   * Takes the files and folders that a person dropped on the window (`File` objects) to the merge desk, as `merge.pick` does. Their paths
   * go from the preload to main: the page can bring nothing that nobody dropped.
   */
  drop(files: readonly object[]): Promise<Result<merge.Picked, Failure>>;
  /** Listens to events of the program; returns a function that stops listening. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** The window is about to close: the listener saves what is unsaved before it resolves. */
  onClosing(listener: () => Promise<boolean>): void;
}

export interface Events {
  readonly progress: JobProgress;
  readonly step: merge.StepEvent;
  /** The window is drawn larger or smaller now, whoever asked. */
  readonly zoom: { readonly percent: number };
}

export interface JobProgress {
  readonly job: string;
  /** Key of a sentence `phase.<phase>` in `renderer/text`. */
  readonly phase: 'reading' | 'verifying' | 'planning' | 'judging' | 'merging' | 'settling' | 'backing-up' | 'collecting' | 'sealing' | 'writing' | 'checking' | 'connecting' | 'pushing' | 'pulling' | 'publishing' | 'trying' | 'answering' | 'approving' | 'moving' | 'listing' | 'printing' | 'opening';
  readonly done: number;
  readonly total: number;
}
