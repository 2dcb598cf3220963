import { useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { PassphraseField } from '../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../service/passphrase/refused.ts';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useHere } from '../ui/useHere.ts';

interface ReceiptsDialogProps {
  readonly failure: Failure | null;
  readonly onWrite: (passphrase: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Receipts are signed: the passphrase is asked for here and forgotten at once. */
export function ReceiptsDialog({ failure, onWrite, onClose }: ReceiptsDialogProps) {
  const t = useText();
  const sentence = useSentence();
  const said = saidElsewhere(failure);
  const [passphrase, setPassphrase] = useState('');
  const [working, setWorking] = useState(false);
  const here = useHere();
  const write = async () => {
    if (passphrase === '' || working) return;
    setWorking(true);
    const done = await onWrite(passphrase);
    setWorking(false);
    if (done && here.current) onClose();
  };
  return (
    <Dialog title={t('receipts.dialog.title')} onClose={onClose} actions={
      <>
        <Button onPress={onClose}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={passphrase === '' || working} onPress={() => void write()}>{t('receipts.dialog.confirm')}</Button>
      </>
    }>
      {said && <Banner tone="error">{sentence(said)}</Banner>}
      <p>{t('receipts.dialog.text')}</p>
      <form onSubmit={(event) => { event.preventDefault(); void write(); }}>
        <PassphraseField label={t('trust.passphrase')} value={passphrase} onChange={setPassphrase} refused={failure} autoFocus />
      </form>
    </Dialog>
  );
}
