import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Rows drawn above and below what is in sight: the window is scrolled before the table hears of it. */
const BEYOND = 4;

/** The rows of a long table that are drawn: so many lines, beginning with this row. */
export interface Drawn {
  readonly first: number;
  readonly lines: number;
}

/**
 * Which rows of a table to draw that is so high and scrolled so far, in pixels. There are as many lines at the ends of the table as in its
 * middle: who begins to scroll has the rows already, only their words change.
 */
export function rowsToDraw(count: number, rowHeight: number, height: number, scrolled: number): Drawn {
  const lines = Math.min(count, Math.ceil(height / rowHeight) + 1 + 2 * BEYOND);
  const first = Math.max(0, Math.min(count - lines, Math.floor(scrolled / rowHeight) - BEYOND));
  return { first, lines };
}

/** Follows a scrolled table by {@link rowsToDraw}; what is scrolled in a frame is drawn in that frame. */
export function useRowsInSight(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): Drawn {
  const [height, setHeight] = useState(0);
  const [first, setFirst] = useState(0);
  const look = useCallback(() => {
    const table = scroller.current;
    return table ? rowsToDraw(count, rowHeight, table.clientHeight, table.scrollTop).first : 0;
  }, [scroller, count, rowHeight]);
  useLayoutEffect(() => {
    const table = scroller.current;
    if (!table) return;
    const measure = () => setHeight(table.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(table);
    return () => observer.disconnect();
  }, [scroller]);
  useLayoutEffect(() => {
    const table = scroller.current;
    if (!table) return;
    const follow = () => flushSync(() => setFirst(look()));
    setFirst(look());
    table.addEventListener('scroll', follow, { passive: true });
    return () => table.removeEventListener('scroll', follow);
  }, [scroller, look]);
  const { lines } = rowsToDraw(count, rowHeight, height, 0);
  return { lines, first: Math.max(0, Math.min(first, count - lines)) };
}
