/** The first and the last column that are drawn. */
export interface Sight {
  readonly first: number;
  readonly last: number;
}

/** The columns that a window shows, and one beside them on either side; `from` is how far it has been scrolled, all in px. */
export function columnsBetween(widths: readonly number[], lead: number, from: number, room: number): Sight {
  let first = widths.length - 1;
  let last = 0;
  let start = lead;
  widths.forEach((width, index) => {
    if (start + width > from && start < from + room) {
      first = Math.min(first, index);
      last = Math.max(last, index);
    }
    start += width;
  });
  return { first: Math.max(0, first - 1), last: Math.min(widths.length - 1, last + 1) };
}

/** The columns that are drawn: those in sight, the frozen first one, and the one the cursor stands in. */
export function drawnColumns(count: number, { first, last }: Sight, always: readonly number[]): readonly number[] {
  return Array.from({ length: count }, (_, index) => index).filter((index) => (index >= first && index <= last) || always.includes(index));
}
