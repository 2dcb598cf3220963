import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { columnsBetween, type Sight } from './sight.ts';

/** How much is drawn before anything has been measured, in px. */
const ROOM = 1000;

interface InRoom extends Sight {
  /** The table is wider than its room: it scrolls sideways. */
  readonly wide: boolean;
}

/**
 * The columns of a table that are in sight, and one beside them on either side; all of them where the table is not wider than its
 * room. `widths` are the least widths of the columns, `lead` is the width of what stands before them, in px.
 */
export function useColumnsInSight(scroller: RefObject<HTMLElement | null>, widths: readonly number[], lead: number): InRoom {
  const [sight, setSight] = useState<InRoom>(() => ({ ...columnsBetween(widths, lead, 0, ROOM), wide: false }));
  const look = useCallback(() => {
    const grid = scroller.current;
    if (!grid) return;
    const wide = grid.scrollWidth > grid.clientWidth;
    // Set by hand: no cell is painted again for it.
    grid.classList.toggle('grid-tall', grid.scrollHeight > grid.clientHeight);
    const next = wide ? columnsBetween(widths, lead, grid.scrollLeft, grid.clientWidth) : { first: 0, last: widths.length - 1 };
    setSight((before) => (before.first === next.first && before.last === next.last && before.wide === wide ? before : { ...next, wide }));
  }, [scroller, widths, lead]);
  useLayoutEffect(() => {
    const grid = scroller.current;
    if (!grid) return;
    const observer = new ResizeObserver(look);
    // Lines that come and go change what there is to scroll, not the room for it.
    for (const element of [grid, ...grid.children]) observer.observe(element);
    grid.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      grid.removeEventListener('scroll', look);
    };
  }, [scroller, look]);
  return sight;
}
