import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Withdrawal } from '../../../shared/ipc/survey.ts';
import { useBridge, useWorkspace } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { createOnce } from '../../ui/once.ts';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';

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
export function WithdrawCompany(props: WithdrawCompanyProps) {
  const { entity, name, onClose, onWithdraw } = props;
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const [standing, setStanding] = useState<Withdrawal | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void bridge.call('survey.withdrawal', { entity }).then((answer) => {
      if (answer.ok) setStanding(answer.value);
      else setFailure(answer.error);
    });
  }, [bridge, entity]);
  if (standing?.asked) return <ConfirmWithdrawal {...props} asked={standing.asked} />;
  return (
    <ReasonDialog title={t('withdraw.title', { name })} label={t('withdraw.reason')} hint={t('withdraw.hint')} act={t(standing?.another ? 'withdraw.ask' : 'withdraw.act')}
      known={standing !== null} onAct={onWithdraw} onClose={onClose}>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
      <p>{t('withdraw.text')}</p>
      <p>{t('withdraw.back')}</p>
      {standing?.another && <p>{t('withdraw.two')}</p>}
    </ReasonDialog>
  );
}

/** One person has asked for it: who asked waits for another, everybody else confirms it or lets it stand. */
function ConfirmWithdrawal({ name, asked, onClose, onWithdraw, onDrop }: WithdrawCompanyProps & { readonly asked: NonNullable<Withdrawal['asked']> }) {
  const t = useText();
  const sentence = useSentence();
  const language = useLanguage();
  const { person } = useWorkspace();
  const [failure, setFailure] = useState<Failure | null>(null);
  const own = asked.person === person;
  const [once] = useState(createOnce);
  const act = (work: () => Promise<Failure | null>) => once(async () => {
    const refused = await work();
    if (refused) setFailure(refused);
    else onClose();
  });
  return (
    <Dialog title={t('withdraw.title', { name })} onClose={onClose} actions={(
      <>
        <Button autoFocus onPress={onClose}>{t(own ? 'ui.close' : 'ui.cancel')}</Button>
        <Button onPress={() => void act(onDrop)}>{t('withdraw.drop')}</Button>
        {!own && <Button look="danger" onPress={() => void act(() => onWithdraw(''))}>{t('withdraw.confirm')}</Button>}
      </>
    )}>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
      <Banner tone="info" title={t(own ? 'withdraw.askedByYou' : 'withdraw.askedBy', { person: asked.person, time: printMoment(language, asked.at) })}>
        {t('withdraw.askedReason', { reason: asked.reason })}
      </Banner>
      {own ? <p>{t('withdraw.another')}</p> : (
        <>
          <p>{t('withdraw.text')}</p>
          <p>{t('withdraw.back')}</p>
        </>
      )}
    </Dialog>
  );
}
