const fields = new WeakSet<EventTarget>();
let listening = false;

/**
 * Lets the plain keys of a field (letters, figures, signs; Backspace outside of tables) go no further than the window: they write in it and mean
 * nothing to what stands round it, which would be asked at each of them. Whoever listens at the window on their way in hears them all the same.
 */
export function keepKeys(field: HTMLInputElement): void {
  fields.add(field);
  if (listening) return;
  listening = true;
  for (const type of ['keydown', 'keypress', 'textInput', 'keyup']) window.addEventListener(type, keep, true);
}

function keep(event: Event): void {
  const { target } = event;
  if (target instanceof Element && fields.has(target) && (!(event instanceof KeyboardEvent) || isPlain(event, target))) event.stopPropagation();
}

/** With Space and the slash of the keypad one goes on and selects; Backspace empties what is selected in a table. */
function isPlain({ key, code, ctrlKey, altKey, metaKey }: KeyboardEvent, field: Element): boolean {
  if (ctrlKey || altKey || metaKey || code === 'NumpadDivide') return false;
  return key === 'Backspace' ? field.closest('[role=gridcell]') === null : key.length === 1 && key !== ' ';
}
