import { useState } from 'react';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { useWorkspace } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { TextAreaField, TextField } from '../../ui/field/fields.tsx';
import { KeyDialog, type KeyDialogProps } from './KeyDialog.tsx';

/** A key from its recovery sheet: the text on it, the holder it names, and the passphrase. */
export function RestoreDialog({ state, store }: KeyDialogProps) {
  const t = useText();
  const { person, body } = useWorkspace();
  const [sheet, setSheet] = useState('');
  const [holder, setHolder] = useState(person);
  const [passphrase, setPassphrase] = useState('');
  const [checked, setChecked] = useState(false);
  const required = (text: string) => (checked && text.trim() === '' ? t('first.required') : undefined);
  const submit = () => {
    setChecked(true);
    if (sheet.trim() !== '' && holder.trim().length >= 2 && passphrase !== '') void store.restore({ sheet: sheet.trim(), holder: holder.trim(), passphrase });
  };
  return (
    <KeyDialog title={t('keyring.restoring.title')} confirm={t('keyring.restoring.confirm')} state={state} store={store} onConfirm={submit}>
      <p>{t('keyring.restoring.text', { body })}</p>
      <TextAreaField label={t('keyring.restoring.sheet')} hint={t('keyring.restoring.sheetHint')} error={required(sheet)} value={sheet} onChange={setSheet} rows={4} autoFocus />
      <TextField label={t('keyring.restoring.holder')} hint={t('keyring.restoring.holderHint')} error={required(holder)} value={holder} onChange={setHolder} />
      <PassphraseField label={t('ui.passphrase')} hint={t('keyring.restoring.passphraseHint')} error={required(passphrase)} value={passphrase} onChange={setPassphrase} refused={state.failure} />
    </KeyDialog>
  );
}
