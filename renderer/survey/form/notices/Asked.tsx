import { useEffect, useState } from 'react';
import type { AskedWithdrawal, OpenedResponse } from '../../../../shared/ipc/survey.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { printMoment } from '../../../ui/field/dates.ts';
import { WithdrawCompany } from '../../companies/WithdrawCompany.tsx';
import { useFill } from '../../fill/use.ts';

/** Who has asked to withdraw the form, where another person has to confirm it. */
export function Asked({ opened: { entity, company } }: { readonly opened: OpenedResponse }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { fill, session } = useFill();
  const [answering, setAnswering] = useState(false);
  const [asked, setAsked] = useState<AskedWithdrawal | null>(null);
  useEffect(() => { void bridge.call('survey.withdrawal', { entity }).then((answer) => setAsked(answer.ok ? answer.value.asked : null)); }, [bridge, entity, session]);
  if (!asked) return null;
  return (
    <>
      <Banner tone="warning" title={t('withdraw.askedBy', { person: asked.person, time: printMoment(language, asked.at) })} actions={<Button small onPress={() => setAnswering(true)}>{t('form.withdraw')}</Button>}>
        <p>{t('withdraw.askedReason', { reason: asked.reason })}</p>
        <p>{t('withdraw.another')}</p>
      </Banner>
      {answering && (
        <WithdrawCompany entity={entity} name={company.shortName || company.name || company.number} onClose={() => setAnswering(false)}
          onWithdraw={(reason) => fill.withdraw(reason).then(() => null)} onDrop={() => fill.dropWithdrawal().then(() => null)} />
      )}
    </>
  );
}
