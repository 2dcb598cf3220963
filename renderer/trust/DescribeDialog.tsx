import { useState } from 'react';
import { toTrustedName } from '../../shared/bundle/canonical/names.ts';
import type { KeyUsage, RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import { printCountry } from '../text/country.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ChoiceField, DateField, TextField } from '../ui/field/fields.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';
import { momentOf } from './staged.ts';

const USAGES = ['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update'] as const satisfies readonly KeyUsage[];
const STATES = ['AM', 'BY', 'KZ', 'KG', 'RU', 'EAEU'] as const;

/** What the registry says of a key: of whom and for what it is, and when it is meant to be used (B14). */
export function DescribeDialog({ entry, store, state }: ActDialogProps & { readonly entry: RegistryEntry }) {
  const t = useText();
  const [described, setDescribed] = useState({ ...entry, notBefore: entry.notBefore.slice(0, 10), notAfter: entry.notAfter.slice(0, 10) });
  const set = (change: Partial<typeof described>) => setDescribed({ ...described, ...change });
  const { usage, country, body, holder, notBefore, notAfter } = described;
  const dated = [notBefore, notAfter].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day));
  const inverted = dated && notBefore > notAfter;
  const valid = dated && !inverted && body.trim().length >= 2 && holder.trim() !== '';
  const stage = () => {
    if (!valid) return;
    const description = {
      usage, country, body: toTrustedName(body).trim(), holder: toTrustedName(holder).trim(),
      notBefore: momentOf(notBefore, 'start', entry.notBefore), notAfter: momentOf(notAfter, 'end', entry.notAfter),
    };
    void store.stage({ kind: 'describe', keyId: entry.keyId, description });
  };
  return (
    <Dialog wide title={t('trust.describing.title', { holder: entry.holder })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={!valid || state.busy} onPress={stage}>{t('trust.stage')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <form className="describe-key" onSubmit={(event) => { event.preventDefault(); stage(); }}>
        <TextField label={t('trust.part.holder')} value={holder} onChange={(text) => set({ holder: text })} />
        <ChoiceField label={t('trust.part.usage')} value={usage} options={USAGES.map((value) => ({ value, label: t(`trust.usage.${value}`) }))}
          onChange={(value) => set({ usage: USAGES.find((one) => one === value) ?? usage })} />
        <TextField label={t('trust.part.body')} value={body} onChange={(text) => set({ body: text })} />
        <ChoiceField label={t('trust.part.country')} value={country} options={STATES.map((value) => ({ value, label: printCountry(t, value) }))} onChange={(value) => set({ country: value ?? country })} />
        <DateField label={t('trust.part.notBefore')} value={notBefore} onChange={(day) => set({ notBefore: day ?? '' })} />
        <DateField label={t('trust.part.notAfter')} value={notAfter} onChange={(day) => set({ notAfter: day ?? '' })} error={inverted ? t('trust.describing.inverted') : undefined} />
        <button type="submit" hidden />
      </form>
      <p className="note">{t('trust.describing.dates')}</p>
      {(body !== entry.body || country !== entry.country || usage !== entry.usage) && <Banner tone="warning">{t('trust.describing.former')}</Banner>}
    </Dialog>
  );
}
