import type { FileVerdict, MergeReport } from '../../../shared/ipc/merge.ts';
import { useGo, useWorkspace } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { CircleCheck, Play } from '../../ui/icon/icons.tsx';
import { CompanyChanges } from './CompanyChanges.tsx';
import type { DeskStore } from './desk.ts';
import { ReportButtons, useReports } from './ReportButtons.tsx';
import { Totals } from './Totals.tsx';

/** What the merge did, provably: verdicts, hashes to compare with another base, the backup, and what is left to do. */
export function Report({ report, left, store }: { readonly report: MergeReport; /** Files that it had not come to. */ readonly left: number; readonly store: DeskStore }) {
  const t = useText();
  const { go } = useGo();
  const workspace = useWorkspace();
  const reports = useReports();
  const count = (verdict: FileVerdict['verdict']) => report.files.filter((file) => file.verdict === verdict).length;
  const [merged, pending, refused] = [count('merged'), count('pending'), count('refused')];
  const outcome = merged > 0 ? 'title' : pending > 0 ? 'waits' : 'nothing';
  const summary = t('merge.report.summary', { merged, pending, refused });
  return (
    <div className="desk-outcome report">
      {report.stopped ? (
        <Banner tone="warning" title={t('desk.halfWay', { done: report.files.length, left })}
          actions={<Button look="primary" autoFocus icon={<Play />} onPress={() => void store.resume()}>{t('desk.resume', { count: left })}</Button>}>
          {summary} {t('desk.halfWayNote')}
        </Banner>
      ) : <Banner tone={merged > 0 ? 'good' : 'info'} title={t(`merge.report.${outcome}`)}>{summary}</Banner>}
      <NextSteps report={report} refused={refused} onConflicts={() => go({ kind: 'conflicts' })} onCompanies={() => go({ kind: 'companies' })} />
      {reports.said}
      <div className="desk-apply">
        <Button look={report.stopped ? 'plain' : 'primary'} autoFocus={!report.stopped} icon={<CircleCheck />} onPress={store.clear}>{t('merge.report.done')}</Button>
        {report.run !== null && <ReportButtons run={report.run} reports={reports} />}
      </div>
      <Totals totals={report.totals} />
      <KeyValue pairs={[
        [t('merge.report.state'), <Hash key="state" value={report.stateHash} />],
        [t('merge.report.view'), <Hash key="view" value={report.viewHash} />],
        [t('merge.report.backup'), report.backup && <code>{report.backup}</code>],
      ]} />
      <p className="note">{t('merge.report.hashNote')}</p>
      <CompanyChanges companies={report.companies} onOpen={({ entity, round }) => go({ kind: 'company', entity, ...(round === workspace.round ? {} : { round }) })} />
    </div>
  );
}

interface NextStepsProps {
  readonly report: MergeReport;
  readonly refused: number;
  readonly onConflicts: () => void;
  readonly onCompanies: () => void;
}

function NextSteps({ report, refused, onConflicts, onCompanies }: NextStepsProps) {
  const t = useText();
  const missing = report.files.flatMap((file) => (file.verdict === 'pending' && file.manifest && file.missingSeq !== null
    ? [t('merge.seqOf', { body: file.manifest.body, seq: file.missingSeq })] : []));
  return (
    <section className="next">
      <h2>{t('merge.report.next')}</h2>
      <ul>
        {report.totals.conflicts > 0 && (
          <li><Button look="quiet" onPress={onConflicts}>{t('merge.report.next.conflicts', { count: report.totals.conflicts })}</Button></li>
        )}
        {missing.length > 0 && <li>{t('merge.report.next.pending', { list: [...new Set(missing)].join('; ') })}</li>}
        {refused > 0 && <li>{t('merge.report.next.refused')}</li>}
        <li><Button look="quiet" onPress={onCompanies}>{t('merge.report.next.companies')}</Button></li>
      </ul>
    </section>
  );
}
