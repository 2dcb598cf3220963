import type { MergeTotals } from '../../../shared/ipc/merge.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { printNumber } from '../../ui/field/numbers.ts';

const SHOWN = ['companiesAdded', 'companiesUpdated', 'companiesUnchanged', 'conflicts', 'pending'] as const satisfies readonly (keyof MergeTotals)[];

/** What a merge does to the base, in five numbers. */
export function Totals({ totals }: { readonly totals: MergeTotals }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className="totals" aria-label={t('merge.totals')}>
      <dl>
        {SHOWN.map((name) => (
          <div key={name} className={`total total-${name}`} data-zero={totals[name] === 0 || undefined}>
            <dt>{t(`merge.totals.${name}`)}</dt>
            <dd>{printNumber(language, totals[name])}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('merge.totals.revisions', { added: totals.added, already: totals.already })}</p>
    </section>
  );
}
