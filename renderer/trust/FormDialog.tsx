import type { FormPreview } from '../../shared/ipc/bundle.ts';
import type { QuestionChange } from '../../shared/survey/changes.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TrustMark } from '../ui/TrustMark.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';

/** Installing a form: who signed it, and what it asks otherwise than the form that is filled in now (B15). */
export function FormDialog({ preview, store, state }: ActDialogProps & { readonly preview: FormPreview }) {
  const t = useText();
  const language = useLanguage();
  const { changes, fileName, installedVersion, number, same, signer, title, version } = preview;
  return (
    <Dialog wide title={t('trust.form.title', { title: title[language] ?? Object.values(title)[0] ?? '', version })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={same || state.busy} onPress={() => void store.installForm()}>{t('trust.installing.confirm')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p className="soft">{t('trust.installing.from', { file: fileName })} · {t('trust.form.number', { number })}{installedVersion !== null && ` · ${t('trust.form.now', { version: installedVersion })}`}</p>
      {signer !== null && <p><TrustMark trust="verified">{t('trust.form.signed', { holder: signer })}</TrustMark></p>}
      {same ? <Banner tone="info">{t('trust.form.same')}</Banner> : (
        <>
          <Changes title={t('trust.form.added', { count: changes.added.length })} changes={changes.added} />
          <Changes title={t('trust.form.removed', { count: changes.removed.length })} changes={changes.removed} />
          <Changes title={t('trust.form.changed', { count: changes.changed.length })} changes={changes.changed} />
        </>
      )}
    </Dialog>
  );
}

function Changes({ title, changes }: { readonly title: string; readonly changes: readonly QuestionChange[] }) {
  const language = useLanguage();
  if (changes.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="form-changes">{changes.map(({ path, label }) => <li key={path}><code>{path}</code> {label[language] ?? Object.values(label)[0]}</li>)}</ul>
    </>
  );
}
