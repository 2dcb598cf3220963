import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Language } from '../../../shared/text/print.ts';
import { sayRefused } from '../workbook/refusal.ts';
import { mostBytes, type ListRefusal } from './listTable.ts';

/** The bytes of a workbook or a list, which a failure calls `file`. Fails with `file-unreadable`, and with `list-invalid` of one that is too large: that is not taken into memory. */
export function readIntake(path: string, file: string, language: Language): Result<Uint8Array, Failure> {
  try {
    const opened = openSync(path, 'r');
    try {
      const start = Buffer.alloc(8);
      readSync(opened, start, 0, start.length, 0);
      const [{ size }, limit] = [fstatSync(opened), mostBytes(start)];
      return size > limit ? err(listFailure({ problem: 'too-heavy', at: {}, excess: { size, limit } }, file, language)) : ok(readFileSync(opened));
    } finally {
      closeSync(opened);
    }
  } catch {
    return err({ code: 'file-unreadable', values: { file } });
  }
}

/** Why a file gives no list, by its name. */
export function listFailure(refusal: ListRefusal, file: string, language: Language): Failure {
  return { code: 'list-invalid', values: { file, said: sayRefused(language, refusal) } };
}
