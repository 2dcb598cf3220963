import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { BackupCopy } from '../../../shared/ipc/service.ts';
import type { Closing } from '../closing.ts';
import type { RunJob } from '../status.ts';

/** What came of the last act. */
export type BackupsSaid =
  | { readonly kind: 'made' }
  /** How many copies were read, or how many of them are damaged. */
  | { readonly kind: 'sound' | 'damaged'; readonly count: number }
  | { readonly kind: 'not-made' | 'failed'; readonly failure: Failure };

export interface Backups {
  /** Null while they are being listed. */
  readonly copies: readonly BackupCopy[] | null;
  /** Names of those that were found damaged. */
  readonly damaged: readonly string[];
  /** Names of those that were read again while this was open. */
  readonly read: readonly string[];
  readonly said: BackupsSaid | null;
  /** The workspace that was made of a copy last. */
  readonly restored: { readonly folder: string; readonly ticket: string } | null;
  readonly busy: boolean;
}

export interface BackupsStore extends StoreApi<Backups> {
  readonly load: () => Promise<void>;
  readonly make: () => Promise<void>;
  /** Reads all copies again. */
  readonly check: () => Promise<void>;
  /** Makes a workspace of the copy in a folder that the person chooses. */
  readonly restore: (name: string) => Promise<void>;
  readonly enter: (ticket: string) => Promise<void>;
}

interface BackupsParts {
  readonly bridge: Bridge;
  readonly run: RunJob;
  /** What is unsaved is saved before a copy is made or left. */
  readonly closing: Pick<Closing, 'run'>;
  readonly openRestored: (ticket: string) => Promise<Failure | null>;
}

/** The copies of the workspace and what is done with them, one act at a time; what came of the last is said. */
export function createBackups({ bridge, run, closing, openRestored }: BackupsParts): BackupsStore {
  const store = createStore<Backups>(() => ({ copies: null, damaged: [], read: [], said: null, restored: null, busy: false }));
  const { getState, setState } = store;
  const load = async (): Promise<void> => {
    const answer = await bridge.call('service.backups', undefined);
    if (answer.ok) setState({ copies: answer.value });
    // What came of an act is worth more than that the list is as it was.
    else if (getState().said === null) setState({ said: { kind: 'failed', failure: answer.error } });
  };
  const act = async (work: () => Promise<BackupsSaid | null>): Promise<void> => {
    if (getState().busy) return;
    setState({ busy: true, restored: null, said: null });
    await closing.run();
    setState({ said: await work() });
    await load();
    setState({ busy: false });
  };
  return {
    ...store,
    load,
    make: () => act(async () => {
      const answer = await run((job) => bridge.call('service.backUp', { job }));
      return answer.ok ? { kind: 'made' } : { kind: 'not-made', failure: answer.error };
    }),
    check: () => act(async () => {
      const copies = getState().copies ?? [];
      const answer = await run((job) => bridge.call('service.checkBackups', { job }));
      if (!answer.ok) return { kind: 'failed', failure: answer.error };
      setState({ damaged: answer.value, read: copies.map(({ name }) => name) });
      return answer.value.length > 0 ? { kind: 'damaged', count: answer.value.length } : { kind: 'sound', count: copies.length };
    }),
    restore: (name) => act(async () => {
      const answer = await run((job) => bridge.call('service.restoreBackup', { job, name }));
      if (!answer.ok) {
        if (answer.error.code === 'copy-damaged') setState({ damaged: [...getState().damaged, name] });
        return { kind: 'failed', failure: answer.error };
      }
      setState({ restored: answer.value });
      return null;
    }),
    enter: async (ticket) => {
      if (getState().busy) return;
      setState({ busy: true });
      const failure = await openRestored(ticket);
      setState({ busy: false, ...(failure && { said: { kind: 'failed', failure } }) });
    },
  };
}
