import type { Failure } from '../../shared/base/failure.ts';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { STATUS } from './said.ts';

interface WaitingProps {
  readonly for: { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'ready' };
  /** Asks once more; without it there is nothing to press. */
  readonly retry?: () => unknown;
  readonly className?: string;
}

/** Stands in place of what is being read, or could not be; is nothing once it is there. */
export function Waiting({ for: what, retry, className }: WaitingProps) {
  const t = useText();
  const sentence = useSentence();
  if (what.kind === 'ready') return null;
  return (
    <div className={className}>
      {what.kind === 'loading'
        ? <p className="soft" {...STATUS}>{t('ui.loading')}</p>
        // Who left it knows that it was left.
        : <Banner tone={what.failure.code === 'cancelled' ? 'info' : 'error'} actions={retry && <Button onPress={() => void retry()}>{t('ui.retry')}</Button>}>{sentence(what.failure)}</Banner>}
    </div>
  );
}
