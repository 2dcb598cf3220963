import { useState } from 'react';
import type { TrustState } from '../../shared/ipc/bundle.ts';
import { PassphraseField } from '../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../service/passphrase/refused.ts';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Count } from '../ui/Count.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';
import { StagedList } from './StagedList.tsx';
import type { TrustStore } from './store.ts';

/** What is prepared for the next registry: nothing of it holds before it is signed. */
export function StagedCard({ trust, store, busy }: { readonly trust: TrustState; readonly store: TrustStore; readonly busy: boolean }) {
  const t = useText();
  if (trust.staged.length === 0) return null;
  return (
    <section className="card staged-card" aria-label={t('trust.staged.title')}>
      <header className="spread">
        <h2>{t('trust.staged.title')} <span className="soft"><Count of={trust.staged.length} /></span></h2>
        <div className="row">
          <Button isDisabled={busy} onPress={() => store.begin({ kind: 'discarding' })}>{t('trust.staged.discard')}</Button>
          <Button look="primary" isDisabled={busy} onPress={() => store.begin({ kind: 'signing' })}>{t('trust.staged.sign')}</Button>
        </div>
      </header>
      <p className="note">{t('trust.staged.text')}</p>
      <StagedList trust={trust} onRemove={(id) => void store.unstage(id)} onDescribe={(keyId) => store.begin({ kind: 'describing', keyId })} />
    </section>
  );
}

/** Signing the next registry: everything it changes, in sight, and one passphrase. */
export function SignDialog({ trust, store, state }: ActDialogProps & { readonly trust: TrustState }) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const sign = () => { if (passphrase !== '') void store.sign(passphrase); };
  return (
    <Dialog wide title={t('trust.signing.title', { version: trust.version + 1 })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={passphrase === '' || state.busy} onPress={sign}>{t('trust.signing.confirm')}</Button>
      </>
    }>
      <Failed failure={saidElsewhere(state.failure)} />
      <p>{t('trust.signing.text', { count: trust.staged.length })}</p>
      <StagedList trust={trust} />
      {!trust.staged.some(({ kind }) => kind === 'expiry') && <p className="note">{t('trust.signing.expiry')}</p>}
      <form onSubmit={(event) => { event.preventDefault(); sign(); }}>
        <PassphraseField label={t('trust.passphrase')} value={passphrase} onChange={setPassphrase} refused={state.failure} />
      </form>
    </Dialog>
  );
}

export function DiscardDialog({ trust, store, state }: ActDialogProps & { readonly trust: TrustState }) {
  const t = useText();
  return (
    <Dialog title={t('trust.discarding.title', { count: trust.staged.length })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="danger" isDisabled={state.busy} onPress={() => void store.unstage(null)}>{t('trust.discarding.confirm')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p>{t('trust.discarding.text', { version: trust.version })}</p>
    </Dialog>
  );
}
