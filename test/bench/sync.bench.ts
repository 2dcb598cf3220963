import { performance } from 'node:perf_hooks';
import { sealBundle } from '../../electron/bundle/container/seal.ts';
import type { Value } from '../../electron/database/db.ts';
import { setBundleState } from '../../electron/database/tables/bundle.ts';
import { write } from '../../electron/database/transaction.ts';
import { syncStore } from '../../electron/merge/central/sync.ts';
import { binaryRows, bytesOf, int32, textOf, type BinaryField } from '../../electron/store/binary.ts';
import { withStore } from '../../electron/store/connect.ts';
import { migrateStore } from '../../electron/store/migrate.ts';
import { ok } from '../../shared/base/result.ts';
import type { SyncReport } from '../../shared/ipc/sync.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { NOON, type Workspace } from '../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../helpers/merging.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, startPostgres } from '../helpers/postgres.ts';
import { valueOf } from '../helpers/result.ts';
import { printComparison, quantile, timed } from './measure.ts';

/** Five ministries; every company is stated again and again, a bundle a hundred revisions. */
const BODIES = 5;
const REVISIONS = Number(process.env['SVOD_BENCH_REVISIONS'] ?? 100_000);
const COMPANIES = REVISIONS / 20;
const BUNDLE = 100;
const RUNS = 3;
const SMALL_RUNS = 3;

if (POSTGRES_BINARIES === null) {
  console.log(`Syncing${NO_POSTGRES}`);
  process.exit(0);
}

function answersOf(company: number, time: number): Readonly<Record<string, Answer>> {
  const answers: Record<string, Answer> = { '/A/name': `ООО «Завод ${company}»`, '/A/amount': company * 100 + time };
  for (let question = 0; question < 60; question += 1) answers[`/B/B${question}`] = question % 3 === 0 ? `Ответ ${question} завода ${company}` : company * question + (question % 20 === 0 ? time : 0);
  return answers;
}

/** The bundles of a body, sealed as an export seals them, without their files. */
function fill(body: Workspace, index: number): void {
  let unsealed = 0;
  const seal = (): void => {
    const sealed = valueOf(sealBundle(body.db, body.signer, { now: NOON, person: 'И. Иванова', personal: false }));
    setBundleState(body.db, sealed.manifest, 'sent');
    unsealed = 0;
  };
  valueOf(write(body.db, () => {
    for (let time = 0; time < 20; time += 1) {
      for (let company = 0; company < COMPANIES / BODIES; company += 1) {
        state(body, index * COMPANIES + company, answersOf(company, time));
        if ((unsealed += 1) === BUNDLE) seal();
      }
    }
    return ok(null);
  }));
}

const server = await startPostgres();
process.on('exit', () => server.remove());
const bodies = Array.from({ length: BODIES }, (_, index) => newBody(index + 1));
const commission = newCommission(...bodies);
const source = server.newDatabase('source');
for (const [index, body] of bodies.entries()) {
  fill(body, index);
  // A body of its own trust would do; here it only has to push.
  body.db.run('INSERT OR REPLACE INTO registry (version, envelope, installed_at) SELECT 1, ?, 0', commission.db.value<Uint8Array>('SELECT envelope FROM registry ORDER BY version DESC LIMIT 1') ?? null);
  valueOf(await syncStore({ ...deskOf(body), checkCancelled: () => undefined }, { store: source }));
}
const start = performance.now();
const pulled = valueOf(await syncStore(deskOf(commission), { store: source }));
console.log(`Pulled, verified and merged ${pulled.pulled} revisions in ${pulled.pulledBundles} bundles: ${(performance.now() - start).toFixed(0)} ms`);

type Rows = readonly (readonly [table: string, pieces: readonly Uint8Array[]])[];

/** The rows of a first sync as COPY takes them. */
function rowsOf(): Rows {
  const all = (sql: string): Record<string, Value>[] => commission.db.all(sql);
  const hex = (value: Value | undefined): BinaryField => bytesOf(String(value));
  const tables: readonly (readonly [string, readonly (readonly BinaryField[])[]])[] = [
    ['svod.bundle (manifest, installation, seq, file_name, manifest_bytes, envelope)', all('SELECT * FROM bundle ORDER BY manifest').map((row) =>
      [hex(row['manifest']), textOf(String(row['installation'])), int32(Number(row['seq'])), textOf(String(row['file_name'])), row['manifest_bytes'] as Uint8Array, row['envelope'] as Uint8Array])],
    ['svod.revision (id, body)', all('SELECT id, body FROM revision ORDER BY id').map((row) => [hex(row['id']), row['body'] as Uint8Array])],
    ['svod.bundle_revision (bundle, revision)', all('SELECT bundle, revision FROM bundle_revision ORDER BY bundle, revision').map((row) => [hex(row['bundle']), hex(row['revision'])])],
  ];
  return tables.map(([table, rows]) => [table, [...binaryRows(rows)]]);
}

let databases = 0;
async function newBase(): Promise<string> {
  const store = server.newDatabase(`run${(databases += 1)}`);
  valueOf(await withStore(store, undefined, { checkCancelled: () => undefined }, async (base) => ok(await migrateStore(base))));
  server.sql('CHECKPOINT');
  return store;
}

const sync = async (store: string): Promise<SyncReport> => valueOf(await syncStore(deskOf(commission), { store }));
const copy = async (store: string, rows: Rows): Promise<unknown> =>
  withStore(store, undefined, { checkCancelled: () => undefined }, (base) =>
    base.transaction('READ COMMITTED', async () => {
      for (const [table, pieces] of rows) await base.copy(`COPY ${table} FROM STDIN (FORMAT binary)`, pieces);
      return ok(null);
    }));

// By turns, so that a busy moment of the machine falls on all of them.
const times: { readonly first: number[]; readonly copy: number[]; readonly small: number[] } = { first: [], copy: [], small: [] };
const [body] = bodies as [Workspace];
let size = 0;
for (let run = 0; run < RUNS; run += 1) {
  const store = await newBase();
  times.first.push(await timed(() => sync(store)));
  for (let turn = 0; turn < SMALL_RUNS; turn += 1) {
    for (let company = 0; company < 50; company += 1) state(body, company, answersOf(company, 100 + run * SMALL_RUNS + turn));
    await merge(commission, await send(body));
    times.small.push(await timed(async () => {
      const { pushed } = await sync(store);
      if (pushed !== 50) throw new Error(`Pushed ${pushed} revisions, not 50.`);
    }));
  }
  const [empty, rows] = [await newBase(), rowsOf()];
  size = rows.flatMap(([, pieces]) => pieces).reduce((sum, piece) => sum + piece.length, 0);
  times.copy.push(await timed(() => copy(empty, rows)));
}
const first = quantile(times.first, 0.5);
printComparison({
  name: `The first sync of ${REVISIONS} revisions in ${pulled.pulledBundles} bundles (${(size / 1e6).toFixed(0)} MB)`,
  ours: { label: 'sync into an empty base', ms: first },
  floor: { label: 'COPY of the same rows into the same tables', ms: quantile(times.copy, 0.5) },
  limit: 3,
});
printComparison({
  name: 'A sync with 50 new revisions, beside the first sync',
  ours: { label: 'sync of 50 new revisions', ms: quantile(times.small, 0.5) },
  floor: { label: 'first sync', ms: first },
  limit: 1 / 50,
});
server.remove();
process.exit(0);
