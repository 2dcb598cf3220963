import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';

/** The value of what must have succeeded. */
export function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The code of what must have failed. */
export function failureOf<T>(result: Result<T, Failure>): string {
  if (result.ok) throw new Error('Expected a failure, got a value');
  return result.error.code;
}
