import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { isLayered } from '../../../ui/layer.ts';
import { isRound, nextFinding, pathAtCursor, placeOfFinding } from '../../fill/place.ts';
import { isComment } from '../../fill/review.ts';
import { useFill } from '../../fill/use.ts';
import { keyOf, warningFor } from './findings.ts';
import type { FindingList } from './list.ts';

interface Acts {
  /** To where the finding is, in the form. */
  readonly jump: (finding: Finding) => void;
  /** To its line in the list, which is unfolded for it. */
  readonly goToLine: (finding: Finding | undefined) => void;
  /** Opens its justification, or the reply to it, in the list, whatever is `listed`. */
  readonly justify: (finding: Finding, listed: readonly Finding[]) => void;
}

/**
 * The keys that lead through the findings: F8, Shift+F8, Ctrl+F8 and F9 wherever the cursor stands in the window. Returned are those of the list itself: up and down,
 * Esc back to the form.
 */
export function useFindingKeys(pane: RefObject<HTMLElement | null>, { list: painted, view, now }: FindingList, current: Finding | null, { jump, goToLine, justify }: Acts): (event: KeyboardEvent<HTMLElement>) => void {
  const { fill, session, locked } = useFill();
  const back = () => {
    if (current) jump(current);
  };

  useEffect(() => {
    const answer = () => {
      const { findings, list } = now();
      const path = pathAtCursor();
      const line = document.activeElement?.closest<HTMLElement>('[data-finding]')?.dataset['finding'] ?? null;
      const finding = warningFor(findings, current, { line, path });
      if (finding && (!locked || isComment(finding))) justify(finding, list);
      else if (!locked) fill.say('no-warning', path ?? '');
    };
    const toListAndBack = () => {
      if (pane.current?.contains(document.activeElement)) return back();
      const { list } = now();
      goToLine((current && list.find((finding) => keyOf(finding) === keyOf(current))) ?? nextFinding(session, list, current, pathAtCursor(), false));
    };
    const toNext = (backwards: boolean) => {
      const from = pathAtCursor();
      const next = nextFinding(session, now().list, current, from, backwards);
      if (next) jump(next);
      if (next === undefined) fill.say('no-finding', '');
      else if (view.sort === 'place' && isRound(session, from, placeOfFinding(session, next), backwards)) fill.say(backwards ? 'from-end' : 'from-start', '');
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.key !== 'F8' && event.key !== 'F9') || isLayered()) return;
      if (event.key === 'F9') answer();
      else if (event.ctrlKey) toListAndBack();
      else toNext(event.shiftKey);
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (event) => {
    const line = (event.target as HTMLElement).closest<HTMLElement>('.finding-line');
    if (!line) return;
    const at = painted.findIndex((finding) => keyOf(finding) === line.closest<HTMLElement>('[data-finding]')?.dataset['finding']);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8, Home: 0, End: painted.length - 1 }[event.key];
    if (event.key === 'Escape') back();
    else if (to === undefined) return;
    else goToLine(painted[Math.max(0, Math.min(painted.length - 1, to))]);
    event.preventDefault();
  };
}
