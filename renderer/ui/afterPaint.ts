const waiting = new Set<() => void>();
let painted: MessageChannel | null = null;

/**
 * Does a piece of work as soon as the next frame has been painted: for what may come a frame later than the key that caused it.
 * Asked for twice before that, it is done once. While the window is hidden nothing is painted, and the work waits.
 */
export function afterPaint(work: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(() => channel().port2.postMessage(null));
  waiting.add(work);
}

/** Its messages come after what the frame has to do: style, layout, paint. */
function channel(): MessageChannel {
  if (painted) return painted;
  painted = new MessageChannel();
  painted.port1.onmessage = () => {
    const due = [...waiting];
    waiting.clear();
    for (const work of due) work();
  };
  return painted;
}
