import { defaultRangeExtractor, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { keyOf } from './findings.ts';
import { createWholeLines } from './wholeLines.ts';

/** The least height of a line, in px. */
const LINE = 28;

/** The lines of the list: which are drawn, and the way of the cursor to one. */
export interface Lines {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly drawn: Virtualizer<HTMLDivElement, Element>;
  /** Takes a line that is drawn: it is measured, and left out of sight while it is there in part. */
  readonly draw: (line: HTMLElement | null) => (() => void) | undefined;
  /** Brings the line of a finding into sight, as soon as it is drawn: the whole of it, or its beginning where it is higher than the list. */
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
  const [watch] = useState(createWholeLines);
  const { measureElement } = drawn;
  const draw = useCallback((line: HTMLElement | null) => {
    if (!line) return undefined;
    measureElement(line);
    const leave = watch(line);
    return () => {
      leave();
      measureElement(null);
    };
  }, [measureElement, watch]);
  const [sought, awaited] = [useRef<string | null>(null), useRef<string | null>(null)];
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  useLayoutEffect(() => {
    const lineOf = (key: string | null) => (key === null ? null : pane.current?.querySelector<HTMLElement>(`[data-finding="${CSS.escape(key)}"]`));
    const [line, entered] = [lineOf(sought.current), lineOf(awaited.current)?.querySelector<HTMLElement>('.finding-line')];
    if (line && scroller.current) {
      sought.current = null;
      bringInSight(scroller.current, line);
    }
    if (!entered) return;
    awaited.current = null;
    entered.focus({ preventScroll: true });
  });
  return {
    scroller, drawn, draw,
    show: (finding) => {
      sought.current = keyOf(finding);
      redraw();
    },
    enter: (finding) => {
      awaited.current = keyOf(finding);
      redraw();
    },
    leave: () => { awaited.current = null; },
  };
}

/** Scrolls a list by as little as it takes to see a line. */
function bringInSight(list: HTMLElement, line: HTMLElement): void {
  const top = line.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const bottom = top + line.offsetHeight;
  if (top < 0 || line.offsetHeight > list.clientHeight) list.scrollTop += top;
  else if (bottom > list.clientHeight) list.scrollTop += bottom - list.clientHeight;
}

function indexOf(list: readonly Finding[], finding: Finding | null): number {
  return finding === null ? -1 : list.findIndex((entry) => keyOf(entry) === keyOf(finding));
}
