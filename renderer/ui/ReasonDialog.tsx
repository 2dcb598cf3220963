import { useState, type ReactNode } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextAreaField } from './field/fields.tsx';

interface ReasonDialogProps {
  readonly title: string;
  /** What will come of it. */
  readonly children?: ReactNode;
  readonly label: string;
  readonly hint?: string;
  /** On the button that does it. */
  readonly act: string;
  /** On the button that leaves things as they are; “Cancel” unless it is said better. */
  readonly back?: string;
  readonly look?: 'primary' | 'danger';
  /** False while it is not known yet what will come of it: nobody is asked for a reason then. */
  readonly known?: boolean;
  /** Does it, with the reason trimmed and in NFC. Null: it is done, and the dialog closes. */
  readonly onAct: (reason: string) => Promise<Failure | null>;
  readonly onClose: () => void;
}

/** Asks for the reason without which something is not done, says what will come of it, and stays open while it is done and when it is refused: what takes long is stopped in its foot. */
export function ReasonDialog({ title, children, label, hint, act, back, look = 'danger', known = true, onAct, onClose }: ReasonDialogProps) {
  const t = useText();
  const sentence = useSentence();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const go = async () => {
    setBusy(true);
    const refused = await onAct(reason.trim().normalize('NFC'));
    if (!refused) return onClose();
    setBusy(false);
    setFailure(refused);
  };
  const leave = () => { if (!busy) onClose(); };
  return (
    <Dialog title={title} onClose={leave} actions={(
      <>
        <Button onPress={leave}>{back ?? t('ui.cancel')}</Button>
        <Button look={look} isDisabled={!known || busy || reason.trim() === ''} onPress={() => void go()}>{act}</Button>
      </>
    )}>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
      {children}
      {known && <TextAreaField label={label} hint={hint} value={reason} onChange={setReason} autoFocus />}
    </Dialog>
  );
}
