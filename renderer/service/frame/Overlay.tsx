import { useEffect } from 'react';
import { useStore } from 'zustand';
import { isLayered } from '../../ui/layer.ts';
import { later } from '../../ui/later.tsx';
import { useProgram } from '../program.tsx';
import { Palette } from './Palette.tsx';

const KeySheet = later(async () => (await import('./KeySheet.tsx')).KeySheet);

/** The palette and the sheet of keys over every screen: Ctrl+K or Ctrl+F, Ctrl+G, F1; what a screen prints by Ctrl+P. The palette is there at once: what is typed next must not go into the form. */
export function DeskOverlay() {
  const { desk } = useProgram();
  const overlay = useStore(desk, (state) => state.overlay);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Asked at every key of every form: what is no command costs nothing.
      if (!event.ctrlKey && event.key !== 'F1') return;
      const { show, offers, overlay: shown } = desk.getState();
      const plain = event.ctrlKey && !event.shiftKey && !event.altKey;
      // A question that stops the work is answered first.
      const stopped = shown === null && isLayered();
      if (stopped || event.defaultPrevented) return;
      const print = offers.flatMap(({ commands }) => commands).find(({ keys }) => keys === 'Ctrl+P');
      if (plain && (event.code === 'KeyK' || event.code === 'KeyF')) show({ kind: 'palette' });
      else if (plain && event.code === 'KeyP' && print && shown === null) print.run();
      else if (plain && event.code === 'KeyG' && offers.some((offer) => offer.fields)) show({ kind: 'palette', only: 'fields' });
      else if (event.key === 'F1' && !event.shiftKey && !event.ctrlKey) show({ kind: 'keys', about: offers.map((offer) => offer.about?.() ?? null).find((about) => about !== null) ?? null });
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [desk]);
  const close = () => desk.getState().show(null);
  if (overlay === null) return null;
  return overlay.kind === 'palette' ? <Palette key={overlay.only ?? 'all'} only={overlay.only} onClose={close} /> : <KeySheet about={overlay.about} onClose={close} />;
}
