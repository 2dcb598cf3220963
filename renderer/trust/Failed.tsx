import type { Failure } from '../../shared/base/failure.ts';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';

/** Why an act was not done. */
export function Failed({ failure }: { readonly failure: Failure | null }) {
  const t = useText();
  const sentence = useSentence();
  return failure && <Banner tone="error" title={t('trust.failed')}>{sentence(failure)}</Banner>;
}
