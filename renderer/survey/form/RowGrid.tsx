import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type SyntheticEvent } from 'react';
import type { Question, Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { leastWidth } from '../../ui/tracks.ts';
import { useFill } from '../fill/use.ts';
import { textIn } from '../outline.ts';
import { GridCell } from './GridCell.tsx';
import { stepOf } from './gridKeys.ts';

export interface ActiveCell {
  readonly row: number;
  readonly column: number;
  /** 0 until the person has come here: the table does not take the focus by itself. */
  readonly turn: number;
}

interface RowGridProps {
  readonly repeat: Repeat;
  readonly path: Path;
  readonly columns: readonly { readonly question: Question; readonly tail: string }[];
  readonly rows: readonly string[];
  readonly active: ActiveCell;
  readonly onActive: (row: number, column: number) => void;
  readonly onAdd: (() => void) | null;
}

const ROW = 32;

/**
 * A repeat as a table: the active cell is the field, the others are text. Enter and the arrows go up and down, Tab across,
 * Enter on the last row adds one when it has answers.
 */
export function RowGrid({ repeat, path, columns, rows, active, onActive, onAdd }: RowGridProps) {
  const t = useText();
  const language = useLanguage();
  const { fill } = useFill();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 6 });
  const row = Math.min(active.row, rows.length - 1);
  const tracks = ['44px', ...columns.map(({ question }) => widthOf(question))];
  const template = { gridTemplateColumns: tracks.join(' ') };
  const minWidth = leastWidth(tracks);

  useEffect(() => {
    if (active.turn > 0) virtual.scrollToIndex(row);
    // Only when the person goes to another row: scrolling by hand must not be undone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [row, active.turn]);

  // The table listens for its cells, so that moving repaints two of them and not all.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Lists open in a layer of their own; React still sends their keys through here.
    if (!event.currentTarget.contains(event.target as Node)) return;
    const step = stepOf(event);
    if (!step) return;
    const next = step.kind === 'rows' ? { row: row + step.by, column: active.column } : across(row, active.column, step.by);
    if (next.row >= rows.length && step.kind === 'rows' && event.key === 'Enter' && onAdd) onAdd();
    else if (next.row < 0 || next.row >= rows.length) {
      if (event.key === 'Tab') return;
    } else onActive(next.row, next.column);
    event.preventDefault();
  };

  const onEnter = (event: SyntheticEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[role=gridcell]');
    if (!cell || !event.currentTarget.contains(cell)) return;
    const [toRow, toColumn] = [Number(cell.dataset['row']), Number(cell.dataset['column'])];
    if (active.turn > 0 && toRow === row && toColumn === active.column) return;
    if (event.type === 'mousedown') event.preventDefault();
    onActive(toRow, toColumn);
  };

  const standing = (atRow: number, column: number) => {
    const here = atRow === row && column === active.column;
    return { active: here, turn: here ? active.turn : 0 };
  };

  const across = (fromRow: number, fromColumn: number, by: number) => {
    const flat = fromRow * columns.length + fromColumn + by;
    return { row: Math.floor(flat / columns.length), column: ((flat % columns.length) + columns.length) % columns.length };
  };

  return (
    <div className="grid" ref={scroller} role="grid" aria-label={textIn(repeat.label, language)} aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1}
      onKeyDownCapture={onKeyDown} onMouseDown={onEnter} onFocus={onEnter}
      onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) void fill.flush(); }}>
      <div className="grid-head" role="row" style={{ ...template, minWidth }}>
        <div role="columnheader" className="grid-cell grid-number">{t('rows.number')}</div>
        {columns.map(({ question }, index) => (
          <div key={question.name} role="columnheader" className={`grid-cell${index === 0 ? ' grid-first' : ''}`} title={textIn(question.hint, language) || undefined}>
            <span className="grid-title">{textIn(question.label, language)}{question.required !== undefined && <i className="field-required" aria-hidden> *</i>}</span>
            <span className="question-name">{question.name}{question.unit ? `, ${textIn(question.unit, language)}` : question.measure === 'percent' ? ', %' : ''}</span>
          </div>
        ))}
      </div>
      <div className="grid-rows" role="presentation" style={{ height: virtual.getTotalSize(), minWidth }}>
        {virtual.getVirtualItems().map((item) => {
          const at = rowPath(path, rows[item.index] as string);
          return (
            <div key={at} role="row" aria-rowindex={item.index + 2} className="grid-row" style={{ ...template, transform: `translateY(${item.start}px)` }}>
              <div role="rowheader" className="grid-cell grid-number" aria-selected={item.index === row}>{item.index + 1}</div>
              {columns.map(({ question, tail }, column) => (
                <GridCell key={question.name} question={question} path={at + tail} row={item.index} column={column} {...standing(item.index, column)} />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function widthOf(question: Question): string {
  switch (question.type) {
    case 'integer': case 'decimal': case 'range': case 'calculate': return 'minmax(112px, 1fr)';
    case 'year': return '84px';
    case 'date': return '116px';
    case 'select_multiple': return 'minmax(180px, 2fr)';
    default: return 'minmax(160px, 2fr)';
  }
}
