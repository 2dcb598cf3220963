import { useEffect } from 'react';
import type { Path } from '../../../../shared/survey/response.ts';
import { useFillState } from '../../fill/use.ts';

const FIELDS = 'input:not([type=hidden]), textarea, button.input, [role=radio], .reason-shown button, [role=gridcell][tabindex="0"], .repeat-foot button';

/** Brings a question or repeat in sight and the cursor into it when the person was sent here. */
export function useArrival(path: Path, place: { readonly current: HTMLElement | null }): void {
  const turn = useFillState((state) => (state.jump?.path === path ? state.jump.turn : 0));
  useEffect(() => {
    if (turn === 0) return;
    place.current?.scrollIntoView({ block: 'center' });
    const target = place.current?.querySelector<HTMLElement>(FIELDS) ?? place.current;
    // What has no field of its own, a note or a table without lines, takes the cursor itself.
    if (target && target === place.current) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  }, [turn, place]);
}
