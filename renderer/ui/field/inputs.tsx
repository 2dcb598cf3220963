import { useLayoutEffect, useRef, type InputHTMLAttributes, type KeyboardEvent, type ReactNode, type Ref } from 'react';
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
      <span className="input-text">
        <input autoComplete="off" spellCheck={false} {...rest} ref={inputRef} aria-invalid={tone === 'invalid' || undefined}
          value={value} onChange={(event) => onChange(event.target.value)} />
      </span>
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
  readonly kind: 'number' | 'date' | 'text';
  readonly tone?: Tone;
  readonly unit?: ReactNode;
}

const MODES = { number: 'decimal', date: 'numeric', text: 'text' } as const;

/**
 * A field that keeps its own text while it is typed in: numbers, dates, lines. Commits at every key, tidies up when left. Whoever
 * draws it need not draw it again for what it has committed itself; an answer that another has changed replaces the text.
 */
export function ParsedInput<T>({ value, print, edit, parse, onChange, kind, tone, unit, ...rest }: ParsedInputProps<T>) {
  const input = useRef<HTMLInputElement>(null);
  /** What the text in the field means. */
  const meant = useRef(value);
  const write = (field: HTMLInputElement, words: typeof print) => {
    const text = meant.current === null ? '' : words(meant.current);
    if (field.value !== text) field.value = text;
  };
  useLayoutEffect(() => {
    const field = input.current;
    if (!field || (value === meant.current && (document.activeElement === field && !rest.readOnly))) return;
    meant.current = value;
    write(field, print);
  });
  return (
    <div className={`${inputClass(tone, rest.readOnly)} input-${kind}`}>
      <span className="input-text">
        <input autoComplete="off" spellCheck={false} inputMode={MODES[kind]} {...rest} ref={input} aria-invalid={tone === 'invalid' || undefined}
          onFocus={(event) => {
            if (!rest.readOnly && kind !== 'text') {
              // Selected before the next key can come.
              write(event.target, edit);
              event.target.select();
            }
            rest.onFocus?.(event);
          }}
          onBlur={(event) => {
            write(event.target, print);
            rest.onBlur?.(event);
          }}
          onChange={(event) => {
            meant.current = parse(event.target.value);
            onChange(meant.current);
          }} />
      </span>
      {unit && <span className="input-unit">{unit}</span>}
    </div>
  );
}

export function inputClass(tone: Tone | undefined, readOnly?: boolean): string {
  return `input${tone === 'invalid' ? ' input-invalid' : tone === 'warned' ? ' input-warned' : ''}${readOnly ? ' input-readonly' : ''}`;
}
