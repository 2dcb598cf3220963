import { useEffect, useRef, type ReactNode } from 'react';
import './list-and-detail.css';

interface ListAndDetailProps {
  /** A table; the cursor comes back to it by Esc, and whenever `turn` changes. */
  readonly list: ReactNode;
  /** Said below the list. */
  readonly note: ReactNode;
  /** Names the detail to a reader of the screen. */
  readonly label: string;
  /** What is chosen in the list. */
  readonly children: ReactNode;
  readonly turn?: string | number;
  /** Something is being written in the detail: Esc does not lead away from it. */
  readonly writing?: boolean;
}

/** A list on the left, what is chosen in it on the right; one above the other where the window is narrow. */
export function ListAndDetail({ list, note, label, children, turn, writing = false }: ListAndDetailProps) {
  const left = useRef<HTMLDivElement>(null);
  const toList = () => left.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  useEffect(() => { if (turn !== undefined) toList(); }, [turn]);
  return (
    <div className="list-and-detail">
      <div className="list-side" ref={left}>
        {list}
        <p className="note list-note">{note}</p>
      </div>
      <section className="detail" aria-label={label} data-region onKeyDown={(event) => { if (event.key === 'Escape' && !writing) toList(); }}>{children}</section>
    </div>
  );
}
