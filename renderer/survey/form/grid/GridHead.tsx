import { useLanguage, useText } from '../../../text/text.tsx';
import { RequiredMark } from '../../../ui/field/RequiredMark.tsx';
import type { Table } from '../../fill/table.ts';
import { textIn, type Column } from '../../outline.ts';
import { lineOf, type GridLayout } from './layout.ts';

interface GridHeadProps {
  readonly table: Table;
  readonly layout: GridLayout;
  readonly id: string;
}

/** The heads of the columns. The table has them as its last row for who listens: the others are counted as the screen numbers them. */
export function GridHead({ table, layout, id }: GridHeadProps) {
  const t = useText();
  const { columns } = table;
  const first = table.head ?? columns[0];
  return (
    <div className="grid-head" role="row" id={id} style={{ gridTemplateColumns: layout.tracks, minWidth: layout.minWidth }}>
      <div role="presentation" className="grid-pinned">
        <div role="columnheader" aria-colindex={1} className="grid-cell grid-number">{t('rows.number')}</div>
        {first !== undefined && <ColumnHead column={first} line={2} first />}
      </div>
      {layout.drawn.map((index) => <ColumnHead key={index} column={columns[index] as Column} line={lineOf(table, index)} />)}
      {table.sums && <div role="columnheader" aria-colindex={lineOf(table, columns.length)} className="grid-cell" style={{ gridColumn: lineOf(table, columns.length) }}><span className="grid-title">{t('rows.total')}</span></div>}
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
