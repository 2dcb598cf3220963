import { useState } from 'react';
import type { PublicKeyPreview } from '../../shared/ipc/bundle.ts';
import { printCountry } from '../text/country.ts';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Check } from '../ui/field/Check.tsx';
import { TrustMark } from '../ui/TrustMark.tsx';
import { Words } from '../ui/Words.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';

/** Adding keys of bodies: each is compared with its holder by telephone before it is prepared for the next registry. */
export function AddKeysDialog({ keys, store, state }: ActDialogProps & { readonly keys: readonly PublicKeyPreview[] }) {
  const t = useText();
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  const mark = (ticket: string, is: boolean) => setCompared(new Set(is ? [...compared, ticket] : [...compared].filter((each) => each !== ticket)));
  return (
    <Dialog wide title={t('trust.adding.title', { count: keys.length })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={compared.size === 0 || state.busy} onPress={() => void store.stageKeys([...compared])}>{t('trust.adding.confirm', { count: compared.size })}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p>{t('trust.adding.text')}</p>
      {keys.map(({ ticket, fileName, entry, fingerprint }) => (
        <section key={ticket} className="card">
          <header className="spread">
            <TrustMark trust={compared.has(ticket) ? 'verified' : 'claimed'}>
              <strong>{entry.holder}</strong>, {entry.body}, {printCountry(t, entry.country)} · {t(`trust.usage.${entry.usage}`)}
            </TrustMark>
            <span className="note">{fileName}</span>
          </header>
          <Words fingerprint={fingerprint} />
          <Check checked={compared.has(ticket)} onChange={(is) => mark(ticket, is)}>{t('trust.adding.compared')}</Check>
        </section>
      ))}
      {compared.size === 0 && <p className="note">{t('trust.adding.needCompared')}</p>}
    </Dialog>
  );
}
