import { useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextAreaField } from '../ui/field/fields.tsx';

interface WithdrawCompanyProps {
  readonly name: string;
  readonly onClose: () => void;
  /** Null: it is withdrawn, and the dialog closes. */
  readonly onWithdraw: (reason: string) => Promise<Failure | null>;
}

/** Asks why all that was said of a company is taken back, and says what comes of it. */
export function WithdrawCompany({ name, onClose, onWithdraw }: WithdrawCompanyProps) {
  const t = useText();
  const sentence = useSentence();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const withdraw = async () => {
    const refused = await onWithdraw(reason.trim().normalize('NFC'));
    if (refused) setFailure(refused);
    else onClose();
  };
  return (
    <Dialog title={t('withdraw.title', { name })} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="danger" isDisabled={reason.trim() === ''} onPress={() => void withdraw()}>{t('withdraw.act')}</Button>
      </>
    )}>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
      <p>{t('withdraw.text')}</p>
      <p>{t('withdraw.back')}</p>
      <TextAreaField label={t('withdraw.reason')} hint={t('withdraw.hint')} value={reason} onChange={setReason} autoFocus />
    </Dialog>
  );
}
