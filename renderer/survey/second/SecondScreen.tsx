import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { SecondEntry } from '../../../shared/ipc/survey.ts';
import type { ScreenOf } from '../../screen.ts';
import { useBridge, useGo } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { STATUS } from '../../ui/said.ts';
import { Differences } from './Differences.tsx';
import { SecondForm } from './SecondForm.tsx';

/** Sections entered a second time by another person: blind while it lasts, then the differences to settle. */
export function SecondScreen({ screen: { entity } }: { readonly screen: ScreenOf<'second'> }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const [second, setSecond] = useState<SecondEntry | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(async () => {
    const answer = await bridge.call('survey.second', { entity });
    setFailure(answer.ok ? (answer.value === null ? { code: 'second-none' } : null) : answer.error);
    if (answer.ok) setSecond(answer.value);
  }, [bridge, entity]);
  useEffect(() => { void load(); }, [load]);

  if (failure) {
    return (
      <div className="screen-body">
        <Banner tone="error" actions={<Button autoFocus onPress={() => go({ kind: 'form', entity })}>{t('second.back')}</Button>}>{sentence(failure)}</Banner>
      </div>
    );
  }
  if (!second) return <p className="empty" {...STATUS}>{t('form.loading')}</p>;
  return second.doneAt === null
    ? <SecondForm entity={entity} sections={second.sections} onDone={() => void load()} />
    : <Differences entity={entity} second={second} onChange={() => void load()} />;
}
