import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import type { Withdrawal } from '../../shared/ipc/survey.ts';
import { useBridge, useWorkspace } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { printMoment } from '../ui/field/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextAreaField } from '../ui/field/fields.tsx';

interface WithdrawCompanyProps {
  readonly entity: string;
  readonly name: string;
  readonly onClose: () => void;
  /** Withdraws it, or asks another person to; null: done, and the dialog closes. */
  readonly onWithdraw: (reason: string) => Promise<Failure | null>;
  /** Lets go of what was asked. */
  readonly onDrop: () => Promise<Failure | null>;
}

/**
 * Asks why all that was said of a company is taken back, and says what comes of it. Where two people are demanded the first asks for it and
 * another confirms; either of them, and anybody else, may say that it is to stand.
 */
export function WithdrawCompany({ entity, name, onClose, onWithdraw, onDrop }: WithdrawCompanyProps) {
  const t = useText();
  const sentence = useSentence();
  const language = useLanguage();
  const bridge = useBridge();
  const { person } = useWorkspace();
  const [standing, setStanding] = useState<Withdrawal | null>(null);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void bridge.call('survey.withdrawal', { entity }).then((answer) => {
      if (answer.ok) setStanding(answer.value);
      else setFailure(answer.error);
    });
  }, [bridge, entity]);
  const act = async (work: Promise<Failure | null>) => {
    const refused = await work;
    if (refused) setFailure(refused);
    else onClose();
  };
  const asked = standing?.asked ?? null;
  const own = asked !== null && asked.person === person;
  const withdraw = (
    <Button look="danger" isDisabled={standing === null || (asked === null && reason.trim() === '')} onPress={() => void act(onWithdraw(reason.trim().normalize('NFC')))}>
      {t(asked ? 'withdraw.confirm' : standing?.another ? 'withdraw.ask' : 'withdraw.act')}
    </Button>
  );
  return (
    <Dialog title={t('withdraw.title', { name })} onClose={onClose} actions={(
      <>
        <Button autoFocus={asked !== null} key={asked ? 'asked' : 'asking'} onPress={onClose}>{t(own ? 'ui.close' : 'ui.cancel')}</Button>
        {asked && <Button onPress={() => void act(onDrop())}>{t('withdraw.drop')}</Button>}
        {!own && withdraw}
      </>
    )}>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
      {asked && (
        <Banner tone="info" title={t(own ? 'withdraw.askedByYou' : 'withdraw.askedBy', { person: asked.person, time: printMoment(language, asked.at) })}>
          {t('withdraw.askedReason', { reason: asked.reason })}
        </Banner>
      )}
      {own ? <p>{t('withdraw.another')}</p> : (
        <>
          <p>{t('withdraw.text')}</p>
          <p>{t('withdraw.back')}</p>
          {!asked && standing?.another && <p>{t('withdraw.two')}</p>}
          {!asked && <TextAreaField label={t('withdraw.reason')} hint={t('withdraw.hint')} value={reason} onChange={setReason} autoFocus />}
        </>
      )}
    </Dialog>
  );
}
