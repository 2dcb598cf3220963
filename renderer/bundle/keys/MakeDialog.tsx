import { useState } from 'react';
import type { KeyUsage } from '../../../shared/bundle/trust/registry.ts';
import { isChosen, NewPassphrase, NOTHING_CHOSEN } from '../../service/passphrase/NewPassphrase.tsx';
import { useWorkspace } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { Radios } from '../../ui/field/Radios.tsx';
import { KeyDialog, type KeyDialogProps } from './KeyDialog.tsx';

const USAGES = {
  ministry: ['official', 'seal', 'encrypt'],
  commission: ['commission', 'receipt', 'encrypt', 'form'],
} as const satisfies Record<string, readonly KeyUsage[]>;

/** A new key of this body. */
export function MakeDialog({ state, store }: KeyDialogProps) {
  const t = useText();
  const { role, person } = useWorkspace();
  const usages: readonly KeyUsage[] = USAGES[role];
  const [usage, setUsage] = useState<KeyUsage>('encrypt');
  const [holder, setHolder] = useState(person);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [checked, setChecked] = useState(false);
  const named = holder.trim().length >= 2;
  const submit = () => {
    setChecked(true);
    if (named && isChosen(chosen)) void store.make({ usage, holder: holder.trim(), passphrase: chosen.first });
  };
  return (
    <KeyDialog title={t('keyring.making.title')} confirm={t('keyring.making.confirm')} state={state} store={store} onConfirm={submit}>
      <div className="field">
        <span className="field-label">{t('keyring.usage')}</span>
        <Radios aria-label={t('keyring.usage')} value={usage} onChange={(id) => setUsage(id as KeyUsage)} options={usages.map((id) => ({ value: id, label: t(`trust.usage.${id}`) }))} />
        <p className="field-hint">{t('keyring.usageHint', { usage })}</p>
      </div>
      <TextField label={t('keyring.holder')} error={checked && !named ? t('first.required') : undefined} value={holder} onChange={setHolder} />
      <NewPassphrase value={chosen} onChange={setChosen} checked={checked} />
    </KeyDialog>
  );
}
