import type { KeyboardEvent, PointerEvent } from 'react';

interface SplitterProps {
  readonly label: string;
  readonly height: number;
  readonly onHeight: (height: number) => void;
}

/** Two lines of a finding find room in it, in px. */
const LEAST = 88;

/** As much of the window as a pane may take, in px. */
export function tallest(): number {
  return window.innerHeight * 0.6;
}

/** The upper edge of a pane, to be dragged, or moved with the arrows; a button of the pane does the same without dragging (WCAG 2.5.7). */
export function Splitter({ label, height, onHeight }: SplitterProps) {
  const set = (next: number) => onHeight(Math.max(LEAST, Math.min(tallest(), next)));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const start = event.clientY;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => set(height + start - move.clientY);
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('pointerup', () => edge.removeEventListener('pointermove', onMove), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') set(height + 24);
    else if (event.key === 'ArrowDown') set(height - 24);
    else return;
    event.preventDefault();
  };
  return (
    <div className="splitter" role="separator" aria-orientation="horizontal" aria-label={label} aria-valuenow={Math.round(height)} aria-valuemin={LEAST} tabIndex={0}
      onPointerDown={onPointerDown} onKeyDown={onKeyDown} />
  );
}
