import { stateHashes } from '../../electron/merge/desk/state.ts';
import { syncStore } from '../../electron/merge/central/sync.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import type { SyncReport } from '../../shared/ipc/sync.ts';
import { type Workspace } from './bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from './merging.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { valueOf } from './result.ts';

/** A server for central bases, and what desks of the Commission are to share: four bundles of two bodies, the last two of one company each. */
export interface Central {
  readonly server: Postgres;
  readonly a: Workspace;
  readonly b: Workspace;
  readonly paths: readonly string[];
  /** What a desk sees that has merged all four bundles. */
  readonly whole: unknown;
  /** The address of a new base that nobody has prepared. */
  readonly newStore: () => string;
}

export async function startCentral(): Promise<Central> {
  const server = await startPostgres();
  const [a, b] = [newBody(1), newBody(2)];
  for (let company = 0; company < 260; company += 1) {
    state(a, company, { '/A/name': `ООО «${company}»`, '/A/region': 'Тверь', ...(company === 1 ? { '/A/phone': '+7 999' } : {}) });
    state(b, company, { '/A/name': `ООО «${company}»`, '/A/region': company < 5 ? 'Псков' : 'Тверь' });
  }
  const first = [await send(a, true), await send(b)];
  state(a, 400, { '/A/name': 'АО «Кристалл»' });
  state(b, 401, { '/A/name': 'АО «Сапфир»' });
  const paths = [...first, await send(a), await send(b)];
  const commission = newCommission(a, b);
  await merge(commission, ...paths);
  let databases = 0;
  return { server, a, b, paths, whole: stateHashes(commission.db), newStore: () => server.newDatabase(`base${(databases += 1)}`) };
}

/** The name of a base, as `psql` takes it. */
export const nameOf = (store: string): string => new URL(store).pathname.slice(1);

export async function sync(workspace: Workspace, store: string, more: Partial<Desk> = {}, passphrase?: string): Promise<SyncReport> {
  return valueOf(await syncStore(deskOf(workspace, more), { store, passphrase }));
}
