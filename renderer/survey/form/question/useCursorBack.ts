import { useLayoutEffect, useRef, type RefObject } from 'react';

const FIELDS = 'input:not([type=hidden], :disabled), textarea, button.input, .rank button:not(:disabled), .reason-shown button';

/**
 * Where a reason takes the place of the answer, or the answer that of the reason, the field in which the cursor stood is gone, and the menu has nothing to give the
 * cursor back to: it goes to what stands there now, before the next key can come. While the menu is `open` the cursor is its own.
 */
export function useCursorBack(place: RefObject<HTMLElement | null>, missing: boolean, open: boolean): void {
  const before = useRef(missing);
  useLayoutEffect(() => {
    if (open || before.current === missing) return;
    before.current = missing;
    // The menu leaves in the same task, and what lay beneath it takes no cursor until then.
    queueMicrotask(() => { if (document.activeElement === document.body) enter(place.current); });
  }, [place, missing, open]);
}

function enter(place: HTMLElement | null): void {
  const field = place?.querySelector<HTMLElement>('input[type=radio]:checked') ?? place?.querySelector<HTMLElement>(FIELDS) ?? place;
  field?.focus({ preventScroll: true });
  if (field instanceof HTMLInputElement && field.type === 'text') field.select();
}
