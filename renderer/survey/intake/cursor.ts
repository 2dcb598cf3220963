/** Whether the cursor stands where a key does nothing: nowhere, or on a button that can be pressed no more. */
export function isIdle(): boolean {
  return document.activeElement === document.body || document.activeElement?.getAttribute('aria-disabled') === 'true';
}

/** Where what was read begins takes the cursor that has lost its place: an Enter too many must not write what nobody has read yet. */
export function focusOnce(heading: HTMLHeadingElement | null): void {
  if (document.activeElement === document.body) heading?.focus();
}
