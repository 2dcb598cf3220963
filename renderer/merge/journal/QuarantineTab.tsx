import type { QuarantineEntry } from '../../../shared/ipc/merge.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { ShortHash } from '../../ui/Hash.tsx';
import { ShieldCheck } from '../../ui/icon/icons.tsx';

/** Files that were refused, why, and what to do about it. */
export function QuarantineTab({ entries }: { readonly entries: readonly QuarantineEntry[] }) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  if (entries.length === 0) return <Empty icon={<ShieldCheck />} title={t('quarantine.empty.title')}>{t('quarantine.empty.text')}</Empty>;
  return (
    <section className="card">
      <table className="plain-table">
        <thead>
          <tr><th>{t('quarantine.column.at')}</th><th>{t('quarantine.column.file')}</th><th>{t('quarantine.column.step')}</th><th>{t('quarantine.column.reason')}</th></tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className="quarantine-at">{printMoment(language, entry.at)}</td>
              <td>{entry.fileName} <span className="note"><ShortHash value={entry.sha256} /></span></td>
              <td title={entry.failure.code}>{t(`merge.step.${entry.step}`)}</td>
              <td>{sentence(entry.failure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
