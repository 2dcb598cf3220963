import { useState } from 'react';
import type { KeyInfo } from '../../../shared/ipc/keys.ts';
import { isChosen, NewPassphrase, NOTHING_CHOSEN } from '../../service/passphrase/NewPassphrase.tsx';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { useText } from '../../text/text.tsx';
import { KeyDialog, type KeyDialogProps } from './KeyDialog.tsx';

/** The same key behind another passphrase. */
export function ChangeDialog({ info, state, store }: KeyDialogProps & { readonly info: KeyInfo }) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [checked, setChecked] = useState(false);
  const submit = () => {
    setChecked(true);
    if (passphrase !== '' && isChosen(chosen)) void store.change(passphrase, chosen.first);
  };
  return (
    <KeyDialog title={t('keyring.changing.title')} confirm={t('keyring.changing.confirm')} state={state} store={store} onConfirm={submit}>
      <p>{t(`trust.usage.${info.usage}`)}: {info.holder}</p>
      <PassphraseField label={t('keyring.changing.now')} error={checked && passphrase === '' ? t('first.required') : undefined} value={passphrase} onChange={setPassphrase} refused={state.failure} autoFocus />
      <NewPassphrase replaces value={chosen} onChange={setChosen} checked={checked} />
      <p className="note">{t('keyring.changing.note')}</p>
    </KeyDialog>
  );
}
