import type { Bridge, ValueOf } from '../../../shared/ipc/api.ts';
import type { ExportTables } from '../../../shared/ipc/insight.ts';
import type { RunJob } from '../../service/status.ts';
import { createWorkStore, type WorkStore } from './work.ts';

export type WrittenTables = NonNullable<ValueOf<'insight.export'>>;
export type TablesStore = WorkStore<ExportTables, WrittenTables>;

/** Tables for other programs: asks for a folder and writes there. */
export function createTablesStore(bridge: Bridge, runJob: RunJob): TablesStore {
  return createWorkStore(bridge, runJob, (job, what) => bridge.call('insight.export', { job, ...what }));
}
