import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { ArrowDown, ArrowUp } from '../icon/icons.tsx';
import { useColumnsThatFit } from './fold.ts';
import { useRowsInSight } from './rowsInSight.ts';
import { leastWidth } from './tracks.ts';
import { WholeWords } from './WholeWords.tsx';
import './table.css';

export interface Column<Row, Sort extends string = string> {
  readonly id: string;
  readonly header: ReactNode;
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  /** Set where the column may be left out of a narrow table: those of the highest number go first. */
  readonly fold?: number;
  readonly align?: 'end';
  /**
   * Says what the row holds and keeps nothing of its own: the same line shows another row when the table is scrolled. Plain words cost the least:
   * in the frame of a long scroll all cells in sight change.
   */
  readonly cell: (row: Row) => ReactNode;
  /** A class of the cell. */
  readonly look?: string;
  /** What stands in the cell, whole, for a pointer that rests on it and, where it is cut, for a cursor that rests in its row. */
  readonly title?: (row: Row) => string;
  /** Set when a press on the header sorts by this. */
  readonly sort?: Sort;
}

interface DataTableProps<Row, Sort extends string> {
  readonly label: string;
  readonly columns: readonly Column<Row, Sort>[];
  readonly count: number;
  /** Undefined while the row is still being fetched. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen?: (row: Row) => void;
  /** Further keys, asked before the table's own; true means done. */
  readonly onKey?: (event: KeyboardEvent, row: Row | undefined) => boolean;
  /** Which rows are in sight, so that they can be fetched. */
  readonly onRange?: (first: number, last: number) => void;
  readonly sort?: { readonly by: Sort; readonly descending: boolean };
  readonly onSort?: (by: Sort) => void;
  readonly empty?: ReactNode;
  readonly rowHeight?: number;
  readonly focusOnMount?: boolean;
}

/**
 * A table of any length: only rows in sight are drawn, and only columns that find room. One stop in the order of Tab; arrows, Page keys, Home and End move,
 * Enter opens.
 */
export function DataTable<Row, Sort extends string = string>(props: DataTableProps<Row, Sort>) {
  const { count, rowAt, active, onActive, onRange, rowHeight = 32 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useColumnsThatFit(scroller, props.columns);
  const { first, lines } = useRowsInSight(scroller, count, rowHeight);
  const last = Math.max(first, first + lines - 1);
  useEffect(() => onRange?.(first, last), [first, last, onRange]);
  useEffect(() => { if (props.focusOnMount) scroller.current?.focus(); }, [props.focusOnMount]);
  const filled = count > 0;
  useEffect(() => {
    if (filled && active > 0) bringToMiddle(scroller.current, active, rowHeight);
    // Only when the table is first filled: it opens where the person left it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [filled]);

  const { tracks, minWidth } = useMemo(() => {
    const widths = columns.map((column) => column.width);
    return { tracks: widths.join(' '), minWidth: leastWidth(widths) };
  }, [columns]);
  const names = rowNames(props.label);
  const latest = useRef(props);
  useLayoutEffect(() => { latest.current = props; });
  const choose = useCallback((index: number) => latest.current.onActive(index), []);
  const open = useCallback((row: Row) => latest.current.onOpen?.(row), []);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to));
    onActive(next);
    bringInSight(scroller.current, next, rowHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const row = rowAt(active);
    if (props.onKey?.(event, row)) return event.preventDefault();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2);
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: count - 1 }[event.key];
    if (target !== undefined) move(target);
    else if (event.key === 'Enter' && row) props.onOpen?.(row);
    else return;
    event.preventDefault();
  };

  return (
    <div className="table-frame">
      <div className="table" ref={scroller} role="grid" aria-label={props.label} aria-rowcount={count + 1} aria-colcount={columns.length} tabIndex={0} onKeyDown={onKeyDown}
        aria-activedescendant={count > 0 ? `${names}${active}` : undefined}>
        <div className="table-head" role="row" style={{ gridTemplateColumns: tracks, minWidth }}>
          {columns.map((column) => <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />)}
        </div>
        {count === 0 ? <div key="empty" role="row"><div role="gridcell">{props.empty}</div></div> : (
          <div key="rows" className="table-rows" role="presentation" style={{ height: count * rowHeight, minWidth }}>
            <div className="table-lines" role="presentation" style={{ transform: `translateY(${first * rowHeight}px)` }}>
              {Array.from({ length: lines }, (_, line) => {
                const index = first + line;
                // Named by its place in the window: who scrolls is shown other words in the lines there are, instead of other lines.
                return (
                  <TableRow key={line} id={`${names}${index}`} row={rowAt(index)} index={index} active={index === active} top={line * rowHeight} height={rowHeight}
                    columns={columns} tracks={tracks} onActive={choose} onOpen={open} />
                );
              })}
            </div>
          </div>
        )}
      </div>
      <WholeWords scroller={scroller} row={`${names}${active}`} />
    </div>
  );
}

interface TableRowProps<Row, Sort extends string> {
  readonly id: string;
  readonly row: Row | undefined;
  readonly index: number;
  readonly active: boolean;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<Row, Sort>[];
  readonly tracks: string;
  readonly onActive: (index: number) => void;
  readonly onOpen: (row: Row) => void;
}

/** One row: while the table is scrolled, those that stay in sight are not painted again. */
const TableRow = memo(function TableRow<Row, Sort extends string>({ id, row, index, active, top, height, columns, tracks, onActive, onOpen }: TableRowProps<Row, Sort>) {
  return (
    <div id={id} role="row" aria-rowindex={index + 2} aria-selected={active} aria-busy={row === undefined} className="table-row" style={{ gridTemplateColumns: tracks, height, top }}
      onClick={() => onActive(index)} onDoubleClick={() => { if (row) onOpen(row); }}>
      <Cells row={row} columns={columns} />
    </div>
  );
}) as <Row, Sort extends string>(props: TableRowProps<Row, Sort>) => ReactNode;

interface CellsProps<Row, Sort extends string> {
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row, Sort>[];
}

/** The cells of a row. While it is being fetched they stay as they were, hidden from sight and from readers of the screen: nothing is taken away to be made again a frame later. */
const Cells = memo(function Cells<Row, Sort extends string>({ row, columns }: CellsProps<Row, Sort>) {
  return columns.map((column) => (
    <div key={column.id} role="gridcell" className={`table-cell${column.align ? ' table-end' : ''}${column.look ? ` ${column.look}` : ''}`} title={row && column.title?.(row)}>
      {row && column.cell(row)}
    </div>
  ));
}, (before, after) => before.columns === after.columns && (after.row === undefined || before.row === after.row)) as <Row, Sort extends string>(props: CellsProps<Row, Sort>) => ReactNode;

function HeaderCell<Row, Sort extends string>({ column, sort, onSort }: {
  readonly column: Column<Row, Sort>;
  readonly sort: DataTableProps<Row, Sort>['sort'];
  readonly onSort: DataTableProps<Row, Sort>['onSort'];
}) {
  const by = column.sort;
  const sorted = by !== undefined && sort?.by === by;
  return (
    <div role="columnheader" className={`table-cell${column.align ? ' table-end' : ''}`} aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      {by === undefined ? column.header : (
        <button type="button" className="table-sort" onClick={() => onSort?.(by)}>
          <span>{column.header}</span>{sorted && (sort.descending ? <ArrowDown /> : <ArrowUp />)}
        </button>
      )}
    </div>
  );
}

/** Scrolls a row into sight by as little as it takes; nothing is measured but the window. */
function bringInSight(table: HTMLElement | null, index: number, rowHeight: number): void {
  if (!table) return;
  const room = table.clientHeight - (table.firstElementChild?.clientHeight ?? 0);
  const top = index * rowHeight;
  if (top < table.scrollTop) table.scrollTop = top;
  else if (top + rowHeight > table.scrollTop + room) table.scrollTop = top + rowHeight - room;
}

/** Scrolls so that a row stands in the middle of the window. */
function bringToMiddle(table: HTMLElement | null, index: number, rowHeight: number): void {
  if (table) table.scrollTop = index * rowHeight - (table.clientHeight - rowHeight) / 2;
}

/** What the ids of the rows begin with. */
function rowNames(label: string): string {
  return `row-${label.replaceAll(/\s+/g, '-')}-`;
}
