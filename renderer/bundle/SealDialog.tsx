import { useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { PassphraseField } from '../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../service/passphrase/refused.ts';
import { useSentence } from '../text/sentence.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { printMoment } from '../ui/field/dates.ts';
import { KeyValue } from '../ui/KeyValue.tsx';
import { TrustMark } from '../ui/TrustMark.tsx';
import type { Awaiting } from './store.ts';

interface SealDialogProps {
  readonly awaiting: Awaiting;
  readonly failure: Failure | null;
  readonly working: boolean;
  readonly onSeal: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** The second person sees what they seal, whose signature is on it already, and gives theirs (B12). */
export function SealDialog({ awaiting, failure, working, onSeal, onClose }: SealDialogProps) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  const said = saidElsewhere(failure);
  const [passphrase, setPassphrase] = useState('');
  const seal = () => { if (passphrase !== '' && !working) onSeal(passphrase); };
  return (
    <Dialog wide title={t('seal.title')} onClose={onClose} actions={
      <>
        <Button onPress={onClose}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={passphrase === '' || working} onPress={seal}>{t('seal.confirm')}</Button>
      </>
    }>
      {said && <Banner tone="error">{sentence(said)}</Banner>}
      <p>{t('seal.text')}</p>
      <KeyValue pairs={[
        [t('receipt.file'), awaiting.fileName],
        [t('receipt.body'), awaiting.body],
        [t('receipt.seq'), awaiting.seq],
        [t('receipt.code'), <strong key="code">{awaiting.shortCode}</strong>],
        [t('receipt.companies'), awaiting.companies],
        [t('receipt.revisions'), awaiting.revisions],
        [t('receipt.createdAt'), printMoment(language, awaiting.createdAt)],
        [t('receipt.signer'), <span key="signers" className="stack">{awaiting.signers.map(({ holder, usage }) => <TrustMark key={holder + usage} trust="verified">{holder} · {t(`trust.usage.${usage}`)}</TrustMark>)}</span>],
        [t('seal.key'), `${awaiting.key.holder} · ${t(`trust.usage.${awaiting.key.usage}`)}`],
      ]} />
      {awaiting.encrypted && <p className="note">{t('seal.encrypted')}</p>}
      <form onSubmit={(event) => { event.preventDefault(); seal(); }}>
        <PassphraseField label={t('seal.passphrase')} value={passphrase} onChange={setPassphrase} refused={failure} autoFocus />
      </form>
    </Dialog>
  );
}
