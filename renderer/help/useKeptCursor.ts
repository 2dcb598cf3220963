import { useEffect, useRef, type RefObject } from 'react';

/** How long after a step a screen may still open and take the cursor, in ms: a large form on an old PC. */
const OPENING = 3_000;

/**
 * Keeps the cursor on the strip's button while the screen of a step opens: screens take the cursor as they come, and the next press of the person would
 * go into a form. What the person does themselves, with a key or the pointer, ends it at once. A button that is gone leaves the cursor to the main one.
 */
export function useKeptCursor(strip: RefObject<HTMLElement | null>, step: number): void {
  const button = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const area = strip.current;
    if (!area) return;
    const kept = (): HTMLElement | null => (button.current?.isConnected ? button.current : area.querySelector<HTMLElement>('.button-primary'));
    const until = performance.now() + OPENING;
    let keeping = true;
    const letGo = () => { keeping = false; };
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && area.contains(target)) button.current = target;
      else if (keeping && performance.now() < until) kept()?.focus({ preventScroll: true });
    };
    const onKey = ({ key, target }: KeyboardEvent) => {
      const presses = (key === 'Enter' || key === ' ') && area.contains(target as Node);
      if (!presses) letGo();
    };
    const onPointer = ({ target }: PointerEvent) => { if (!area.contains(target as Node)) letGo(); };
    kept()?.focus({ preventScroll: true });
    window.addEventListener('focusin', onFocus);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      window.removeEventListener('focusin', onFocus);
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, [strip, step]);
}
