import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { Autocomplete, Button, Dialog, DialogTrigger, Input, ListBox, ListBoxItem, Popover, TextField } from 'react-aria-components';
import { useText } from '../../text/text.tsx';
import { Check, ChevronDown, Search } from '../icon/icons.tsx';
import { STATUS } from '../said.ts';
import { joinIds, type ControlNames } from './Field.tsx';
import { inputClass, type Tone } from './inputs.tsx';
import { MoreOptions } from './MoreOptions.tsx';
import { filterOptions, SHOWN, type Option } from './options.ts';
import './field.css';

interface ChoicesInputProps extends ControlNames {
  readonly options: readonly Option[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly tone?: Tone;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
}

/** Several of a list. Closed it reads as a sentence; open it is a list with search, Space marks. */
export function ChoicesInput({ options, value, onChange, tone, readOnly, 'aria-required': required, ...rest }: ChoicesInputProps) {
  const t = useText();
  const id = useId();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState(false);
  const found = useMemo(() => filterOptions(options, search), [options, search]);
  const labels = value.map((code) => options.find((option) => option.value === code)?.label ?? code);
  const turn = (next: boolean) => {
    setSearch('');
    setPicked(false);
    setOpen(next);
  };
  /** One Escape closes, whatever has been searched for; Ctrl+A selects the text of the search, not every option unseen. */
  const keepFromList = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && !(event.ctrlKey && event.code === 'KeyA')) return;
    event.stopPropagation();
    if (event.key === 'Escape') turn(false);
  };
  const pick = (codes: readonly string[]) => {
    setPicked(true);
    onChange(inOrder(options, codes));
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={turn}>
      <Button {...rest} {...spokenOf(rest, id, required)} className={inputClass(tone, readOnly)} isDisabled={readOnly ?? false}>
        <span id={`${id}-chosen`} className={`choices-value${labels.length === 0 ? ' choices-empty' : ''}`}>{labels.length === 0 ? t('ui.chooseSeveral') : labels.join('; ')}</span>
        <ChevronDown />
        {required && <span id={`${id}-required`} hidden>{t('form.required')}</span>}
      </Button>
      <Popover className="popover" offset={2} placement="bottom start">
        <Dialog className="choices-dialog" {...questionOf(rest, t('ui.chooseSeveral'))}>
          <div onKeyDownCapture={keepFromList}>
          <Autocomplete inputValue={search} onInputChange={setSearch} filter={() => true}>
            <TextField className="popover-search" aria-label={t('ui.search')} autoFocus>
              <div className="input"><Search /><Input placeholder={t('ui.search')} /></div>
            </TextField>
            <ListBox className="options" aria-label={t('ui.chooseSeveral')} selectionMode="multiple" items={found.slice(0, SHOWN)}
              selectedKeys={value} onSelectionChange={(keys) => pick(merge(value, found, keys === 'all' ? found.map((o) => o.value) : [...keys].map(String)))}
              renderEmptyState={() => <div className="options-note">{t('ui.nothingFound')}</div>}>
              {(option: Option) => (
                <ListBoxItem id={option.value} textValue={option.label} className="option check">
                  {({ isSelected }) => (
                    <>
                      <i className="check-box" aria-hidden>{isSelected && <Check />}</i>
                      <span>{option.label}</span>
                      {option.note && <small className="option-code">{option.note}</small>}
                    </>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
          <MoreOptions count={found.length - SHOWN} />
          <span className="hidden-visually" {...STATUS}>{picked && t('ui.chosen', { count: value.length })}</span>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** A button is called by its question; what has been chosen belongs to its name, or else stands before what is said of it, and so does that it must be answered. */
function spokenOf({ 'aria-labelledby': labels, 'aria-describedby': notes }: ControlNames, id: string, required: boolean | undefined): ControlNames {
  return { ...(labels !== undefined && { 'aria-labelledby': `${labels} ${id}-chosen` }), 'aria-describedby': joinIds(labels === undefined && `${id}-chosen`, required && `${id}-required`, notes) };
}

/** The list is called by its question too: whoever does not see it must hear what it is that they choose. */
function questionOf({ 'aria-labelledby': labels, 'aria-label': label }: ControlNames, otherwise: string): ControlNames {
  return labels === undefined ? { 'aria-label': label ?? otherwise } : { 'aria-labelledby': labels };
}

/** What the list cannot show now stays chosen. */
function merge(before: readonly string[], found: readonly Option[], now: readonly string[]): readonly string[] {
  const shown = new Set(found.slice(0, SHOWN).map((option) => option.value));
  return [...new Set([...before.filter((code) => !shown.has(code)), ...now])];
}

/** Answers stand in the order of the list, so that the same choice is always the same bytes. */
function inOrder(options: readonly Option[], codes: readonly string[]): readonly string[] {
  const chosen = new Set(codes);
  const known = options.filter((option) => chosen.has(option.value)).map((option) => option.value);
  return [...known, ...codes.filter((code) => !known.includes(code))];
}
