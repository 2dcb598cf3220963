import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createDeflateRaw } from 'node:zlib';
import { openBundle } from '../../electron/bundle/container/open.ts';
import { sealBundle } from '../../electron/bundle/container/seal.ts';
import { writeBundle } from '../../electron/bundle/container/write.ts';
import { verifyEd25519 } from '../../electron/bundle/crypto/ed25519.ts';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import type { WriteDb } from '../../electron/database/db.ts';
import { insertRevision } from '../../electron/database/tables/revision.ts';
import { write } from '../../electron/database/transaction.ts';
import { ok } from '../../shared/base/result.ts';
import type { Revision } from '../../shared/bundle/revision/revision.ts';
import { printRevision, revisionId } from '../../shared/bundle/revision/revisionLine.ts';
import { verifyStrictly } from '../../shared/bundle/signing/signing.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { forge, newFolder, newMinistry, NOON, revision, testKey, trusting } from '../helpers/bundles.ts';
import { valueOf } from '../helpers/result.ts';
import { mediansByTurns, printComparison, printLimit } from './measure.ts';

/** Two bundles: one of attachments, one of lines alone, each with this many mebibytes of content. */
const MEBIBYTES = Number(process.env['SVOD_BENCH_MIB'] ?? 100);
const MIB = 1024 * 1024;
const RUNS = 5;
const folder = newFolder();
const [attachments, lines] = [join(folder, 'attachments.svod'), join(folder, 'lines.svod')];
const official = testKey(1);
const trust = trusting(official.entry);

/** A company with some 200 answers: 9 KiB. */
function large(company: number): Revision {
  const set: Record<string, Answer> = {};
  for (let question = 0; question < 200; question += 1) {
    set[`/B/B${question}`] = question % 3 === 0 ? `Ответ ${question} завода ${company}` : question % 3 === 1 ? company * question : ['a', 'b'];
  }
  return revision(company, { set });
}
const perLine = printRevision(large(1000)).length + 1;
const count = Math.floor((MEBIBYTES * MIB) / perLine);

/** One pass of SHA-256 over the bytes of a file as they lie there, and one signature: no verifier can do with less. */
function floorOfFile(path: string): () => void {
  const message = Buffer.alloc(1500, 'manifest');
  const signature = official.signer.sign(message);
  const raw = Buffer.from(official.key.publicKey, 'base64url');
  const buffer = Buffer.allocUnsafe(MIB);
  return () => {
    const digest = createHash('sha256');
    const file = openSync(path, 'r');
    for (let at = 0, read = 1; read > 0; at += read) {
      read = readSync(file, buffer, 0, buffer.length, at);
      digest.update(buffer.subarray(0, read));
    }
    closeSync(file);
    digest.digest();
    if (!verifyStrictly(verifyEd25519, raw, message, signature)) throw new Error('The signature does not hold.');
  };
}

async function verify(path: string): Promise<void> {
  valueOf(await openBundle(path, trust));
}

/** Idle and peak resident memory of a process of its own that verifies the file, in MiB. */
function growthOf(path: string): number {
  const output = execFileSync(process.execPath, [join(import.meta.dirname, 'bundleMemory.ts'), path], { encoding: 'utf8' });
  return Number(output.trim());
}

const files: Record<string, Uint8Array> = {};
for (let left = MEBIBYTES; left > 0; left -= 5) {
  const bytes = randomBytes(Math.min(left, 5) * MIB);
  files[`data/attachments/${sha256(bytes)}`] = bytes;
}
await forge(attachments, { more: files, manifest: (made) => ({ ...made, counts: { ...made.counts, attachments: Object.keys(files).length } }) });
for (const name of Object.keys(files)) delete files[name];

{
  const { ours, floor } = await mediansByTurns(RUNS, { work: () => verify(attachments) }, { work: floorOfFile(attachments) });
  printComparison({
    name: `Verifying a bundle of ${MEBIBYTES} MiB of attachments (file of ${(statSync(attachments).size / MIB).toFixed(0)} MiB)`,
    ours: { label: 'verify, steps 1–6', ms: ours }, floor: { label: 'SHA-256 of the same bytes, one signature', ms: floor }, limit: 1.5,
  });
}

// The same workspace seals and writes; its file is the bundle of lines.
const ministry = newMinistry(1, join(folder, 'ministry'));
valueOf(write(ministry.db, () => {
  for (let company = 0; company < count; company += 1) {
    const made = large(company);
    const body = printRevision(made);
    insertRevision(ministry.db, { id: revisionId(sha256, body), revision: made, body }, { pending: false, unsent: true });
  }
  return ok(null);
}));

async function exportAll(): Promise<void> {
  const sealed = valueOf(sealBundle(ministry.db, ministry.signer, { now: NOON, person: 'И. Иванова', personal: false }));
  valueOf(await writeBundle(ministry.db, sealed, ministry.key, lines));
}

/** As if nothing had left yet. */
function takeBack(db: WriteDb): void {
  for (const table of ['bundle_revision', 'bundle']) db.run(`DELETE FROM ${table}`);
  db.run('UPDATE revision SET unsent = 1');
}

/** What an export has to do whatever its form: read the lines once, hash and deflate them, write and sync the file, read it back and hash it. */
async function floorOfExport(): Promise<void> {
  const path = join(folder, 'floor');
  const file = openSync(path, 'w');
  const digest = createHash('sha256');
  const deflate = createDeflateRaw({ level: 6, chunkSize: 256 * 1024 });
  const written = (async () => {
    for await (const piece of deflate) writeSync(file, piece as Uint8Array);
  })();
  let batch: Uint8Array[] = [];
  for (const { body } of ministry.db.each<{ body: Uint8Array }>('SELECT body FROM revision ORDER BY id')) {
    batch.push(body);
    if (batch.length < 30) continue;
    const bytes = Buffer.concat(batch);
    batch = [];
    digest.update(bytes);
    if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end(Buffer.concat(batch));
  await written;
  digest.digest();
  fsyncSync(file);
  closeSync(file);
  floorOfFile(path)();
}

{
  const { ours, floor } = await mediansByTurns(3, { work: exportAll, prepare: () => takeBack(ministry.db) }, { work: floorOfExport });
  printComparison({
    name: `Exporting ${count} revisions, ${MEBIBYTES} MiB of lines (file of ${(statSync(lines).size / MIB).toFixed(0)} MiB)`,
    ours: { label: 'seal, write, verify, read back', ms: ours }, floor: { label: 'the same lines read, hashed, deflated, written, read back, hashed', ms: floor }, limit: 2,
  });
}
{
  const parse = (): void => {
    for (const { body } of ministry.db.each<{ body: Uint8Array }>('SELECT body FROM revision')) JSON.parse(Buffer.from(body).toString());
  };
  const hashContent = (): void => {
    const digest = createHash('sha256');
    for (const { body } of ministry.db.each<{ body: Uint8Array }>('SELECT body FROM revision')) digest.update(body);
    digest.digest();
  };
  const { ours, floor } = await mediansByTurns(RUNS, { work: () => verify(lines) }, { work: hashContent });
  printComparison({
    name: `Verifying a bundle of ${MEBIBYTES} MiB of lines`,
    ours: { label: 'verify, steps 1–6: inflated, hashed, every line parsed, checked and hashed', ms: ours }, floor: { label: 'SHA-256 of the same content', ms: floor }, limit: 1.5,
  });
  const { floor: parsed } = await mediansByTurns(3, { work: () => undefined }, { work: parse });
  console.log(`  (JSON.parse of these lines alone, without any check: ${parsed.toFixed(0)} ms)`);
}
printLimit({ name: `Memory above idle while verifying ${MEBIBYTES} MiB: attachments, lines`, values: [growthOf(attachments), growthOf(lines)], limit: 150, unit: 'MiB' });
