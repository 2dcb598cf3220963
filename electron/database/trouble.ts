import type { Failure } from '../../shared/base/failure.ts';
import { sqliteCode } from './driver.ts';

/** What an error of SQLite or of the file system means to a person; null when it is a bug. */
export function failureOf(error: unknown): Failure | null {
  const code = sqliteCode(error) ?? systemCode(error);
  if (code === null) return null;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'workspace-locked' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'workspace-damaged' };
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_IOERR')) return { code: 'file-unwritable' };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EIO') return { code: 'file-unwritable' };
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return { code: 'file-unreadable' };
  return null;
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
