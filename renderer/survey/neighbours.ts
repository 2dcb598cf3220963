import { useEffect } from 'react';
import { useGo, useProgram, useWorkspace } from '../service/program.tsx';
import { useText } from '../text/text.tsx';
import { isLayered } from '../ui/layer.ts';
import { companiesOf } from './companies/companies.ts';
import { useFill, useFillState } from './fill/use.ts';

/** Ctrl+Shift+PageDown and PageUp lead from the form of a company to that of its neighbour in the list, as the person left the list. */
export function useNeighbours(): void {
  const t = useText();
  const { bridge, desk, status } = useProgram();
  const { id } = useWorkspace();
  const { go } = useGo();
  const { fill } = useFill();
  const entity = useFillState(({ phase }) => (phase.kind === 'open' ? phase.opened.entity : null));
  useEffect(() => {
    if (entity === null) return undefined;
    let here = true;
    const walk = async (by: -1 | 1) => {
      await fill.flush();
      const row = await companiesOf(bridge, id).getState().beside(entity, by);
      // Who has gone elsewhere meanwhile stays there.
      if (!here) return;
      if (row) go({ kind: 'form', entity: row.entity });
      else status.getState().say(t('form.noNeighbour'));
    };
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.shiftKey || (event.key !== 'PageDown' && event.key !== 'PageUp') || isLayered()) return;
      event.preventDefault();
      event.stopPropagation();
      void walk(event.key === 'PageDown' ? 1 : -1);
    };
    window.addEventListener('keydown', onKey, true);
    const taken = desk.getState().offer({ commands: [{ id: 'next-company', label: t('shortcut.nextCompany'), keys: 'Ctrl+Shift+PgDn', run: () => void walk(1) }, { id: 'previous-company', label: t('shortcut.previousCompany'), keys: 'Ctrl+Shift+PgUp', run: () => void walk(-1) }] });
    return () => {
      here = false;
      window.removeEventListener('keydown', onKey, true);
      taken();
    };
  }, [t, bridge, id, desk, status, go, fill, entity]);
}
