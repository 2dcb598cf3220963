import { basename } from 'node:path';
import { statSync } from 'node:fs';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { Host } from '../jobs/host.ts';
import type { Dialogs } from './dialogs.ts';
import type { Dispatch } from './ipc.ts';
import type { Tickets } from './tickets.ts';
import { words, type DialogWords } from './words.ts';

/** What a call may need of the main thread. */
export interface Reception {
  readonly host: Host;
  readonly dialogs: Dialogs;
  readonly files: Tickets<string>;
  readonly contents: Tickets<Uint8Array>;
  readonly language: () => Language;
  readonly setLanguage: (language: Language) => void;
  readonly setFolder: (folder: string) => void;
  readonly showFile: (path: string) => void;
  /** Writes a recovery sheet as PDF. */
  readonly printSheet: (sheet: RecoverySheet, path: string) => Promise<void>;
}

type Answering = { readonly [M in MethodName]?: (args: ArgumentsOf<M>) => Promise<Result<ValueOf<M>, Failure>> };
type Forwarded = Exclude<MethodName, keyof ReturnType<typeof receive>>;

const unknownTicket = err<Failure>({ code: 'usage' });

/** Leads every call of the window to who answers it: what needs a dialog begins here, all the rest goes to the workers as it is. */
export function createDispatch(reception: Reception): Dispatch {
  const here: Answering = receive(reception);
  return (method, args) => {
    const answer = here[method] as ((args: unknown) => Promise<Result<unknown, Failure>>) | undefined;
    return answer ? answer(args) : reception.host.call(method as Forwarded, args as never);
  };
}
