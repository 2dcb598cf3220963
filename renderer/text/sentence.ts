import { useCallback } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { printFailure } from '../../shared/text/failure.ts';
import { useLanguage } from './text.tsx';

/** Says a failure in the reader's language. */
export function useSentence(): (failure: Failure) => string {
  const language = useLanguage();
  return useCallback((failure) => printFailure(language, failure), [language]);
}
