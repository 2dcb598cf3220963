import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { verifyEd25519 } from '../../electron/bundle/crypto/ed25519.ts';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import type { ReadDb, Value, WriteDb } from '../../electron/database/db.ts';
import { close, createDatabase } from '../../electron/database/open.ts';
import { write } from '../../electron/database/transaction.ts';
import { ok } from '../../shared/base/result.ts';
import { createMerkleTree } from '../../shared/bundle/revision/merkle.ts';
import { newFolder, testKey } from '../helpers/bundles.ts';
import { valueOf } from '../helpers/result.ts';

/** Rows that a merged bundle has left, table by table, in the order in which they have to be inserted. */
const BY_BUNDLE = {
  bundle: 'SELECT * FROM bundle WHERE manifest = ?',
  revision: 'SELECT r.* FROM bundle_revision br JOIN revision r ON r.id = br.revision WHERE br.bundle = ? ORDER BY r.id',
  bundle_revision: 'SELECT * FROM bundle_revision WHERE bundle = ? ORDER BY revision',
};
const AFTER = { company: 'SELECT * FROM company ORDER BY entity', merged_response: 'SELECT * FROM merged_response ORDER BY entity', conflict: 'SELECT * FROM conflict' };

type Row = Readonly<Record<string, Value>>;

/**
 * The least that merging could cost, in milliseconds: the rows it has left in `merged` inserted raw, one transaction a bundle, the same bytes hashed,
 * one signature checked a bundle. Reading the rows and the files is not counted.
 */
export function floorOf(merged: ReadDb, paths: readonly string[]): number {
  const bare = valueOf(createDatabase(join(newFolder(), 'floor')));
  const { signer, key } = testKey(1);
  const publicKey = Buffer.from(key.publicKey, 'base64url');
  let spent = 0;
  const count = (work: () => void): void => {
    const start = performance.now();
    work();
    spent += performance.now() - start;
  };
  const manifests = merged.all<{ readonly manifest: string; readonly fileName: string }>("SELECT manifest, file_name AS fileName FROM bundle WHERE direction = 'in'");
  const byName = new Map(manifests.map(({ manifest, fileName }) => [fileName, manifest]));
  for (const path of paths) {
    const manifest = byName.get(path.split('/').at(-1) as string) as string;
    const rows = Object.entries(BY_BUNDLE).map(([table, sql]) => ({ table, rows: merged.all<Row>(sql, manifest) }));
    const file = readFileSync(path);
    const bodies = rows[1]?.rows.map((row) => row['body'] as Uint8Array) ?? [];
    const message = (rows[0]?.rows[0] as Row)['manifest_bytes'] as Uint8Array;
    const signature = signer.sign(message);
    count(() => {
      insertAll(bare, rows);
      verifyEd25519(publicKey, message, signature);
      sha256(file);
      sha256(Buffer.concat(bodies));
      const tree = createMerkleTree(sha256);
      for (const body of bodies) tree.add(sha256(body));
      tree.root();
    });
  }
  const rest = Object.entries(AFTER).map(([table, sql]) => ({ table, rows: merged.all<Row>(sql) }));
  count(() => insertAll(bare, rest));
  close(bare);
  return spent;
}

function insertAll(db: WriteDb, tables: readonly { readonly table: string; readonly rows: readonly Row[] }[]): void {
  valueOf(write(db, () => {
    for (const { table, rows } of tables) {
      const columns = Object.keys(rows[0] ?? {});
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      for (const row of rows) db.run(sql, ...Object.values(row));
    }
    return ok(null);
  }));
}
