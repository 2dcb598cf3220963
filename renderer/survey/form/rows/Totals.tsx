import { useCallback, type CSSProperties } from 'react';
import type { Path } from '../../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { useLive, writeText } from '../../../ui/live.ts';
import { printNumber } from '../../../ui/field/numbers.ts';
import { canSum, cellPath, sumOf, type Table } from '../../fill/table.ts';
import { useFill, useLiveForm } from '../../fill/use.ts';

/** The last line of a table whose lines are a list: the sum of every column that has one. Always in sight. */
export function Totals({ table, style }: { readonly table: Table; readonly style: CSSProperties }) {
  const t = useText();
  const column = (index: number) => table.slots.map((_, line) => cellPath(table, line, index)).filter((path) => path !== null);
  return (
    <div className="grid-totals" role="row" aria-rowindex={table.slots.length + 2} style={style}>
      <div role="presentation" className="grid-pinned">
        <div role="presentation" className="grid-cell grid-number" />
        <div role="rowheader" className="grid-cell grid-first"><span className="grid-text">{t('rows.total')}</span></div>
      </div>
      {table.columns.map((entry, index) => (canSum(entry) ? <LineSum key={entry.question.name} paths={column(index)} /> : <div key={entry.question.name} role="presentation" className="grid-cell" />))}
      {table.sums && <LineSum paths={table.columns.flatMap((_, index) => column(index))} />}
    </div>
  );
}

/** The sum of some cells; a dash while nothing has been answered. */
export function LineSum({ paths, line }: { readonly paths: readonly Path[]; readonly line?: number }) {
  const language = useLanguage();
  const { session } = useFill();
  const cell = useLive<HTMLDivElement, number | null>(useLiveForm(useCallback(() => sumOf(session, paths), [session, paths])), (place, sum) => writeText(place, sum === null ? '–' : printNumber(language, sum)));
  return <div role="gridcell" ref={cell} className="grid-cell number grid-sum" style={line === undefined ? undefined : { gridColumn: line }} />;
}
