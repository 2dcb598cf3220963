import { useState } from 'react';
import type { TrustState } from '../../shared/ipc/bundle.ts';
import { useProgram } from '../service/program.tsx';
import { printCountry } from '../text/country.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/field/Field.tsx';
import { DateField } from '../ui/field/fields.tsx';
import { Radios } from '../ui/field/Radios.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';
import { momentOf, nextContent, signingBodies } from './staged.ts';

/** Whose signatures a bundle of each body needs (B12). */
export function Policies({ trust, onChange }: { readonly trust: TrustState; readonly onChange?: (country: string, body: string) => void }) {
  const t = useText();
  const bodies = signingBodies(trust);
  if (bodies.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('trust.policies')}</h2>
      <table className="plain-table key-table">
        <thead><tr><th>{t('trust.column.country')}</th><th>{t('trust.part.body')}</th><th>{t('trust.policy.column')}</th>{onChange && <th />}</tr></thead>
        <tbody>
          {bodies.map(({ country, body, required }) => (
            <tr key={`${country} ${body}`}>
              <td title={printCountry(t, country)}>{country}</td>
              <td>{body}</td>
              <td>{t(required.includes('seal') ? 'trust.policy.both' : 'trust.policy.official')}</td>
              {onChange && <td><Button small aria-label={t('trust.policy.changeOf', { body })} onPress={() => onChange(country, body)}>{t('trust.policy.change')}</Button></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function PolicyDialog({ country, body, trust, store, state }: ActDialogProps & { readonly country: string; readonly body: string; readonly trust: TrustState }) {
  const t = useText();
  const next = nextContent(trust);
  const [chosen, setChosen] = useState(signingBodies(next).find((one) => one.country === country && one.body === body)?.required.includes('seal') ? 'both' : 'official');
  const hasSeal = next.entries.some((entry) => entry.country === country && entry.body === body && entry.usage === 'seal' && entry.status === 'active');
  const stage = () => void store.stage({ kind: 'policy', policy: { country, body, required: chosen === 'both' ? ['official', 'seal'] : ['official'] } });
  return (
    <Dialog title={t('trust.policy.title')} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={state.busy} onPress={stage}>{t('trust.stage')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p>{body}, {printCountry(t, country)}</p>
      <Field label={t('trust.policy.column')} hint={t('trust.policy.hint')}>
        {(links) => <Radios {...links} value={chosen} onChange={setChosen} options={[{ value: 'official', label: t('trust.policy.official') }, { value: 'both', label: t('trust.policy.both') }]} />}
      </Field>
      {chosen === 'both' && !hasSeal && <Banner tone="warning">{t('trust.policy.noSeal')}</Banner>}
    </Dialog>
  );
}

/** Until when the next registry is to be in force (B15). */
export function ExpiryDialog({ trust, store, state }: ActDialogProps & { readonly trust: TrustState }) {
  const t = useText();
  const now = useProgram().now();
  const before = nextContent(trust).expiresAt;
  const [day, setDay] = useState<string | null>(before.slice(0, 10));
  const dated = day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day);
  const past = dated && Date.parse(momentOf(day, 'end', before)) <= now;
  const stage = () => { if (dated && !past) void store.stage({ kind: 'expiry', expiresAt: momentOf(day, 'end', before) }); };
  return (
    <Dialog title={t('trust.expiry.title')} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={!dated || past || state.busy} onPress={stage}>{t('trust.stage')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <form onSubmit={(event) => { event.preventDefault(); stage(); }}>
        <DateField label={t('trust.expiresAt')} hint={t('trust.expiry.hint')} value={day} onChange={setDay} error={past ? t('trust.expiry.past') : undefined} />
      </form>
    </Dialog>
  );
}
