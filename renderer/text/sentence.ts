import type { Failure } from '../../shared/base/failure.ts';
import { useLanguage } from './text.tsx';

/** Says a failure in the reader's language. */
export function useSentence(): (failure: Failure) => string {
  const language = useLanguage();
  return (failure) => `${language}: ${failure.code}`;
}
