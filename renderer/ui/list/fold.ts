import { useCallback, useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { leastWidth } from './tracks.ts';

interface Foldable {
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  /** Where the table is too narrow for all, columns of the highest number go first; those without one stay. */
  readonly fold?: number;
}

/** The columns that find room in a width, in px, without scrolling sideways; those that stay may be wider still. The same list where all do. */
export function columnsThatFit<C extends Foldable>(columns: readonly C[], width: number): readonly C[] {
  let shown = columns;
  while (leastWidth(shown.map((column) => column.width)) > width) {
    const first = shown.reduce<C | null>((found, column) => (column.fold !== undefined && column.fold > (found?.fold ?? -Infinity) ? column : found), null);
    if (first === null) break;
    shown = shown.filter((column) => column !== first);
  }
  return shown;
}

/** {@link columnsThatFit} a table on screen, whatever the window and the size of letters; known before the table is painted. */
export function useColumnsThatFit<C extends Foldable>(scroller: RefObject<HTMLElement | null>, columns: readonly C[]): readonly C[] {
  const measure = useCallback(() => columnsThatFit(columns, scroller.current?.clientWidth ?? Infinity).length, [columns, scroller]);
  const [count, setCount] = useState(columns.length);
  useLayoutEffect(() => {
    const table = scroller.current;
    if (!table) return;
    const look = () => setCount(measure());
    look();
    const observer = new ResizeObserver(look);
    observer.observe(table);
    return () => observer.disconnect();
  }, [scroller, measure]);
  // As many as fit: what is shown changes with their number, not with each pixel of the window.
  return useMemo(() => fewest(columns, count), [columns, count]);
}

/** So many of the columns, in the order in which they fold. */
function fewest<C extends Foldable>(columns: readonly C[], count: number): readonly C[] {
  let shown = columns;
  while (shown.length > count) {
    const narrower = columnsThatFit(shown, leastWidth(shown.map((column) => column.width)) - 1);
    if (narrower === shown) break;
    shown = narrower;
  }
  return shown;
}
