import type { KeyboardEvent } from 'react';

export type Step = { readonly kind: 'rows'; readonly by: number } | { readonly kind: 'cells'; readonly by: number };

/**
 * Where a key leads from the active cell: Enter and arrows between rows, Tab between cells, left and right when the caret is
 * at the edge of the text. A list uses its own arrows, and Enter while it is open. Null: the key belongs to the field.
 */
export function stepOf(event: KeyboardEvent<HTMLElement>): Step | null {
  const field = event.target as HTMLElement;
  if (event.altKey || event.metaKey || event.ctrlKey) return null;
  const open = field.getAttribute('aria-expanded') === 'true';
  const list = field.getAttribute('role') === 'combobox' || field.tagName === 'BUTTON';
  switch (event.key) {
    case 'Tab': return { kind: 'cells', by: event.shiftKey ? -1 : 1 };
    case 'Enter': return open || field.tagName === 'BUTTON' ? null : { kind: 'rows', by: event.shiftKey ? -1 : 1 };
    case 'ArrowDown': return list ? null : { kind: 'rows', by: 1 };
    case 'ArrowUp': return list ? null : { kind: 'rows', by: -1 };
    case 'ArrowLeft': return atEdge(field, 'start') && !open ? { kind: 'cells', by: -1 } : null;
    case 'ArrowRight': return atEdge(field, 'end') && !open ? { kind: 'cells', by: 1 } : null;
    default: return null;
  }
}

/** Whether the caret cannot go further; a field whose whole text is selected is at both edges. */
function atEdge(field: HTMLElement, edge: 'start' | 'end'): boolean {
  if (!(field instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  return selectionStart === selectionEnd && selectionStart === (edge === 'start' ? 0 : value.length);
}
