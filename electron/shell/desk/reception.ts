import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ArgumentsOf, JobProgress, MethodName, ValueOf } from '../../../shared/ipc/api.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { WorkResult } from '../../workers/handlers.ts';
import type { Host } from '../../workers/host.ts';
import type { Press } from '../paper/press.ts';
import type { Zoom } from '../window/zoom.ts';
import type { Dialogs } from './dialogs.ts';
import type { MainJobs } from './mainJobs.ts';
import type { Tickets } from './tickets.ts';

/** What a call may need of the main thread. */
export interface Reception extends Press {
  readonly host: Host;
  /** The answer to the window's first `service.start`, asked for ahead of it. */
  readonly early: Promise<WorkResult<'service.start'>>;
  readonly dialogs: Dialogs;
  /** Files a person chose, and files the program wrote. */
  readonly files: Tickets<string>;
  /** What was read from files and shown, kept until the person agrees. */
  readonly contents: Tickets<Uint8Array>;
  /** What is printed, as long as it lasts. */
  readonly mainJobs: MainJobs;
  readonly tellProgress: (progress: JobProgress) => void;
  readonly language: () => Language;
  readonly setLanguage: (language: Language) => void;
  readonly setFolder: (folder: string) => void;
  readonly zoom: Zoom;
  /** The practice workspaces: where they are made, and whether the window is in one of them. */
  readonly example: { readonly folder: string; readonly visit: (workspace: string) => void; readonly leave: () => void };
  readonly showFile: (path: string) => void;
}

/** Methods of a room that begin in main, because they ask a person, show something, or remember something of the window. */
export type Answering<M extends MethodName> = { readonly [N in M]: (args: ArgumentsOf<N>) => Promise<Result<ValueOf<N>, Failure>> };

/** Does what a person agreed to with what they were shown; once it is done nobody asks for that again, and it is forgotten. */
export async function settle<T>(contents: Tickets<Uint8Array>, tickets: readonly string[], work: (shown: readonly Uint8Array[]) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const shown = contents.findAll(tickets);
  if (shown === null) return unknownTicket;
  const done = await work(shown);
  if (done.ok) contents.drop(...tickets);
  return done;
}

/** A ticket nobody issued: the window made it up, or it is from an earlier run. */
export const unknownTicket = err<Failure>({ code: 'usage' });
export const cancelled = ok(null);
