import { useEffect, useState } from 'react';
import type { AskedWithdrawal, OpenedResponse } from '../../../../shared/ipc/survey.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { printMoment } from '../../../ui/field/dates.ts';
import { useFill } from '../../fill/use.ts';
import { WithdrawForm } from '../WithdrawForm.tsx';

/** Who has asked to withdraw the form, where another person has to confirm it. */
export function Asked({ opened }: { readonly opened: OpenedResponse }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { session } = useFill();
  const [answering, setAnswering] = useState(false);
  const [asked, setAsked] = useState<AskedWithdrawal | null>(null);
  useEffect(() => {
    let wanted = true;
    void bridge.call('survey.withdrawal', { entity: opened.entity }).then((answer) => { if (wanted) setAsked(answer.ok ? answer.value.asked : null); });
    return () => { wanted = false; };
  }, [bridge, opened.entity, session]);
  if (!asked) return null;
  return (
    <>
      <Banner tone="warning" title={t('withdraw.askedBy', { person: asked.person, time: printMoment(language, asked.at) })} actions={<Button small onPress={() => setAnswering(true)}>{t('form.withdraw')}</Button>}>
        <p>{t('withdraw.askedReason', { reason: asked.reason })}</p>
        <p>{t('withdraw.another')}</p>
      </Banner>
      {answering && <WithdrawForm opened={opened} onClose={() => setAnswering(false)} />}
    </>
  );
}
