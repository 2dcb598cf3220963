import { useMemo } from 'react';
import { keptFor } from '../service/keptFor.ts';
import { useProgram, useWorkspace, type Program } from '../service/program.tsx';
import type { RunJob } from '../service/status.ts';
import { createDeskStore, type DeskStore } from './desk/desk.ts';
import { createChecksStore, type ChecksStore } from './jobs/checks.ts';
import { createSyncStore, type SyncStore } from './jobs/sync.ts';
import { createTablesStore, type TablesStore } from './jobs/tables.ts';

type Create<S> = (bridge: Program['bridge'], runJob: RunJob) => S;

const workspacesOf = keptFor((_: Program) => new Map<string, Map<Create<unknown>, unknown>>());

/** The one store of its kind in the workspace that is open: what it holds stays while the person looks at something else, and is shown in no other workspace. */
function useKept<S>(create: Create<S>): S {
  const program = useProgram();
  const { id } = useWorkspace();
  return useMemo(() => {
    const workspaces = workspacesOf(program);
    const stores = workspaces.get(id) ?? new Map<Create<unknown>, unknown>();
    workspaces.set(id, stores);
    if (!stores.has(create)) stores.set(create, create(program.bridge, program.status.getState().run));
    return stores.get(create) as S;
  }, [program, id, create]);
}

/** The desk where bundles are verified and merged. */
export const useDesk = (): DeskStore => useKept(createDeskStore);
export const useSync = (): SyncStore => useKept(createSyncStore);
export const useTables = (): TablesStore => useKept(createTablesStore);
export const useChecks = (): ChecksStore => useKept(createChecksStore);
