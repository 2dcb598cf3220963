import { useEffect, useLayoutEffect, useRef, useState, type InputHTMLAttributes, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import type { ControlNames } from './Field.tsx';
import './field.css';

export type Tone = 'plain' | 'invalid' | 'warned';

type Passed = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'className'>;

export interface TextInputProps extends Passed {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly tone?: Tone;
  /** Stands inside the field, before or after the text. */
  readonly lead?: ReactNode;
  readonly unit?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextInput({ value, onChange, tone, lead, unit, inputRef, ...rest }: TextInputProps) {
  return (
    <div className={inputClass(tone, rest.readOnly)}>
      {lead}
      <input autoComplete="off" spellCheck={false} {...rest} ref={inputRef} aria-invalid={tone === 'invalid' || undefined}
        value={value} onChange={(event) => onChange(event.target.value)} />
      {unit && <span className="input-unit">{unit}</span>}
    </div>
  );
}

interface TextAreaProps extends ControlNames {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onBlur?: () => void;
  readonly tone?: Tone;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly autoFocus?: boolean;
  readonly readOnly?: boolean;
  readonly inputRef?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text; grows with what is written. */
export function TextArea({ value, onChange, tone, inputRef, ...rest }: TextAreaProps) {
  return (
    <div className={inputClass(tone, rest.readOnly)}>
      <textarea rows={1} {...rest} ref={inputRef} value={value} aria-invalid={tone === 'invalid' || undefined}
        onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

export interface ParsedInputProps<T> extends Passed {
  readonly value: T | string | null;
  /** As shown at rest (`12 345,5`) and as edited (`12345,5`). */
  readonly print: (value: T | string) => string;
  readonly edit: (value: T | string) => string;
  /** What was meant; a text that cannot be understood comes back as it is, so that nothing typed is lost. */
  readonly parse: (text: string) => T | string | null;
  readonly onChange: (value: T | string | null) => void;
  readonly kind: 'number' | 'date';
  readonly tone?: Tone;
  readonly unit?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field whose text means something else than text: numbers, dates. Commits at every key, tidies up when left. */
export function ParsedInput<T>({ value, print, edit, parse, onChange, kind, tone, unit, inputRef, ...rest }: ParsedInputProps<T>) {
  const [draft, setDraft] = useState<string | null>(null);
  const committed = useRef(value);
  useEffect(() => {
    if (value !== committed.current) setDraft(null);
    committed.current = value;
  }, [value]);
  // The text changes when the field is entered; it is selected before the next key can come.
  const arrived = useRef<HTMLInputElement | null>(null);
  useLayoutEffect(() => {
    arrived.current?.select();
    arrived.current = null;
  }, [draft]);
  const shown = draft ?? (value === null ? '' : print(value));
  return (
    <div className={`${inputClass(tone, rest.readOnly)} input-${kind}`}>
      <input autoComplete="off" spellCheck={false} inputMode={kind === 'number' ? 'decimal' : 'numeric'} {...rest} ref={inputRef}
        aria-invalid={tone === 'invalid' || undefined} value={shown}
        onFocus={(event) => {
          if (!rest.readOnly) setDraft(value === null ? '' : edit(value));
          arrived.current = event.target;
          rest.onFocus?.(event);
        }}
        onBlur={(event) => {
          setDraft(null);
          rest.onBlur?.(event);
        }}
        onChange={(event) => {
          const next = parse(event.target.value);
          committed.current = next;
          setDraft(event.target.value);
          onChange(next);
        }} />
      {unit && <span className="input-unit">{unit}</span>}
    </div>
  );
}

export function inputClass(tone: Tone | undefined, readOnly?: boolean): string {
  return `input${tone === 'invalid' ? ' input-invalid' : tone === 'warned' ? ' input-warned' : ''}${readOnly ? ' input-readonly' : ''}`;
}
