import type { Failure } from '../../../shared/base/failure.ts';
import { useBridge, useGo } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';

interface FormKeptProps {
  readonly entity: string;
  /** `second-blind` or `second-ahead`. */
  readonly failure: Failure;
  /** Opens the form, now that it has been said that it is read. */
  readonly onRead: () => Promise<void>;
}

/** The form, kept from whoever makes the second entry: whoever may be asked to make it says first whether they want to read. */
export function FormKept({ entity, failure, onRead }: FormKeptProps) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const begun = failure.code === 'second-blind';
  const read = async () => {
    await bridge.call('survey.readFirst', { entity });
    await onRead();
  };
  return (
    <div className="screen-body">
      <Banner tone="info" title={[t('second.title'), failure.values?.['company']].filter(Boolean).join(' · ')} actions={(
        <>
          <Button autoFocus onPress={() => go({ kind: 'second', entity })}>{t(begun ? 'second.goOn' : 'second.enter')}</Button>
          {!begun && <Button onPress={() => void read()}>{t('second.read')}</Button>}
          <Button onPress={() => go({ kind: 'companies' })}>{t('second.leave')}</Button>
        </>
      )}>
        {sentence(failure)}
      </Banner>
    </div>
  );
}
