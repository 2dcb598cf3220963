/** What held the cursor went away: it goes to the title of the screen, which a screen reader reads, unless something has taken it. */
export function standAtTitle(): void {
  if (document.activeElement !== document.body) return;
  const title = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
