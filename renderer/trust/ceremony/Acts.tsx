import { useState, type ReactNode } from 'react';
import { isChosen, NewPassphrase, NOTHING_CHOSEN } from '../../service/passphrase/NewPassphrase.tsx';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../../service/passphrase/refused.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { Failed } from '../Failed.tsx';
import type { CeremonyScreenState, CeremonyStore } from './store.ts';

interface ActsProps {
  readonly state: CeremonyScreenState;
  readonly store: CeremonyStore;
}

/** The dialog of the step that the person is in the middle of. */
export function Acts({ state, store }: ActsProps) {
  const t = useText();
  switch (state.act) {
    case 'none': return null;
    case 'key': return <KeyDialog state={state} store={store} />;
    case 'sign-medium':
      return <SecretDialog state={state} store={store} title={t('ceremony.dialog.sign')} text={t('ceremony.dialog.signText')} label={t('ceremony.dialog.passphrase')}
        confirm={t('ceremony.dialog.keyConfirm')} onConfirm={(passphrase) => void store.sign('medium', passphrase)} />;
    case 'sign-here':
      return <SecretDialog state={state} store={store} title={t('ceremony.dialog.here')} text={t('ceremony.dialog.hereText')} label={t('trust.passphrase')}
        confirm={t('ceremony.dialog.hereConfirm')} onConfirm={(passphrase) => void store.sign('here', passphrase)} />;
    case 'finish':
      return <SecretDialog state={state} store={store} title={t('ceremony.dialog.finish', { version: state.ceremony?.next?.version ?? 0 })} text={t('ceremony.dialog.finishText')} label={t('trust.passphrase')}
        confirm={t('ceremony.dialog.finishConfirm')} onConfirm={(passphrase) => void store.finish(passphrase)} />;
  }
}

function KeyDialog({ state, store }: ActsProps) {
  const t = useText();
  const [holder, setHolder] = useState('');
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [checked, setChecked] = useState(false);
  const named = holder.trim().length >= 2;
  const submit = () => {
    setChecked(true);
    if (named && isChosen(chosen)) void store.makeKey(holder.trim(), chosen.first);
  };
  return (
    <Frame state={state} store={store} title={t('ceremony.dialog.key')} confirm={t('ceremony.dialog.keyConfirm')} onConfirm={submit}>
      <p className="soft">{t('ceremony.dialog.keyText')}</p>
      <TextField label={t('ceremony.dialog.holder')} error={checked && !named ? t('first.required') : undefined} value={holder} onChange={setHolder} autoFocus />
      <NewPassphrase value={chosen} onChange={setChosen} checked={checked} />
    </Frame>
  );
}

interface SecretProps extends ActsProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly confirm: string;
  readonly onConfirm: (passphrase: string) => void;
}

function SecretDialog({ text, label, onConfirm, ...frame }: SecretProps) {
  const [passphrase, setPassphrase] = useState('');
  const submit = () => { if (passphrase !== '') onConfirm(passphrase); };
  return (
    <Frame {...frame} onConfirm={submit}>
      <p className="soft">{text}</p>
      <PassphraseField label={label} value={passphrase} onChange={setPassphrase} refused={frame.state.failure} autoFocus />
    </Frame>
  );
}

interface FrameProps extends ActsProps {
  readonly title: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

function Frame({ state, store, title, confirm, onConfirm, children }: FrameProps) {
  const t = useText();
  return (
    <Dialog title={title} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={state.busy} onPress={onConfirm}>{confirm}</Button>
      </>
    }>
      <Failed failure={saidElsewhere(state.failure)} />
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!state.busy) onConfirm(); }}>
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
