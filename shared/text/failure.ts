import type { Failure } from '../base/failure.ts';
import { printSentence } from './print.ts';
import type { Language } from './print.ts';

/** What a sentence may ask of a failure that does not know it. */
const UNKNOWN = { file: 'none', folder: 'none', path: 'none', place: 'none', number: 'none', company: 'none', revision: 'none', kind: 'none' };

/** One failure as one sentence for a person: what happened and what to do. Technical detail is said of calls and surprises only. */
export function printFailure(language: Language, failure: Failure): string {
  const { detail = 'none', ...values } = failure.values ?? {};
  const spoken = DETAILED.has(failure.code) ? detail : 'none';
  return printSentence(language, `failure.${failure.code}`, { ...UNKNOWN, ...values, detail: spoken }).trim();
}

const DETAILED: ReadonlySet<string> = new Set(['usage', 'unexpected', 'form-invalid', 'cannot-decrypt', 'store-denied', 'store-forbidden', 'store-full', 'store-tls', 'store-unprepared', 'store-failed']);
