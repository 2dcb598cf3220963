import { useState } from 'react';
import type { RegistryEntry } from '../../shared/bundle/registry.ts';
import type { Fingerprint } from '../../shared/ipc/service.ts';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { Words } from '../ui/Words.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';

type Props = ActDialogProps & { readonly entry: RegistryEntry & { readonly fingerprint: Fingerprint }; readonly seenSeq: number };

/** Revoking a key, trusted up to a bundle that a person names. */
export function RevokeDialog({ entry, seenSeq, store, state }: Props) {
  const t = useText();
  const [seq, setSeq] = useState(String(seenSeq));
  const [passphrase, setPassphrase] = useState('');
  const valid = /^\d{1,7}$/.test(seq) && passphrase !== '';
  const revoke = () => { if (valid) void store.revoke(Number(seq), passphrase); };
  return (
    <Dialog title={t('trust.revoking.title', { holder: entry.holder })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="danger" isDisabled={!valid || state.busy} onPress={revoke}>{t('trust.revoking.confirm')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p>{entry.body}</p>
      <Words fingerprint={entry.fingerprint} />
      <p>{t('trust.revoking.text')}</p>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); revoke(); }}>
        <TextField label={t('trust.revoking.seq')} hint={t('trust.revoking.seqHint', { seq: seenSeq })} inputMode="numeric" value={seq} onChange={setSeq} />
        <TextField label={t('trust.passphrase')} type="password" value={passphrase} onChange={setPassphrase} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
