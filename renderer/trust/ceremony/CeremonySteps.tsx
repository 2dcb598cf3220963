import { useState, type ReactNode } from 'react';
import type { CeremonyState, NextRoot, RootDemand } from '../../../shared/ipc/ceremony.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { Words } from '../../ui/Words.tsx';
import { Check, KeyRound, Minus, PenLine, ShieldCheck, Usb } from '../../ui/icon/icons.tsx';
import type { CeremonyStore } from './store.ts';

interface StepProps {
  readonly store: CeremonyStore;
  readonly busy: boolean;
}

function Step({ title, todo, children }: { readonly title: string; readonly todo: string; readonly children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{todo}</p>
      {children}
    </section>
  );
}

/** The keys gathered, each with the words its holder reads aloud. */
export function KeysStep({ ceremony, store, busy }: StepProps & { readonly ceremony: CeremonyState }) {
  const t = useText();
  const language = useLanguage();
  const { keys, current, next } = ceremony;
  return (
    <Step title={t('ceremony.keys.title')} todo={t('ceremony.keys.todo')}>
      {keys.length > 0 && (
        <>
          <p><strong>{t('ceremony.keys.done', { count: keys.length })}</strong>{next && <span className="note"> {t('ceremony.make.again')}</span>}</p>
          <ul className="root-keys">
            {keys.map(({ keyId, holder, fingerprint }) => (
              <li key={keyId}>
                <strong>{holder}</strong>
                <span className="soft key-words">{fingerprint.words[language].join(' ')}</span>
                <Button small look="quiet" icon={<Minus />} isDisabled={busy} onPress={() => void store.leaveKey(keyId)} aria-label={`${t('ceremony.keys.leave')}: ${holder}`}>{t('ceremony.keys.leave')}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="row">
        <Button look={keys.length === 0 ? 'primary' : 'plain'} icon={<KeyRound />} isDisabled={busy} onPress={() => store.begin('key')}>{t('ceremony.keys.new')}</Button>
        <Button icon={<Usb />} isDisabled={busy} onPress={() => void store.takeKey()}>{t('ceremony.keys.take')}</Button>
        {current && current.keys.length > 1 && <Button isDisabled={busy} onPress={() => void store.keepKeys()}>{t('ceremony.keys.keep')}</Button>}
      </div>
    </Step>
  );
}

/** How many of the keys it takes, and the root made of them. */
export function MakeStep({ ceremony: { keys, next }, store, busy }: StepProps & { readonly ceremony: CeremonyState }) {
  const t = useText();
  const [asked, setAsked] = useState<string | null>(null);
  const threshold = asked ?? String(Math.min(2, Math.max(1, keys.length)));
  const valid = /^\d{1,2}$/.test(threshold) && Number(threshold) >= 1 && Number(threshold) <= keys.length;
  const make = () => { if (valid && !busy) void store.makeRoot(Number(threshold)); };
  return (
    <Step title={t('ceremony.make.title')} todo={t('ceremony.make.todo')}>
      {next ? (
        <>
          <p>{t('ceremony.make.done', { version: next.version })}</p>
          <Words fingerprint={next.fingerprint} hex />
        </>
      ) : (
        <form className="row ceremony-make" onSubmit={(event) => { event.preventDefault(); make(); }}>
          <TextField label={t('ceremony.make.threshold')} inputMode="numeric" value={threshold} onChange={setAsked} />
          <Button look={keys.length > 1 ? 'primary' : 'plain'} isDisabled={!valid || busy} onPress={make}>{t('ceremony.make.confirm')}</Button>
        </form>
      )}
    </Step>
  );
}

/** Who has signed and who has not, under the new root and under the one in force. */
export function SignStep({ next, store, busy }: StepProps & { readonly next: NextRoot }) {
  const t = useText();
  const here = next.demands.some(({ keys }) => keys.some((key) => key.here && !key.signed));
  // What is left for the key of this computer alone comes first then.
  const media = next.demands.some(({ keys, threshold }) => !keys.some((key) => key.here) && keys.filter((key) => key.signed).length < threshold);
  return (
    <Step title={t('ceremony.sign.title')} todo={t('ceremony.sign.todo')}>
      <div className="ceremony-demands">
        {next.demands.map((demand) => <Demand key={demand.version} demand={demand} isNext={demand.version === next.version} />)}
      </div>
      <div className="row">
        <Button look={media ? 'primary' : 'plain'} icon={<Usb />} isDisabled={busy} onPress={() => store.begin('sign-medium')}>{t('ceremony.sign.medium')}</Button>
        {here && <Button look={media ? 'plain' : 'primary'} icon={<PenLine />} isDisabled={busy} onPress={() => store.begin('sign-here')}>{t('ceremony.sign.here')}</Button>}
      </div>
    </Step>
  );
}

function Demand({ demand, isNext }: { readonly demand: RootDemand; readonly isNext: boolean }) {
  const t = useText();
  const signed = demand.keys.filter((key) => key.signed).length;
  return (
    <div>
      <h3>{t(isNext ? 'ceremony.sign.byNext' : 'ceremony.sign.byCurrent', { signed, threshold: demand.threshold })}</h3>
      <ul className="root-keys">
        {demand.keys.map((key) => (
          <li key={key.keyId}>
            <strong>{key.holder}</strong>
            <StatusTag tone={key.signed ? 'good' : 'neutral'} icon={key.signed ? Check : null}>{t(key.signed ? 'ceremony.sign.signed' : 'ceremony.sign.waiting')}</StatusTag>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FinishStep({ ready, store, busy }: StepProps & { readonly ready: boolean }) {
  const t = useText();
  return (
    <Step title={t('ceremony.finish.title')} todo={t('ceremony.finish.todo')}>
      <div className="row">
        <Button look={ready ? 'primary' : 'plain'} icon={<ShieldCheck />} isDisabled={!ready || busy} onPress={() => store.begin('finish')}>{t('ceremony.finish.confirm')}</Button>
        {!ready && <span className="note">{t('ceremony.finish.wait')}</span>}
      </div>
    </Step>
  );
}
