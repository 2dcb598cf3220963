import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Button, ComboBox, Group, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useText } from '../../text/text.tsx';
import { Check, ChevronDown } from '../icon/icons.tsx';
import { joinIds, type ControlNames } from './Field.tsx';
import { MoreOptions } from './MoreOptions.tsx';
import { filterOptions, meantOption, SHOWN, type Option } from './options.ts';
import { inputClass, type Tone } from './inputs.tsx';
import './field.css';

interface ChoiceInputProps extends ControlNames {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly tone?: Tone;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  /** The list only suggests: any other text is as good an answer. The field then shows the code, and beside it what it means. */
  readonly free?: boolean;
  /** What was typed is never dropped: however the field is left, it means the first option it finds; what finds none is the answer as it stands, for the checks to speak of. */
  readonly keeps?: boolean;
}

/** One of a list, short or long: type a few letters or the code, or open it with an arrow, Alt+↓ or F2. Emptying the field takes the answer away, Esc puts it back. */
export function ChoiceInput({ options, value, onChange, tone, readOnly, placeholder, free, keeps, 'aria-required': required, ...rest }: ChoiceInputProps) {
  const t = useText();
  const meaning = useId();
  const input = useRef<HTMLInputElement>(null);
  const selected = options.find((option) => option.value === value);
  const settled = (free ? value : selected?.label ?? value) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  /** The same before it is painted: the next key may lead out of the field already. */
  const latest = useRef<string | null>(null);
  const type = (text: string | null) => {
    latest.current = text;
    setTyped(text);
  };
  const found = useMemo(() => (typed === null || (!free && typed === settled) ? options : filterOptions(options, typed)), [options, typed, settled, free]);
  const shown = found.length > SHOWN ? withSelected(found, selected) : found;
  /** What was typed means the first option it finds, unless the arrows have chosen another. */
  const takeFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && keeps) type(null);
    if ((event.key !== 'Enter' && event.key !== 'Tab') || free || !latest.current || event.currentTarget.getAttribute('aria-activedescendant')) return;
    if (keeps || meantOption(options, latest.current)) settle();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!asksForList(event)) return takeFirst(event);
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.parentElement?.querySelector('button')?.click();
  };
  const settle = () => {
    const text = latest.current;
    type(null);
    if (text === null) return;
    const next = text.trim() === '' ? null : meantOption(options, text)?.value ?? text.trim().normalize('NFC');
    if (next !== value) onChange(next);
  };
  const left = useRef(settle);
  useLayoutEffect(() => { left.current = settle; });
  // The section or the form may be left before the field hears that it was left, and before the form saves for the last time.
  useLayoutEffect(() => () => { if (keeps) left.current(); }, [keeps]);
  // A layer that goes gives the focus back to where it was; the list would keep it from the field, for a line of its own.
  useEffect(() => {
    const field = input.current;
    const take = () => field?.focus();
    field?.addEventListener(GIVEN_BACK, take);
    return () => field?.removeEventListener(GIVEN_BACK, take);
  }, []);
  // The list opens for who types, not when the answer changes by itself: undone, filled down, pasted.
  return (
    <ComboBox {...rest} isReadOnly={readOnly ?? false} items={shown} defaultFilter={() => true} allowsEmptyCollection={!free} allowsCustomValue={free ?? false}
      value={selected ? selected.value : null} inputValue={typed ?? settled} menuTrigger={typed === null ? 'manual' : 'input'}
      onInputChange={(text) => {
        if (document.activeElement !== input.current) return;
        type(text === settled ? null : text);
        if (free && text !== settled) onChange(text.trim() === '' ? null : text);
      }}
      onChange={(key) => {
        type(null);
        if (key !== null && String(key) !== value) onChange(String(key));
      }}
      onBlur={() => {
        if (keeps) return settle();
        if (typed === '' && value !== null) onChange(null);
        type(null);
      }}>
      <Group role="presentation" className={inputClass(tone, readOnly)}>
        <Input ref={input} onKeyDownCapture={onKeyDown} placeholder={placeholder ?? t('ui.choose')} onFocus={selectWhole}
          aria-required={required} aria-invalid={tone === 'invalid' || undefined} aria-describedby={joinIds(free && selected && meaning, rest['aria-describedby'])} />
        {free && selected && <span className="input-unit" id={meaning}>{selected.label}</span>}
        <Button className="input-button"><ChevronDown /></Button>
      </Group>
      <Popover className="popover" offset={2}>
        <ListBox className="options" renderEmptyState={() => <div className="options-note">{t('ui.nothingFound')}</div>}>
          {(option: Option) => (
            <ListBoxItem id={option.value} textValue={free ? option.value : option.label} className="option">
              {({ isSelected }) => (
                <>
                  <span>{option.label}</span>
                  {option.note && <Text slot="description" className="option-code">{option.note}</Text>}
                  {isSelected && <Check />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
        <MoreOptions count={found.length - SHOWN} />
      </Popover>
    </ComboBox>
  );
}

/** What react-aria tells an element before it gives the focus back to it. */
const GIVEN_BACK = 'react-aria-focus-scope-restore';

/** F2 and Alt+Down in a field whose list is closed, where no table has taken them before. */
function asksForList({ key, altKey, ctrlKey, shiftKey, defaultPrevented, currentTarget }: KeyboardEvent<HTMLInputElement>): boolean {
  return !defaultPrevented && (altKey ? key === 'ArrowDown' : key === 'F2') && !ctrlKey && !shiftKey && currentTarget.getAttribute('aria-expanded') !== 'true';
}

/** Who comes to the field types over what stands there. The list tells its field of a focus too, when the option it stood on is no longer found: nobody has come then. */
function selectWhole({ target, nativeEvent }: FocusEvent<HTMLInputElement>): void {
  if (nativeEvent.isTrusted) target.select();
}

function withSelected(found: readonly Option[], selected: Option | undefined): readonly Option[] {
  const head = found.slice(0, SHOWN);
  return selected && !head.includes(selected) && found.includes(selected) ? [selected, ...head] : head;
}
