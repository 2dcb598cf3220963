const waiting = new Set<() => void>();

/**
 * Does a piece of work as soon as the next frame has been painted: for what may come a frame later than the key that caused it.
 * Asked for twice before that, it is done once. While the window is hidden nothing is painted, and the work waits.
 */
export function afterPaint(work: () => void): void {
  // What is set for later in a frame comes after all the frame has to do: style, layout, paint. A timer costs the frame less than a message.
  if (waiting.size === 0) requestAnimationFrame(() => { setTimeout(doWaiting); });
  waiting.add(work);
}

function doWaiting(): void {
  const due = [...waiting];
  waiting.clear();
  for (const work of due) work();
}
