import type { Failure } from '../../shared/base/failure.ts';
import { sqliteCode } from './driver.ts';

const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'EBUSY', 'EEXIST', 'ENXIO', 'ENODEV', 'ENAMETOOLONG']);
const UNREADABLE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** What an error of SQLite or of the file system means to a person; null when it is a bug. */
export function failureOf(error: unknown): Failure | null {
  const code = sqliteCode(error) ?? systemCode(error);
  if (code === null) return null;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'workspace-locked' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'workspace-damaged' };
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_IOERR')) return { code: 'file-unwritable' };
  if (UNWRITABLE.has(code)) return { code: 'file-unwritable' };
  if (code.startsWith('SQLITE_CANTOPEN') || UNREADABLE.has(code)) return { code: 'file-unreadable' };
  return null;
}

/** Trouble of the file system alone: a file that is gone, a stick that was pulled out. Never the database's. */
export function isFileTrouble(error: unknown): boolean {
  return systemCode(error) !== null && failureOf(error) !== null;
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
