import { defaultRangeExtractor, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, type RefObject } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { keyOf } from './findings.ts';

/** The least height of a line, in px. */
const LINE = 28;

/** The lines of the list: which are drawn, and the way of the cursor to one. */
export interface Lines {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly drawn: Virtualizer<HTMLDivElement, Element>;
  /** Brings the line of a finding into sight. */
  readonly show: (finding: Finding) => void;
  /** Puts the cursor into the line of a finding, as soon as it is drawn. */
  readonly enter: (finding: Finding) => void;
  /** The cursor goes elsewhere after all. */
  readonly leave: () => void;
}

/** Of a list in a pane the lines in sight are drawn, and the current one wherever the list stands: the cursor can go to it at once. Of a folded list none is. */
export function useLines(pane: RefObject<HTMLElement | null>, list: readonly Finding[], current: Finding | null, folded: boolean): Lines {
  const scroller = useRef<HTMLDivElement>(null);
  const currentAt = useMemo(() => indexOf(list, current), [list, current]);
  const rangeExtractor = useCallback((range: Range) => {
    const drawn = defaultRangeExtractor(range);
    return currentAt < 0 || currentAt >= range.count || drawn.includes(currentAt) ? drawn : [...drawn, currentAt].sort((a, b) => a - b);
  }, [currentAt]);
  const drawn = useVirtualizer<HTMLDivElement, Element>({ count: folded ? 0 : list.length, getScrollElement: () => scroller.current, estimateSize: () => LINE, overscan: 4, rangeExtractor, getItemKey: (index) => keyOf(list[index] as Finding) });
  const awaited = useRef<string | null>(null);
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  useLayoutEffect(() => {
    const line = awaited.current === null ? null : pane.current?.querySelector<HTMLElement>(`[data-finding="${CSS.escape(awaited.current)}"] .finding-line`);
    if (!line) return;
    awaited.current = null;
    line.focus();
  });
  return {
    scroller, drawn,
    show: (finding) => {
      const index = indexOf(list, finding);
      if (index >= 0 && !folded) drawn.scrollToIndex(index);
    },
    enter: (finding) => {
      awaited.current = keyOf(finding);
      redraw();
    },
    leave: () => { awaited.current = null; },
  };
}

function indexOf(list: readonly Finding[], finding: Finding | null): number {
  return finding === null ? -1 : list.findIndex((entry) => keyOf(entry) === keyOf(finding));
}
