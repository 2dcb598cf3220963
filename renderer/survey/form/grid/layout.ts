import { useMemo, type RefObject } from 'react';
import type { Language } from '../../../../shared/ipc/service.ts';
import { useLanguage } from '../../../text/text.tsx';
import { leastWidth } from '../../../ui/list/tracks.ts';
import { NARROW, useMedia } from '../../../ui/useMedia.ts';
import type { Table } from '../../fill/table.ts';
import { textIn, type Column } from '../../outline.ts';
import { useColumnsInSight } from './columnsInSight.ts';
import { drawnColumns } from './sight.ts';

/** The height of a row, in px. */
export const ROW = 32;
/** Pixels of a letter in the head of a column, and of what stands beside its words. */
const LETTER = 7.9;
const PADDING = 14;
/** The tracks of what stands before the columns: the number of a line, and what it is called by where lines are a list. */
const NUMBER = '44px';
const NAME = 'minmax(220px, 3fr)';

/** How a table is laid out: all widths in px, tracks as in `grid-template-columns`. */
export interface GridLayout {
  readonly tracks: string;
  readonly minWidth: number;
  /** The columns that are drawn beside the one that lines are called by. */
  readonly drawn: readonly number[];
  /**
   * What stays in sight when the table scrolls sideways; null when the table is no wider than its room. It stands in one piece beside the rows: frozen cell by
   * cell, each would cost a layer at every key.
   */
  readonly frozen: { readonly tracks: string; readonly width: number; /** With what lines are called by, not their numbers alone. */ readonly named: boolean } | null;
}

/** The layout of a table in its scroller, where the cursor stands in a column. */
export function useGridLayout(table: Table, scroller: RefObject<HTMLElement | null>, column: number): GridLayout {
  const language = useLanguage();
  const { columns } = table;
  const lead = table.head ? [NUMBER, NAME] : [NUMBER];
  const tracks = [...lead, ...columns.map((entry) => widthOf(entry, language)), ...(table.sums ? ['minmax(112px, 1fr)'] : [])];
  // Who looks at a table of thirty columns sees eight of them: the others are not drawn.
  const widths = useMemo(() => columns.map((entry) => leastWidth([widthOf(entry, language)])), [columns, language]);
  const sight = useColumnsInSight(scroller, widths, leastWidth(lead));
  // In a narrow window the first column would leave no room for the others.
  const named = !useMedia(NARROW);
  const frozen = [NUMBER, ...(named ? [`${leastWidth(tracks.slice(1, 2))}px`] : [])];
  return {
    tracks: tracks.join(' '),
    minWidth: leastWidth(tracks),
    drawn: drawnColumns(columns.length, sight, [column]).filter((index) => table.head !== null || index > 0),
    frozen: sight.wide ? { tracks: frozen.join(' '), width: leastWidth(frozen), named } : null,
  };
}

/** The grid line at which a column begins; of the number of columns, where the last one ends. */
export function lineOf(table: Table, column: number): number {
  return column + (table.head ? 3 : 2);
}

/** A track of the grid, never narrower than the longest word of its head. */
function widthOf({ question }: Column, language: Language): string {
  const longest = Math.max(...textIn(question.label, language).split(/[\s/-]+/).map((word) => word.length));
  const atLeast = (width: number) => Math.max(width, Math.ceil(longest * LETTER) + PADDING);
  switch (question.type) {
    case 'integer': case 'decimal': case 'range': case 'calculate': return `minmax(${atLeast(112)}px, 1fr)`;
    case 'year': return `${atLeast(84)}px`;
    case 'date': return `${atLeast(116)}px`;
    case 'select_multiple': return `minmax(${atLeast(180)}px, 2fr)`;
    default: return `minmax(${atLeast(160)}px, 2fr)`;
  }
}
