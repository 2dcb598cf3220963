import { useEffect, useState, type RefObject } from 'react';

/** How long the cursor rests in a row, in milliseconds, before what is cut in it is shown whole: as a pointer rests on a cell. */
const REST = 600;

interface WholeWordsProps {
  readonly scroller: RefObject<HTMLElement | null>;
  /** The id of the row in which the cursor stands. */
  readonly row: string;
}

interface Whole {
  readonly top: number;
  /** From the left of the table, or from its right where there is more room. */
  readonly left?: number;
  readonly right?: number;
  readonly lines: readonly string[];
}

/**
 * What a pointer is told by the title of a cut cell, for those who go by keys: under the row in which the cursor rests, until it goes on or Esc is pressed. Those
 * who listen hear the title.
 */
export function WholeWords({ scroller, row }: WholeWordsProps) {
  const [whole, setWhole] = useState<Whole | null>(null);
  useEffect(() => {
    const table = scroller.current;
    if (!table) return;
    let timer = 0;
    const hide = () => {
      window.clearTimeout(timer);
      setWhole(null);
    };
    const wait = () => {
      hide();
      timer = window.setTimeout(() => { if (table.matches(':focus-visible')) setWhole(wholeOf(table, row)); }, REST);
    };
    const onKey = ({ key }: KeyboardEvent) => { if (key === 'Escape') hide(); };
    wait();
    table.addEventListener('focus', wait);
    table.addEventListener('scroll', wait, { passive: true });
    table.addEventListener('blur', hide);
    table.addEventListener('keydown', onKey);
    return () => {
      window.clearTimeout(timer);
      table.removeEventListener('focus', wait);
      table.removeEventListener('scroll', wait);
      table.removeEventListener('blur', hide);
      table.removeEventListener('keydown', onKey);
      setWhole(null);
    };
  }, [scroller, row]);
  if (!whole) return null;
  const { lines, ...place } = whole;
  return <div className="whole-words" style={place} aria-hidden>{lines.map((line) => <div key={line}>{line}</div>)}</div>;
}

/** What is cut in a row that is in sight, and where it is to be shown; null when nothing is. */
function wholeOf(table: HTMLElement, id: string): Whole | null {
  const row = document.getElementById(id);
  const cut = [...(row?.querySelectorAll<HTMLElement>('.table-cell') ?? [])].filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => ({ cell, title: titleOf(cell) })).filter(({ title }) => title !== '');
  const [first] = cut;
  if (!row || !first) return null;
  const [room, line, cell] = [table, row, first.cell].map((part) => part.getBoundingClientRect()) as [DOMRect, DOMRect, DOMRect];
  if (line.bottom <= room.top || line.top >= room.bottom) return null;
  const lines = cut.map(({ title }) => title);
  const height = 10 + 16 * lines.length;
  const top = line.bottom + height > room.bottom ? line.top - room.top - height : line.bottom - room.top;
  return { top, lines, ...(cell.left - room.left > room.width / 2 ? { right: Math.max(8, room.right - cell.right) } : { left: cell.left - room.left }) };
}

/** What a pointer is told in a cell: by the cell, or by the words in it. */
function titleOf(cell: HTMLElement): string {
  return cell.title || (cell.querySelector<HTMLElement>('[title]')?.title ?? '');
}
