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
  if (what.kind === 'ready') return null;
  return (
    <div className={className}>
      {what.kind === 'loading' ? <p className="soft" {...STATUS}>{t('ui.loading')}</p> : <Unread failure={what.failure} retry={retry} />}
    </div>
  );
}

/** Says why something was not read: no trouble where the person has stopped it. */
export function Unread({ failure, retry }: { readonly failure: Failure; readonly retry?: WaitingProps['retry'] | undefined }) {
  const t = useText();
  const sentence = useSentence();
  const stopped = failure.code === 'cancelled';
  return <Banner tone={stopped ? 'info' : 'error'} actions={retry && <Button onPress={() => void retry()}>{t('ui.retry')}</Button>}>{stopped ? t('ui.left') : sentence(failure)}</Banner>;
}
