import type { ReactNode } from 'react';
import { saidElsewhere } from '../../service/passphrase/refused.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { KeysState, KeysStore } from './store.ts';

export interface KeyDialogProps {
  readonly state: KeysState;
  readonly store: KeysStore;
}

interface FrameProps extends KeyDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** What the dialogs about keys have in common: the failure on top (of the passphrase: at its field), Enter confirms, Escape steps back. */
export function KeyDialog({ title, confirm, state, store, onConfirm, children }: FrameProps) {
  const t = useText();
  const sentence = useSentence();
  const said = saidElsewhere(state.failure);
  return (
    <Dialog title={title} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={state.busy} onPress={onConfirm}>{confirm}</Button>
      </>
    }>
      {said && <Banner tone="error">{sentence(said)}</Banner>}
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!state.busy) onConfirm(); }}>
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
