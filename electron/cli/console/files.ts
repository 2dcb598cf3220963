import { readFileSync } from 'node:fs';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';

/** Reads a file as it is. Fails with `file-unreadable`. */
export function readBytes(file: string): Result<Uint8Array, Failure> {
  try {
    return ok(readFileSync(file));
  } catch {
    return err({ code: 'file-unreadable', values: { file } });
  }
}

/** Reads a JSON file. Fails with `file-unreadable`, or `answers-invalid` that names the place. */
export function readJson(file: string): Result<Json, Failure> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)) as Json);
  } catch (problem) {
    return err({ code: 'answers-invalid', values: { file, place: problem instanceof Error ? problem.message : '' } });
  }
}
