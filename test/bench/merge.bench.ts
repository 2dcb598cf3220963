import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifyEd25519 } from '../../electron/bundle/ed25519.ts';
import { sha256 } from '../../electron/bundle/hash.ts';
import type { Value, WriteDb } from '../../electron/database/db.ts';
import { createDatabase } from '../../electron/database/open.ts';
import { write } from '../../electron/database/transaction.ts';
import { ok } from '../../shared/base/result.ts';
import { createMerkleTree } from '../../shared/bundle/merkle.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { newFolder, testKey, valueOf, type Workspace } from '../helpers/bundles.ts';
import { merge, newBody, newCommission, send, state } from '../helpers/merging.ts';
import { mediansByTurns, printComparison } from './measure.ts';

/** Five ministries, a bundle each, a revision of some 200 answers a company. */
const BODIES = 5;
const COMPANIES = Number(process.env['SVOD_BENCH_COMPANIES'] ?? 1000);
const RUNS = 7;

function answersOf(company: number): Readonly<Record<string, Answer>> {
  const answers: Record<string, Answer> = { '/A/name': `ООО «Завод ${company}»` };
  for (let question = 0; question < 200; question += 1) {
    answers[`/B/B${question}`] = question % 3 === 0 ? `Ответ ${question} завода ${company}` : question % 3 === 1 ? company * question : ['a', 'b'];
  }
  return answers;
}

const bodies = Array.from({ length: BODIES }, (_, index) => newBody(index + 1));
const bundles: string[] = [];
for (const [index, body] of bodies.entries()) {
  valueOf(write(body.db, () => {
    for (let company = 0; company < COMPANIES; company += 1) state(body, index * COMPANIES + company, answersOf(company));
    return ok(null);
  }));
  bundles.push(await send(body));
}

let commission: Workspace = newCommission(...bodies);
const mergeAll = {
  prepare: () => {
    commission = newCommission(...bodies);
  },
  work: () => merge(commission, ...bundles),
};
await mergeAll.work();

/** The rows that merging has made, in the order in which they have to be inserted, bundle by bundle. */
const TABLES = { bundle: 'manifest', revision: 'id', revision_parent: 'child', bundle_revision: 'revision', company: 'entity', merged_response: 'entity', conflict: 'entity' };
const rows = Object.entries(TABLES).map(([table, key]) => {
  const all = commission.db.all<Record<string, Value>>(`SELECT * FROM ${table} ORDER BY ${key}`);
  const columns = Object.keys(all[0] ?? {});
  return { sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, values: all.map((row) => Object.values(row)) };
});
const bodiesOfRevisions = commission.db.all<{ readonly body: Uint8Array }>('SELECT body FROM revision').map(({ body }) => body);
const { signer, key } = testKey(1);
const message = readFileSync(bundles[0] as string).subarray(0, 2000);
const signature = signer.sign(message);
const publicKey = Buffer.from(key.publicKey, 'base64url');

let bare: WriteDb;
function insertRaw(): void {
  for (let part = 0; part < BODIES; part += 1) {
    valueOf(write(bare, () => {
      // Few rows (the bundles) all at first, many in equal parts: both tables of revisions are in the order of their ids.
      for (const { sql, values } of rows) {
        const size = values.length <= BODIES ? values.length : Math.ceil(values.length / BODIES);
        for (const row of values.slice(part * size, (part + 1) * size)) bare.run(sql, ...row);
      }
      return ok(null);
    }));
    verifyEd25519(publicKey, message, signature);
  }
  // What the format has hashed: the file, its content, the id of every line, the tree over the ids.
  for (const path of bundles) sha256(readFileSync(path));
  sha256(Buffer.concat(bodiesOfRevisions));
  const tree = createMerkleTree(sha256);
  for (const body of bodiesOfRevisions) tree.add(sha256(body));
  tree.root();
}

const { ours, floor } = await mediansByTurns(RUNS, mergeAll, {
  prepare: () => {
    bare = valueOf(createDatabase(join(newFolder(), 'floor')));
  },
  work: insertRaw,
});

const megabytes = bundles.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
printComparison({
  name: `Merging ${BODIES * COMPANIES} revisions in ${BODIES} bundles (${megabytes.toFixed(1)} MB)`,
  ours: { label: 'verify and merge', ms: ours },
  floor: { label: 'the same rows inserted raw, the same bytes hashed, the signatures checked', ms: floor },
  limit: 3,
});
