import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps the log that a database left behind, under the name of `aside`: SQLite would play it into whatever database is put in the place
 * of the one it belongs to. Nothing happens where there is none.
 */
export function keepLeftLog(database: string, aside: string): void {
  for (const rest of ['-wal', '-journal']) {
    if (!existsSync(`${database}${rest}`)) continue;
    mkdirSync(join(aside, '..'), { recursive: true });
    renameSync(`${database}${rest}`, `${aside}${rest}`);
  }
  rmSync(`${database}-shm`, { force: true });
}
