import { readFileSync } from 'node:fs';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Console } from './console.ts';

/**
 * The passphrase of this call: first line of `--passphrase-file`, else `SVOD_PASSPHRASE` (or another `variable`). Never an argument, never printed.
 * Fails with `usage` when there is none, `file-unreadable` when the file cannot be read.
 */
export function readPassphrase(console: Console, file: string | undefined, variable: 'SVOD_PASSPHRASE' | 'SVOD_NEW_PASSPHRASE' = 'SVOD_PASSPHRASE'): Result<string, Failure> {
  if (file === undefined) {
    const given = console.environment[variable];
    return given === undefined || given === '' ? err({ code: 'usage', values: { detail: console.say('usage.no-passphrase') } }) : ok(given);
  }
  try {
    const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/, 1);
    return line === '' ? err({ code: 'usage', values: { detail: console.say('usage.no-passphrase') } }) : ok(line);
  } catch {
    return err({ code: 'file-unreadable', values: { file } });
  }
}
