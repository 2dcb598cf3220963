import { useLayoutEffect, useRef, type RefObject } from 'react';

/** A value that says when it may have changed. */
export interface Live<T> {
  readonly now: () => T;
  /** Returns the way to hear no more. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** One that never changes. */
export function still<T>(value: T): Live<T> {
  return { now: () => value, subscribe: () => () => undefined };
}

/**
 * Keeps an element saying a live value: written when React has painted the caller, and then in the task of each change, past React, which is
 * not asked again. What is written is left out of the caller's own markup, or React would take it for its own. Returns the ref of the
 * element, which may be `known` already: two values are written to one element so.
 */
export function useLive<E extends Element, T>(live: Live<T>, write: (element: E, value: T) => void, known?: RefObject<E | null>): RefObject<E | null> {
  const own = useRef<E>(null);
  const place = known ?? own;
  const latest = useRef<{ readonly write: (element: E, value: T) => void; said: T } | null>(null);
  useLayoutEffect(() => {
    latest.current = { write, said: live.now() };
    if (place.current) write(place.current, latest.current.said);
  });
  useLayoutEffect(() => live.subscribe(() => {
    const now = live.now();
    if (!latest.current || !place.current || Object.is(now, latest.current.said)) return;
    latest.current.said = now;
    latest.current.write(place.current, now);
  }), [live, place]);
  return place;
}

/** Writes words into an element that holds nothing else; as long as there are words before and after, its text alone is changed. */
export function writeText(element: Element, text: string): void {
  const { firstChild } = element;
  if (!(firstChild instanceof Text) || firstChild.nextSibling) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}
