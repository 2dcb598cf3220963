/** A field that keeps its keys to itself. */
interface Own {
  /** Takes what has been written in it. */
  readonly onInput: () => void;
  /** The table it stands in: while several of its cells are selected (`data-several`), Backspace is the table's. */
  readonly table: Element | null;
}

const fields = new WeakMap<EventTarget, Own>();
let listening = false;

/**
 * Lets what is written in a field, and its plain keys (letters, figures, signs, Backspace), go no further than the window: they mean
 * nothing to what stands round it, which would be asked at each of them. Whoever listens at the window on their way in hears them all the same.
 * Returns the way to give the field back to the page.
 */
export function keepKeys(field: HTMLInputElement, onInput: () => void): () => void {
  fields.set(field, { onInput, table: field.closest('[role=grid]') });
  if (!listening) {
    listening = true;
    for (const type of ['keydown', 'keypress', 'keyup']) window.addEventListener(type, keepPlain, true);
    for (const type of ['textInput', 'selectionchange']) window.addEventListener(type, keep, true);
    window.addEventListener('input', take, true);
  }
  return () => { fields.delete(field); };
}

function take(event: Event): void {
  const own = fields.get(event.target as EventTarget);
  if (!own) return;
  event.stopPropagation();
  own.onInput();
}

function keep(event: Event): void {
  if (fields.has(event.target as EventTarget)) event.stopPropagation();
}

function keepPlain(event: Event): void {
  const own = fields.get(event.target as EventTarget);
  if (own && isPlain(event as KeyboardEvent, own)) event.stopPropagation();
}

/** With Space and the slash of the keypad one goes on and selects; Backspace empties what is selected in a table. */
function isPlain({ key, code, ctrlKey, altKey, metaKey }: KeyboardEvent, { table }: Own): boolean {
  if (ctrlKey || altKey || metaKey) return false;
  return key === 'Backspace' ? !table?.hasAttribute('data-several') : key.length === 1 && key !== ' ' && code !== 'NumpadDivide';
}
