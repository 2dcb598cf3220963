import { useId, useLayoutEffect, useMemo, useRef, type InputHTMLAttributes, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { joinIds, type ControlNames } from './Field.tsx';
import { still, useLive, type Live } from '../live.ts';
import { keepKeys } from './ownKeys.ts';
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
  readonly tone?: Tone | Live<Tone>;
  readonly unit?: ReactNode;
}

const PLAIN = still<Tone>('plain');

const MODES = { number: 'decimal', date: 'numeric', text: 'text' } as const;

/**
 * A field that keeps its own text while it is typed in: numbers, dates, lines. Commits at every key, tidies up when left. Whoever
 * draws it need not draw it again for what it has committed itself; an answer that another has changed replaces the text. Its keys
 * are its own: they go past React, which would go through the whole field at each of them.
 */
export function ParsedInput<T>({ value, print, edit, parse, onChange, kind, tone, unit, ...rest }: ParsedInputProps<T>) {
  const input = useRef<HTMLInputElement>(null);
  const unitId = useId();
  const live = useMemo(() => (tone === undefined ? PLAIN : typeof tone === 'string' ? still(tone) : tone), [tone]);
  const box = useLive<HTMLDivElement, Tone>(live, frameAs);
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
  const latest = useRef({ parse, onChange });
  useLayoutEffect(() => { latest.current = { parse, onChange }; });
  useLayoutEffect(() => {
    const field = input.current;
    return field ? keepKeys(field, () => {
      const now = latest.current;
      meant.current = now.parse(field.value);
      now.onChange(meant.current);
    }) : undefined;
  }, []);
  return (
    <div className={`${inputClass(undefined, rest.readOnly)} input-${kind}`} ref={box}>
      <span className="input-text">
        <input autoComplete="off" spellCheck={false} inputMode={MODES[kind]} {...rest} ref={input} aria-describedby={joinIds(unit !== undefined && unit !== '' && unitId, rest['aria-describedby'])}
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
          }} />
      </span>
      {unit && <span className="input-unit" id={unitId}>{unit}</span>}
    </div>
  );
}

/** Frames a field as its gravest finding wants it. */
function frameAs(box: HTMLElement, tone: Tone): void {
  box.classList.toggle('input-invalid', tone === 'invalid');
  box.classList.toggle('input-warned', tone === 'warned');
  const field = box.querySelector('input');
  if (field) field.ariaInvalid = tone === 'invalid' ? 'true' : null;
}

export function inputClass(tone: Tone | undefined, readOnly?: boolean): string {
  return `input${tone === 'invalid' ? ' input-invalid' : tone === 'warned' ? ' input-warned' : ''}${readOnly ? ' input-readonly' : ''}`;
}
