import { useCallback } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { printFailure } from '../../shared/text/failure.ts';
import { printSentence, type SentenceCode, type SentenceValues } from '../../shared/text/print.ts';
import { useLanguage } from './text.tsx';

/** Says a failure in the reader's language. */
export function useSentence(): (failure: Failure) => string {
  const language = useLanguage();
  return useCallback((failure) => printFailure(language, failure), [language]);
}

/** Says one of the sentences that the command line says too. */
export function useSaying(): (code: SentenceCode, values?: SentenceValues) => string {
  const language = useLanguage();
  return useCallback((code, values) => printSentence(language, code, values), [language]);
}
