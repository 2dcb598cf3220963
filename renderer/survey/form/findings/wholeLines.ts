/** So much of a line must be in sight for it to be taken as whole: a pixel may be lost to rounding. */
const WHOLE = 0.97;

/**
 * Marks with `data-cut` the lines of a list of which only a part is in sight, so that whole ones alone are shown; none where no line is whole. Returned is what takes a line
 * under observation, until its own answer is called. Observed by the browser after it has painted: no key waits for it.
 */
export function createWholeLines(): (line: HTMLElement) => () => void {
  const whole = new Map<Element, boolean>();
  let observer: IntersectionObserver | null = null;
  const mark = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, intersectionRatio } of entries) if (whole.has(target)) whole.set(target, intersectionRatio >= WHOLE);
    const some = [...whole.values()].includes(true);
    for (const [line, is] of whole) line.toggleAttribute('data-cut', some && !is);
  };
  return (line) => {
    const list = line.closest('.findings-list');
    if (observer === null || observer.root !== list) {
      observer?.disconnect();
      observer = new IntersectionObserver(mark, { root: list, threshold: [0, WHOLE] });
    }
    const watching = observer;
    whole.set(line, false);
    watching.observe(line);
    return () => {
      watching.unobserve(line);
      whole.delete(line);
    };
  };
}
