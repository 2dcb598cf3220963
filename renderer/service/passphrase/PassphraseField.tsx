import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { Eye, EyeOff } from '../../ui/icon/icons.tsx';
import { isPassphraseRefused } from './refused.ts';

interface PassphraseFieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  /** Why the act that it was given for was refused; said here where it is about the passphrase, until another is typed. */
  readonly refused?: Failure | null;
}

/** A passphrase, hidden unless the person asks to see it; it lives in the screen that asks and nowhere else. One that is refused takes the cursor back. */
export function PassphraseField({ label, hint, error, value, onChange, autoFocus, refused = null }: PassphraseFieldProps) {
  const t = useText();
  const sentence = useSentence();
  const input = useRef<HTMLInputElement>(null);
  const [seen, setSeen] = useState(false);
  const [answered, setAnswered] = useState<Failure | null>(null);
  const wrong = refused !== answered && isPassphraseRefused(refused) ? refused : null;
  useEffect(() => {
    if (!wrong) return;
    input.current?.focus();
    input.current?.select();
  }, [wrong]);
  const type = (text: string) => {
    setAnswered(refused);
    onChange(text);
  };
  return (
    <TextField label={label} hint={hint} error={wrong ? sentence(wrong) : error} value={value} onChange={type} inputRef={input} autoFocus={autoFocus} type={seen ? 'text' : 'password'} autoComplete="off"
      unit={<IconButton small label={seen ? t('ui.hide') : t('ui.show')} icon={seen ? <EyeOff /> : <Eye />} onPress={() => setSeen(!seen)} />} />
  );
}
