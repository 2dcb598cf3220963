import { ok } from '../../shared/base/result.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { Host } from '../jobs/host.ts';
import type { Dialogs } from './dialogs.ts';
import type { Dispatch } from './ipc.ts';
import type { PreferenceStore } from './preferences.ts';
import type { Tickets } from './tickets.ts';

export interface Desk {
  readonly host: Host;
  readonly dialogs: Dialogs;
  readonly tickets: Tickets;
  readonly preferences: PreferenceStore;
  readonly language: () => Language;
  readonly folder: () => string;
}

/** Leads every call of the window to who answers it: dialogs and preferences here, everything else in the workers. */
export function createDispatch(desk: Desk): Dispatch {
  return (method, args) => {
    switch (method) {
      case 'service.start':
        return Promise.resolve(ok({ kind: 'first-run', language: desk.language(), folder: desk.folder() }));
      default:
        return desk.host.call(method, args);
    }
  };
}
