import { resolve } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { close, openRead, openWrite } from './open.ts';

const writers = new Map<string, WriteDb>();
const readers = new Map<string, ReadDb>();

/** This thread's connection to a workspace, opened at the first use and kept until {@link closeConnections}. */
export function useWrite(folder: string): Result<WriteDb, Failure> {
  return kept(writers, folder, openWrite);
}

/** Like {@link useWrite} for reading; a connection that already writes serves as well. */
export function useRead(folder: string): Result<ReadDb, Failure> {
  const writer = writers.get(resolve(folder));
  return writer ? ok(writer) : kept(readers, folder, openRead);
}

export function closeConnections(): void {
  for (const db of [...readers.values(), ...writers.values()]) close(db);
  readers.clear();
  writers.clear();
}

function kept<Db>(known: Map<string, Db>, folder: string, open: (folder: string) => Result<Db, Failure>): Result<Db, Failure> {
  const path = resolve(folder);
  const connection = known.get(path);
  if (connection) return ok(connection);
  const opened = open(path);
  if (opened.ok) known.set(path, opened.value);
  return opened;
}
