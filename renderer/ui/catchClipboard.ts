import type { KeyboardEvent } from 'react';

const KEYS = ['KeyC', 'KeyX', 'KeyV'];

/**
 * Copying, cutting and pasting reach a page only where text can be edited, or is selected to be copied. On a button, an empty
 * field or a cell without a field, a catcher inside the element takes the focus for the length of the key, and the event
 * passes through the element as any other.
 */
export function catchClipboard(event: KeyboardEvent<HTMLElement>): void {
  if (!event.ctrlKey || event.altKey || event.shiftKey || !KEYS.includes(event.code)) return;
  const field = event.target as HTMLElement;
  const text = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'radio') ? field : null;
  if (text && !text.readOnly && (event.code === 'KeyV' || text.selectionStart !== text.selectionEnd)) return;
  if (text && event.code !== 'KeyV' && text.value !== '') return;
  const catcher = document.createElement('textarea');
  catcher.className = 'hidden-visually';
  catcher.value = ' ';
  event.currentTarget.append(catcher);
  catcher.focus({ preventScroll: true });
  catcher.select();
  setTimeout(() => {
    const held = document.activeElement === catcher || document.activeElement === document.body;
    catcher.remove();
    if (held) field.focus({ preventScroll: true });
  });
}
