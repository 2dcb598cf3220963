import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../text/text.tsx';
import { ChoiceInput } from './ChoiceInput.tsx';
import { parseDate, printDate } from './dates.ts';
import { Field } from './Field.tsx';
import { ParsedInput, TextArea, TextInput, type TextInputProps } from './inputs.tsx';
import type { Option } from './options.ts';

interface Labelled {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
}

/** A line of text with its label. */
export function TextField({ label, hint, error, ...input }: Labelled & TextInputProps) {
  return <Field label={label} hint={hint} error={error}>{(links) => <TextInput {...links} {...input} {...(error ? { tone: 'invalid' as const } : {})} />}</Field>;
}

interface TextAreaFieldProps extends Labelled {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly rows?: number;
  readonly autoFocus?: boolean;
}

/** Several lines of text with their label. */
export function TextAreaField({ label, hint, error, ...input }: TextAreaFieldProps) {
  return <Field label={label} hint={hint} error={error}>{(links) => <TextArea rows={3} {...links} {...input} {...(error ? { tone: 'invalid' as const } : {})} />}</Field>;
}

interface DateFieldProps extends Labelled {
  /** ISO; what is no date comes back as it was typed. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly autoFocus?: boolean;
}

/** A day with its label. */
export function DateField({ label, hint, error, ...input }: DateFieldProps) {
  const t = useText();
  const language = useLanguage();
  const print = (day: string): string => printDate(language, day);
  return (
    <Field label={label} hint={hint} error={error}>
      {(links) => <ParsedInput<string> {...links} {...input} kind="date" print={print} edit={print} parse={parseDate} placeholder={t('form.dateMask')} {...(error ? { tone: 'invalid' as const } : {})} />}
    </Field>
  );
}

interface ChoiceFieldProps extends Labelled {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** One of a list with its label. */
export function ChoiceField({ label, hint, error, ...input }: ChoiceFieldProps) {
  return <Field label={label} hint={hint} error={error}>{(links) => <ChoiceInput {...links} {...input} {...(error ? { tone: 'invalid' as const } : {})} />}</Field>;
}
