import type { CellPlace, ShownChange, ShownFinding } from '../../../shared/ipc/intake.ts';
import { useText } from '../../text/text.tsx';
import { ArrowRight } from '../../ui/icon/icons.tsx';

/** A cell as a spreadsheet names it. */
export function Cell({ place }: { readonly place: CellPlace | null }) {
  if (place === null) return null;
  return <code className="intake-cell">{place.sheet === '' ? place.cell : `${place.sheet}!${place.cell}`}</code>;
}

/** Fields that would change, old and new beside one another. */
export function ChangeTable({ changes, total }: { readonly changes: readonly ShownChange[]; readonly total?: number }) {
  const t = useText();
  const more = (total ?? changes.length) - changes.length;
  return (
    <>
      <table className="plain-table intake-changes">
        <thead><tr><th>{t('intake.cell')}</th><th>{t('intake.field')}</th><th>{t('intake.before')}</th><th aria-hidden /><th>{t('intake.after')}</th></tr></thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path}>
              <td><Cell place={change.place} /></td>
              <td><span className="intake-number">{change.number}</span> {change.label}{rowOf(change.path)}{change.both && <strong className="intake-both">{t('intake.both')}</strong>}</td>
              <td className="soft">{change.before || '–'}</td>
              <td aria-hidden><ArrowRight /></td>
              <td><strong>{change.after || '–'}</strong></td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="note">{t('intake.more', { count: more })}</p>}
    </>
  );
}

/** ` (3)` of a field in the third row. */
function rowOf(path: string): string {
  const row = /\[(\d+)\]/.exec(path)?.[1];
  return row === undefined || row === '0' ? '' : ` (${row})`;
}

/** What the form says of the answers, each at its cell. */
export function FindingTable({ findings }: { readonly findings: readonly ShownFinding[] }) {
  const t = useText();
  return (
    <table className="plain-table intake-findings">
      <thead><tr><th>{t('intake.cell')}</th><th>{t('intake.level')}</th><th>{t('intake.message')}</th></tr></thead>
      <tbody>{findings.map(({ place, level, rule, number, message }, index) => <tr key={`${rule} ${index}`}><td><Cell place={place} /></td><td className={`level-${level}`}>{t(`findings.${level}`)}</td><td><span className="intake-number">{number}</span> {message}</td></tr>)}</tbody>
    </table>
  );
}
