import type { CellView } from '../../../shared/ipc/merge.ts';
import type { Item, Section, Table } from '../answer/outline.ts';
import type { Places } from '../answer/place.ts';
import { labelOf, printPlace, printPlaceId } from '../answer/wording.ts';
import { NoValue, useReading, Value } from './Value.tsx';

interface SectionViewProps {
  readonly section: Section;
  readonly places: Places;
  /** Also questions that have no answer. */
  readonly all: boolean;
}

/** One section of a company: fields in a column, repeats as tables. */
export function SectionView({ section, places, all }: SectionViewProps) {
  const { t } = useReading().wording;
  const items = shownItems(section.items, all);
  if (items.length === 0) return <p className="soft">{t('company.view.empty')}</p>;
  return <div className="answers">{items.map((item) => <ItemView key={keyOf(item)} item={item} places={places} all={all} />)}</div>;
}

/** Cells that belong to no question: justifications, the standing of the response, fields of another version of the form. */
export function LooseCells({ cells, places }: { readonly cells: readonly CellView[]; readonly places: Places }) {
  const { wording } = useReading();
  return (
    <div className="answers">
      {cells.map((cell) => {
        const place = places(cell.path);
        const label = printPlace(place, wording);
        return <div key={cell.path} className="answer"><span className="answer-id">{printPlaceId(place)}</span><span className="answer-label">{label}</span><Value cell={cell} place={place} label={label} /></div>;
      })}
    </div>
  );
}

function ItemView({ item, places, all }: { readonly item: Item; readonly places: Places; readonly all: boolean }) {
  const { wording } = useReading();
  switch (item.kind) {
    case 'heading': return <h3 className="answers-heading">{labelOf(item.group.label, wording)}</h3>;
    case 'table': return <TableView table={item} places={places} all={all} />;
    case 'field': {
      const label = labelOf(item.question.label, wording);
      return (
        <div className="answer">
          <span className="answer-id">{item.question.name}</span>
          <span className="answer-label">{label}</span>
          {item.cell === null ? <NoValue question={item.question} path={item.path} label={label} /> : <Value cell={item.cell} place={places(item.path)} label={label} />}
        </div>
      );
    }
  }
}

function TableView({ table, places, all }: { readonly table: Table; readonly places: Places; readonly all: boolean }) {
  const { wording } = useReading();
  const { t } = wording;
  const shown = table.columns
    .map((question, index) => ({ question, index }))
    .filter(({ question, index }) => all || question.personal || table.rows.some((row) => row.cells[index] !== null))
    .map((column) => ({ ...column, look: table.rows.some((row) => typeof row.cells[column.index]?.value === 'number') ? 'number' : undefined }));
  return (
    <section className="rows">
      <h3>{labelOf(table.repeat.label, wording)} <span className="note">{t('company.view.table.rows', { count: table.rows.length })}</span></h3>
      {table.rows.length > 0 && (
        <div className="rows-scroll">
          <table className="rows-table">
            <thead>
              <tr>
                <th scope="col">{t('company.view.rowNumber')}</th>
                {shown.map(({ question, look }) => <th key={question.name} scope="col" className={look}><span className="answer-id">{question.name}</span> {labelOf(question.label, wording)}{question.unit && `, ${labelOf(question.unit, wording)}`}</th>)}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, position) => (
                <tr key={row.id} className={row.marker?.state === 'conflict' ? 'rows-conflict' : undefined}>
                  <th scope="row">
                    {position + 1}
                    {row.marker?.state === 'conflict' && <Value cell={row.marker} place={places(row.path)} label={t('company.view.rowRemoved')} />}
                  </th>
                  {shown.map(({ question, index, look }) => {
                    const cell = row.cells[index] ?? null;
                    return (
                      <td key={question.name} className={look}>
                        {cell === null ? <NoValue question={question} path={row.path + question.path.slice(table.repeat.path.length)} label={labelOf(question.label, wording)} /> : <Value cell={cell} place={places(cell.path)} label={labelOf(question.label, wording)} unit={false} />}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Without unanswered questions, headings with nothing under them go too; personal data stay, to say that they were not sent. */
function shownItems(items: readonly Item[], all: boolean): readonly Item[] {
  if (all) return items;
  const filled = items.filter((item) => item.kind === 'heading' || (item.kind === 'table' ? item.rows.length > 0 : item.cell !== null || item.question.personal));
  return filled.filter((item, index) => item.kind !== 'heading' || (filled[index + 1]?.kind ?? 'heading') !== 'heading');
}

function keyOf(item: Item): string {
  return item.kind === 'heading' ? `heading ${item.group.path}` : item.path;
}
