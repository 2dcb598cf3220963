import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { partOf, publish, syncFile, unwritable } from '../bundle/container/file.ts';
import { writeWhole } from '../database/files.ts';

/** A file that grows under another name. */
export interface GrowingFile {
  readonly path: string;
  /** Where it lies until it is published. */
  readonly part: string;
  readonly write: (bytes: string | Uint8Array) => void;
}

/** The files of one export: all of them appear together at the end, or none. */
export interface GrowingFiles {
  readonly open: (name: string) => GrowingFile;
  /** Names a part that somebody else writes. */
  readonly name: (name: string) => { readonly path: string; readonly part: string };
}

/**
 * Runs the work over files of a folder; when it is done each file takes its name (B23). Fails with `file-unwritable` or `disk-full`;
 * then, and when the work throws, nothing is left of it.
 */
export async function writeFiles<T>(folder: string, work: (files: GrowingFiles) => Promise<T>): Promise<Result<T, Failure>> {
  const parts: { readonly path: string; readonly part: string; readonly handle: number | null }[] = [];
  const open = new Set<number>();
  const close = (): void => {
    for (const handle of open) closeSync(handle);
    open.clear();
  };
  try {
    mkdirSync(folder, { recursive: true });
    const name = (file: string): { readonly path: string; readonly part: string } => {
      const path = join(folder, file);
      const made = { path, part: partOf(path) };
      parts.push({ ...made, handle: null });
      return made;
    };
    const value = await work({
      name,
      open: (file) => {
        const made = name(file);
        const handle = openSync(made.part, 'w');
        open.add(handle);
        return { ...made, write: (piece) => writeWhole(handle, typeof piece === 'string' ? Buffer.from(piece) : piece) };
      },
    });
    close();
    for (const { part, path } of parts) {
      syncFile(part);
      publish(part, path);
    }
    return ok(value);
  } catch (error) {
    close();
    const last = parts.at(-1);
    for (const { part } of parts) rmSync(part, { force: true });
    return err({ ...unwritable(error, last?.part ?? partOf(join(folder, 'export'))), values: { file: last?.path ?? folder } });
  }
}
