import { useState, type ReactNode } from 'react';
import { useText } from '../../text/text.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { Eye, EyeOff } from '../../ui/icon/icons.tsx';

interface PassphraseFieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** A passphrase, hidden unless the person asks to see it; it lives in the screen that asks and nowhere else. */
export function PassphraseField({ label, hint, error, value, onChange, autoFocus }: PassphraseFieldProps) {
  const t = useText();
  const [seen, setSeen] = useState(false);
  return (
    <TextField label={label} hint={hint} error={error} value={value} onChange={onChange} autoFocus={autoFocus} type={seen ? 'text' : 'password'} autoComplete="off"
      unit={<IconButton small label={seen ? t('ui.hide') : t('ui.show')} icon={seen ? <EyeOff /> : <Eye />} onPress={() => setSeen(!seen)} />} />
  );
}
