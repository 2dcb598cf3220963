import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type ClipboardEvent, type KeyboardEvent, type SyntheticEvent } from 'react';
import type { Language } from '../../../../shared/ipc/service.ts';
import type { Answer, Path } from '../../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { RequiredMark } from '../../../ui/field/RequiredMark.tsx';
import { leastWidth } from '../../../ui/list/tracks.ts';
import { NARROW, useMedia } from '../../../ui/useMedia.ts';
import { parseBlock, printBlock } from '../../fill/clipboard.ts';
import { answerCell, tidyLine } from '../../fill/lines.ts';
import { clearArea, fillDown, pasteBlock, textsIn, type Pasted } from '../../fill/paste.ts';
import { sortRows } from '../../fill/rows.ts';
import { cellPath, type Slot, type Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import { textIn, type Column } from '../../outline.ts';
import { catchClipboard } from './catchClipboard.ts';
import { useColumnsInSight } from './columnsInSight.ts';
import { GridCell } from './GridCell.tsx';
import { actOf, areaOf, type Act, type Cell, type Mode, type Selection } from './gridKeys.ts';
import { drawnColumns } from './sight.ts';
import { openField, opensList } from './steps.ts';
import { TableSum, Totals } from './Totals.tsx';

export interface ActiveCell extends Selection {
  /** 0 until the person has come here: the table does not take the focus by itself. */
  readonly turn: number;
}

interface RowGridProps {
  readonly table: Table;
  readonly active: ActiveCell;
  readonly onActive: (row: number, column: number, how?: { readonly anchor?: Cell | null; readonly home?: number | null }) => void;
  /** Adds a row at the end; null when none can be added. */
  readonly onAdd: (() => void) | null;
  /** Enter on an empty last row, or beyond the table: the row goes, the cursor goes on. */
  readonly onLeave: (backwards: boolean) => void;
  readonly onPasted: (pasted: Pasted) => void;
}

const ROW = 32;
/** Pixels of a letter in the head of a column, and of what stands beside its words. */
const LETTER = 7.9;
const PADDING = 14;

/**
 * A repeat as a table, with the keys of a spreadsheet: the active cell is the field, the others are text. Typing types over, F2
 * edits, Esc puts back; Enter on the last row adds one when it has answers.
 */
export function RowGrid({ table, active, onActive, onAdd, onLeave, onPasted }: RowGridProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const { repeat, columns, slots } = table;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: slots.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 2, initialRect: { width: 1000, height: 10 * ROW }, getItemKey: (index) => slots[index]?.key ?? index });
  const at: ActiveCell = { ...active, row: Math.min(active.row, slots.length - 1), column: Math.min(active.column, columns.length - 1) };
  const area = areaOf(at);
  const mode = useRef<Mode>('ready');
  const taken = useRef(0);
  /** What stood in the active cell when the person came: Esc puts it back. */
  const stood = useRef<{ readonly path: Path | null; readonly value: Answer | null }>({ path: null, value: null });
  const tracks = ['44px', ...(table.head ? ['minmax(220px, 3fr)'] : []), ...columns.map((column) => widthOf(column, language)), ...(table.sums ? ['minmax(112px, 1fr)'] : [])];
  const template = { gridTemplateColumns: tracks.join(' ') };
  const minWidth = leastWidth(tracks);
  // Who looks at a table of thirty columns sees eight of them: the others are not drawn.
  const widths = useMemo(() => columns.map((column) => leastWidth([widthOf(column, language)])), [columns, language]);
  const lead = table.head ? 264 : 44;
  const sight = useColumnsInSight(scroller, widths, lead);
  const drawn = drawnColumns(columns.length, sight, [table.head ? at.column : 0, at.column]);
  // What stays in sight when the table scrolls sideways stands in one piece beside the rows: frozen cell by cell, each would cost a layer at every key. Both pieces of a row say which row they are.
  const { wide } = sight;
  // In a narrow window the first column would leave no room for the others: the numbers of the rows alone are frozen.
  const firstToo = !useMedia(NARROW);
  const frozen = ['44px', ...(firstToo ? [`${leastWidth(tracks.slice(1, 2))}px`] : [])];
  /** The grid line at which a column begins. */
  const lineOf = (column: number) => column + (table.head ? 3 : 2);
  // The fields keep what is written in them to themselves: the table hears of it at the window.
  useEffect(() => {
    const onInput = ({ target }: Event) => { if (mode.current === 'ready' && scroller.current?.contains(target as Node)) mode.current = 'typing'; };
    window.addEventListener('input', onInput, true);
    return () => window.removeEventListener('input', onInput, true);
  }, []);
  const latest = useRef(table);
  useLayoutEffect(() => { latest.current = table; });
  const onAnswer = useCallback((row: number, column: number, value: Answer | null) => answerCell(fill, latest.current, row, column, value), [fill]);

  useEffect(() => {
    mode.current = 'ready';
    const path = cellPath(latest.current, at.row, at.column);
    stood.current = { path, value: path === null ? null : session.field(path).value };
    if (at.turn > 0) virtual.scrollToIndex(at.row);
    // Only when the person goes to another cell: scrolling by hand must not be undone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at.row, at.column, at.turn]);

  const go = (to: Cell, how?: { readonly anchor?: Cell | null; readonly home?: number | null }) => {
    if (to.row !== at.row) {
      fill.settle();
      tidyLine(fill, session, table, at.row);
    }
    onActive(to.row, to.column, how);
  };

  const perform = (act: Act, event: KeyboardEvent<HTMLElement>): boolean => {
    switch (act.kind) {
      case 'go': go(act.to, { home: act.home, anchor: act.extend ? at.anchor ?? { row: at.row, column: at.column } : null }); return true;
      case 'below': below(); return true;
      case 'leave':
        if (event.key === 'Tab') return false;
        onLeave(act.backwards);
        return true;
      case 'next-row':
        if (at.row + 1 < slots.length) go({ row: at.row + 1, column: 0 });
        else if (table.head) onLeave(false);
        else below();
        return true;
      case 'edit': edit(event.target as HTMLElement); return true;
      case 'revert': revert(); return true;
      case 'collapse': go(at); return true;
      case 'select': go({ row: act.area.bottom, column: act.area.right }, { anchor: { row: act.area.top, column: act.area.left } }); return true;
      case 'clear':
        if (locked) return false;
        clearArea(fill, table, area);
        go(at, { anchor: at.anchor });
        return true;
    }
  };

  const below = () => {
    const blank = columns.every((column, index) => column.question.type === 'calculate' || !isFilled({ row: at.row, column: index }));
    if (table.head && at.column < columns.length - 1) go({ row: 0, column: at.column + 1 });
    else if (onAdd && !blank) onAdd();
    else {
      const row = slots[at.row]?.row;
      if (onAdd && blank && row) fill.removeRow(table.path, row);
      onLeave(false);
    }
  };

  /** By the column the cursor stands in; the cursor stays with its row. */
  const sort = () => {
    const row = slots[at.row]?.row;
    const column = columns[at.column];
    if (!row || !column || !sortRows(fill, table.path, column, language)) return;
    onActive(session.rows(table.path).indexOf(row), at.column);
  };

  const edit = (field: HTMLElement) => {
    if (openField(field) === 'text') mode.current = 'editing';
  };

  const revert = () => {
    const { path, value } = stood.current;
    const now = cellPath(table, at.row, at.column);
    if (now !== null && !fill.revert(now)) fill.answer(now, path === now || path === null ? value : null);
    go(at);
  };

  // The table listens for its cells, so that moving repaints two of them and not all.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Lists open in a layer of their own; React still sends their keys through here.
    if (!event.currentTarget.contains(event.target as Node) || event.defaultPrevented || opensList(event)) return;
    if (mode.current === 'ready') catchClipboard(event);
    if (event.ctrlKey && event.code === 'KeyD' && area.bottom > area.top && !locked) {
      fillDown(fill, table, area);
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    if (event.key === 'F5' && !event.ctrlKey && !event.altKey && !event.shiftKey && !locked && !table.head && repeat.count === undefined) {
      sort();
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / ROW) - 3);
    const act = actOf(event, mode.current, at, { rows: slots.length, columns: columns.length, page, filled: isFilled });
    if (!act || !perform(act, event)) return;
    event.preventDefault();
    // A list in the cell would take the arrows too, where the table has no further row. With Tab it takes what is chosen in it.
    if (event.key !== 'Tab') event.nativeEvent.stopPropagation();
  };

  const onEnter = (event: SyntheticEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[role=gridcell]');
    if (!cell || !event.currentTarget.contains(cell)) return;
    const to = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
    const here = active.turn > 0 && to.row === at.row && to.column === at.column;
    if (event.type === 'mousedown' && (event.nativeEvent as MouseEvent).shiftKey && active.turn > 0) {
      event.preventDefault();
      return go(to, { anchor: at.anchor ?? { row: at.row, column: at.column } });
    }
    if (here) {
      if (event.type === 'mousedown' && event.target instanceof HTMLInputElement) mode.current = 'editing';
      return;
    }
    if (event.type === 'mousedown') event.preventDefault();
    go(to);
  };

  /** Copying and pasting is the table's while nobody writes in a cell. */
  const onClipboard = (event: ClipboardEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.target as Node) || (mode.current !== 'ready' && at.anchor === null && event.type !== 'paste')) return;
    if (event.type === 'paste') {
      const block = parseBlock(event.clipboardData.getData('text/plain'));
      const single = block.length === 1 && block[0]?.length === 1;
      if (locked || (single && mode.current !== 'ready')) return;
      const whole = single && at.anchor ? rangeOf(area, block[0]?.[0] ?? '') : block;
      const pasted = pasteBlock(fill, table, { row: area.top, column: area.left }, whole, { language, mayAdd: onAdd !== null });
      if (pasted) onPasted(pasted);
    } else {
      event.clipboardData.setData('text/plain', printBlock(textsIn(session, table, area, language)));
      if (event.type === 'cut' && !locked) clearArea(fill, table, area);
    }
    event.preventDefault();
    go(at, { anchor: at.anchor });
  };

  const isFilled = ({ row, column }: Cell) => {
    const path = cellPath(table, row, column);
    return path !== null && session.field(path).value !== null;
  };

  const items = virtual.getVirtualItems().filter(({ index }) => index < slots.length);
  const first = table.head ?? columns[0];
  const cellAt = (row: number, column: number) => {
    const { question } = columns[column] as Column;
    const here = row === at.row && column === at.column;
    const inArea = at.anchor !== null && row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
    return (
      <GridCell key={question.name} question={question} path={cellPath(table, row, column)} row={row} column={column} line={lineOf(column)} frozen={column === 0 && !table.head}
        active={here} turn={here ? at.turn : 0} taken={taken} chosen={inArea} onAnswer={onAnswer} />
    );
  };
  /** The number of a line, and what it is called by: the cells that may be frozen. */
  const numberOf = (row: number) => <div role="rowheader" className="grid-cell grid-number" aria-selected={row === at.row} aria-colindex={1}>{row + 1}</div>;
  const nameOf = (row: number) => (table.head ? <LineHead choice={slots[row]?.choice ?? null} /> : columns.length > 0 && cellAt(row, 0));

  return (
    <div className={wide ? 'grid grid-wide' : 'grid'} ref={scroller} role="grid" aria-label={textIn(repeat.label, language)} aria-rowcount={slots.length + (table.head ? 2 : 1)} aria-colcount={lineOf(columns.length) - 1 + (table.sums ? 1 : 0)} aria-multiselectable data-several={at.anchor === null ? undefined : ''}
      onKeyDownCapture={onKeyDown} onMouseDown={onEnter} onFocus={onEnter}
      onCopy={onClipboard} onCut={onClipboard} onPaste={onClipboard}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        void fill.flush();
        tidyLine(fill, session, latest.current, at.row);
      }}>
      <div className="grid-head" role="row" style={{ ...template, minWidth }}>
        <div role="presentation" className="grid-pinned">
          <div role="columnheader" aria-colindex={1} className="grid-cell grid-number">{t('rows.number')}</div>
          {first !== undefined && <ColumnHead column={first} line={2} first />}
        </div>
        {drawn.map((index) => (index > 0 || table.head) && <ColumnHead key={index} column={columns[index] as Column} line={lineOf(index)} />)}
        {table.sums && <div role="columnheader" className="grid-cell" style={{ gridColumn: lineOf(columns.length) }}><span className="grid-title">{t('rows.total')}</span></div>}
      </div>
      <div className="grid-rows" role="presentation" style={{ height: virtual.getTotalSize(), minWidth }}>
        <div role="presentation" className="grid-window" style={{ paddingTop: items[0]?.start }}>
          {items.map(({ key, index }) => (
            <div key={key} role="row" aria-rowindex={index + 2} className="grid-row" style={template}>
              {!wide && numberOf(index)}
              {(!wide || !firstToo) && nameOf(index)}
              {drawn.map((column) => (column > 0 || table.head) && cellAt(index, column))}
              {table.sums && <TableSum table={table} line={index} at={lineOf(columns.length)} />}
            </div>
          ))}
        </div>
        {wide && (
          <div role="presentation" className="grid-frozen" style={{ width: leastWidth(frozen), paddingTop: items[0]?.start }}>
            {items.map(({ key, index }) => <div key={key} role="row" aria-rowindex={index + 2} className="grid-lead" style={{ gridTemplateColumns: frozen.join(' ') }}>{numberOf(index)}{firstToo && nameOf(index)}</div>)}
          </div>
        )}
      </div>
      {table.head && <Totals table={table} style={{ ...template, minWidth }} />}
    </div>
  );
}

/** What a line stands for, in a table whose lines are a list. */
function LineHead({ choice }: { readonly choice: Slot['choice'] }) {
  const t = useText();
  const language = useLanguage();
  const text = choice ? textIn(choice.label, language) : t('rows.outside');
  return (
    <div role="rowheader" className="grid-cell grid-first grid-line" aria-colindex={2} style={{ gridColumn: 2 }} title={textIn(choice?.label, language)}>
      <span className={text.length > 20 ? 'grid-text grid-long' : 'grid-text'}>{text}</span>
    </div>
  );
}

function ColumnHead({ column: { question }, line, first = false }: { readonly column: Column; readonly line: number; readonly first?: boolean }) {
  const language = useLanguage();
  const title = textIn(question.label, language);
  const name = `${question.name}${question.unit ? `, ${textIn(question.unit, language)}` : question.measure === 'percent' ? ', %' : ''}`;
  // What may be longer than its place is cut; each cut costs every key a step of the painting.
  return (
    <div role="columnheader" aria-colindex={line} style={{ gridColumn: line }} className={`grid-cell${first ? ' grid-first' : ''}`} title={textIn(question.hint, language) || undefined}>
      <span className={`grid-title${title.length > 30 ? ' grid-title-long' : ''}`}>{title}{question.required !== undefined && <RequiredMark />}</span>
      <span className={`question-name${name.length > 14 ? ' question-name-long' : ''}`}>{name}</span>
    </div>
  );
}

/** One text for every cell of an area. */
function rangeOf({ top, left, bottom, right }: ReturnType<typeof areaOf>, text: string): readonly (readonly string[])[] {
  return Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => text));
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
