import type { SentBundle } from '../../shared/ipc/bundle.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { printMoment } from '../ui/dates.ts';
import '../ui/table.css';

/** Bundles made here, newest first. */
export function SentList({ sent }: { readonly sent: readonly SentBundle[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className="card" aria-labelledby="sent-bundles">
      <h2 id="sent-bundles">{t('bundles.sentTitle')}</h2>
      {sent.length === 0 ? <p className="soft">{t('bundles.sentNone')}</p> : (
        <table className="plain-table">
          <thead>
            <tr>
              <th className="table-end">{t('bundles.sentSeq')}</th><th>{t('bundles.sentFile')}</th><th>{t('bundles.sentAt')}</th>
              <th className="table-end">{t('bundles.sentCompanies')}</th><th className="table-end">{t('bundles.sentRevisions')}</th><th>{t('bundles.sentCode')}</th>
            </tr>
          </thead>
          <tbody>
            {sent.map((bundle) => (
              <tr key={bundle.manifest}>
                <td className="table-end">{bundle.seq}</td><td>{bundle.fileName}</td><td>{printMoment(language, bundle.at)}</td>
                <td className="table-end">{bundle.companies}</td><td className="table-end">{bundle.revisions}</td><td><code>{bundle.shortCode}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
