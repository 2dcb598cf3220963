import { useText } from '../../text/text.tsx';
import { strengthOf } from './passphrase.ts';
import { PassphraseField } from './PassphraseField.tsx';
import { POLITE } from '../../ui/said.ts';
import './passphrase.css';

/** A passphrase that is being chosen, typed twice. */
export interface Chosen {
  readonly first: string;
  readonly again: string;
}

export const NOTHING_CHOSEN: Chosen = { first: '', again: '' };

/** Whether a choice may be taken: strong enough, and the same twice. */
export function isChosen({ first, again }: Chosen): boolean {
  return isStrongEnough(first) && first === again;
}

interface NewPassphraseProps {
  readonly value: Chosen;
  readonly onChange: (value: Chosen) => void;
  /** Says what is wrong: after the person has tried to go on. */
  readonly checked: boolean;
  /** It takes the place of another passphrase, which is asked for beside it. */
  readonly replaces?: boolean;
}

/** Choosing a passphrase: its strength while it is typed, and the same once more. */
export function NewPassphrase({ value, onChange, checked, replaces = false }: NewPassphraseProps) {
  const t = useText();
  const { first, again } = value;
  const strength = strengthOf(first);
  return (
    <>
      <PassphraseField label={t(replaces ? 'keyring.changing.next' : 'first.passphrase')} hint={t('first.passphraseHint')} error={checked && !isStrongEnough(first) ? t('first.passphraseHint') : undefined}
        value={first} onChange={(text) => onChange({ first: text, again })} />
      <p className={`strength strength-${strength}`} {...POLITE}><i /><i /><i />{t('first.strength')}: {t(`first.strength.${strength}`)}</p>
      <PassphraseField label={t(replaces ? 'keyring.changing.again' : 'first.again')} error={checked && again !== first ? t('first.mismatch') : undefined} value={again} onChange={(text) => onChange({ first, again: text })} />
    </>
  );
}

function isStrongEnough(passphrase: string): boolean {
  const strength = strengthOf(passphrase);
  return strength === 'fair' || strength === 'good';
}
