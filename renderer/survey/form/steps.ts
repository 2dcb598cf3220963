/** Where the cursor stops on its way through a form: questions, tables, and the foot of a list that has no rows yet. */
export const PLACES = '.question, .grid, .repeat:not(:has(.grid)) > .repeat-foot';
const FIELDS = 'input:not([type=hidden], [readonly], :disabled), textarea:not([readonly]), button.input:not(:disabled), .reason-shown button, .rank button:not(:disabled)';

/** Moves the cursor to the next place within an element, or to the one before; false when there is none left there. */
export function stepFrom(from: Element, backwards: boolean, within: HTMLElement): boolean {
  const places = [...within.querySelectorAll<HTMLElement>(PLACES)];
  const by = backwards ? -1 : 1;
  const around = places.findLastIndex((place) => place.contains(from));
  const inside = (place: HTMLElement) => from.contains(place);
  const here = around >= 0 ? around : backwards ? places.findIndex(inside) : places.findLastIndex(inside);
  for (let at = here + by; at >= 0 && at < places.length; at += by) {
    if (enter(places[at] as HTMLElement)) return true;
  }
  return false;
}

/** Puts the cursor into the first place of an element, or the last. */
export function stepInto(within: HTMLElement, end: 'first' | 'last'): boolean {
  const places = [...within.querySelectorAll<HTMLElement>(PLACES)];
  return (end === 'first' ? places : places.reverse()).some(enter);
}

function enter(place: HTMLElement): boolean {
  const field = place.matches('.repeat-foot') ? place.querySelector<HTMLElement>('button:not(:disabled)')
    : place.querySelector<HTMLElement>('input[type=radio]:checked') ?? place.querySelector<HTMLElement>(FIELDS) ?? place.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]');
  if (!field) return false;
  field.focus();
  if (field instanceof HTMLInputElement && field.type !== 'radio') field.select();
  return document.activeElement === field;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget;
  readonly nativeEvent: { readonly isComposing: boolean; stopPropagation(): void };
  preventDefault(): void;
}

/**
 * Enter in a field: goes on, with Shift back; so do the arrows down and up in a line of text, a number, a date. Not in an open list with a chosen row, which takes it, nor on a button that is not
 * a field, nor in a table, which has its own ways. `go` runs after the field itself has dealt with the key.
 */
export function onEnter(event: Key, go: (field: HTMLElement, backwards: boolean) => void): void {
  const field = event.target as HTMLElement;
  const arrow = isArrowInLine(event);
  if ((event.key !== 'Enter' && !arrow) || event.nativeEvent.isComposing || !field.matches(`${FIELDS}, [readonly]`) || field.matches('.rank button') || field.closest('[role=grid]')) return;
  if (field instanceof HTMLTextAreaElement && (event.ctrlKey || event.altKey)) breakLine(field);
  else if (event.ctrlKey || event.altKey || field.getAttribute('aria-activedescendant') || (field.tagName === 'BUTTON' && field.getAttribute('aria-expanded') === 'true')) return;
  else queueMicrotask(() => go(field, arrow ? event.key === 'ArrowUp' : event.shiftKey));
  event.preventDefault();
  // The field hears of the key on its way down; nobody is to hear of it on its way up, when the cursor stands elsewhere.
  event.nativeEvent.stopPropagation();
}

/** Up or down in a field of one line, where the arrows have nothing else to do. */
function isArrowInLine({ key, shiftKey, ctrlKey, altKey, target }: Key): boolean {
  return (key === 'ArrowDown' || key === 'ArrowUp') && !shiftKey && !ctrlKey && !altKey && target instanceof HTMLInputElement && target.type === 'text' && target.getAttribute('role') !== 'combobox';
}

/** F2 and Alt+Down on the button of a list open it, as they do in a field of one ({@link ChoiceInput}); true when they did. */
export function opensList(event: Key): boolean {
  const field = event.target as HTMLElement;
  const asked = (event.key === 'F2' && !event.altKey) || (event.key === 'ArrowDown' && event.altKey);
  if (!asked || event.ctrlKey || event.shiftKey || !field.matches('button.input') || field.getAttribute('aria-expanded') === 'true') return false;
  event.preventDefault();
  event.nativeEvent.stopPropagation();
  openField(field);
  return true;
}

/** F2 in a field: its list opens, or its text is edited where it ends. Says which. */
export function openField(field: HTMLElement): 'list' | 'text' {
  if (field instanceof HTMLInputElement && field.getAttribute('role') !== 'combobox') {
    field.setSelectionRange(field.value.length, field.value.length);
    return 'text';
  }
  (field.tagName === 'BUTTON' ? field : field.closest('.input')?.querySelector<HTMLElement>('button'))?.click();
  return 'list';
}

/** The slash of the keypad, where it cannot be a part of the answer: this row is done. */
export function endsRow(event: { readonly code: string; readonly altKey: boolean; readonly shiftKey: boolean; readonly target: EventTarget }): boolean {
  const field = event.target as HTMLElement;
  if (event.code !== 'NumpadDivide' || event.altKey || event.shiftKey) return false;
  return !(field instanceof HTMLTextAreaElement) && (!(field instanceof HTMLInputElement) || field.type === 'radio' || field.hasAttribute('inputmode') || field.getAttribute('role') === 'combobox');
}

/** What is pasted into a field of one line becomes one line: its cells and lines are parted by spaces, where the browser would run their words together. */
export function pasteAsLine(event: { readonly target: EventTarget; readonly defaultPrevented: boolean; readonly clipboardData: Pick<DataTransfer, 'getData'>; preventDefault(): void }): void {
  const field = event.target;
  if (event.defaultPrevented || !(field instanceof HTMLInputElement) || field.readOnly) return;
  const text = event.clipboardData.getData('text/plain').trim();
  if (!/[\t\r\n]/.test(text)) return;
  event.preventDefault();
  field.setRangeText(text.replaceAll(/\s*[\t\r\n]+\s*/g, ' '), field.selectionStart ?? 0, field.selectionEnd ?? field.value.length, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A new line where the cursor stands. */
function breakLine(area: HTMLTextAreaElement): void {
  area.setRangeText('\n', area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
