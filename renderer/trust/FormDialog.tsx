import { useState } from 'react';
import type { FormPreview, FormToSign } from '../../shared/ipc/bundle.ts';
import { PassphraseField } from '../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../service/passphrase/refused.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TrustMark } from '../ui/TrustMark.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';
import { FormChangeList } from './FormChangeList.tsx';

/** Installing a form: who signed it, and what it asks otherwise than the form that is filled in now (B15). */
export function FormDialog({ preview, store, state }: ActDialogProps & { readonly preview: FormPreview }) {
  const t = useText();
  const { same, signer, version } = preview;
  return (
    <Dialog wide title={t('trust.form.title', { title: useTitle(preview), version })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={same || state.busy} onPress={() => void store.installForm()}>{t('trust.installing.confirm')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <Origin preview={preview} />
      {signer !== null && <p><TrustMark trust="verified">{t('trust.form.signed', { holder: signer })}</TrustMark></p>}
      {same ? <Banner tone="info">{t('trust.form.same')}</Banner> : <FormChangeList changes={preview.changes} labels={preview.labels} />}
    </Dialog>
  );
}

/** Signing a form as the next pack: what it asks otherwise, and the passphrase. */
export function SignFormDialog({ form, store, state }: ActDialogProps & { readonly form: FormToSign }) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const sign = () => { if (passphrase !== '') void store.signForm(passphrase); };
  return (
    <Dialog wide title={t('trust.signForm.title', { title: useTitle(form), version: form.version })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={passphrase === '' || state.busy} onPress={sign}>{t('trust.signing.confirm')}</Button>
      </>
    }>
      <Failed failure={saidElsewhere(state.failure)} />
      <Origin preview={form} />
      <p>{t('trust.signForm.text')}</p>
      {form.same ? <Banner tone="info">{t('trust.signForm.same')}</Banner> : <FormChangeList changes={form.changes} labels={form.labels} />}
      <form onSubmit={(event) => { event.preventDefault(); sign(); }}>
        <PassphraseField label={t('trust.passphrase')} value={passphrase} onChange={setPassphrase} refused={state.failure} />
      </form>
    </Dialog>
  );
}

function Origin({ preview: { fileName, number, installedVersion } }: { readonly preview: FormToSign }) {
  const t = useText();
  return <p className="soft">{t('trust.installing.from', { file: fileName })} · {t('trust.form.number', { number })}{installedVersion !== null && ` · ${t('trust.form.now', { version: installedVersion })}`}</p>;
}

function useTitle({ title }: Pick<FormPreview, 'title'>): string {
  const language = useLanguage();
  return title[language] ?? Object.values(title)[0] ?? '';
}
