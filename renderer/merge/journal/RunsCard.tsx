import { useState } from 'react';
import type { MergeRun } from '../../../shared/ipc/mergeDesk.ts';
import { useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printNumber } from '../../ui/field/numbers.ts';
import { Undo2 } from '../../ui/icon/icons.tsx';
import { ReportButtons, useReports } from '../desk/ReportButtons.tsx';
import { UndoDialog } from './UndoDialog.tsx';

/** How many merges are shown before the person asks for all. */
const SHOWN = 7;

/** The merges made here: the report of each, and the way back. */
export function RunsCard({ runs, onUndone }: { readonly runs: readonly MergeRun[]; readonly onUndone: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { role } = useWorkspace();
  const reports = useReports();
  const [all, setAll] = useState(false);
  const [undoing, setUndoing] = useState<MergeRun | null>(null);
  const [undone, setUndone] = useState<string | null>(null);
  if (runs.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('runs.title')}</h2>
      {reports.said}
      {undone !== null && <Banner tone="good">{undone}</Banner>}
      <table className="plain-table">
        <thead>
          <tr><th className="table-end">{t('journal.column.seq')}</th><th>{t('runs.column.at')}</th><th>{t('runs.column.person')}</th><th className="table-end">{t('runs.column.bundles')}</th><th className="table-end">{t('runs.column.acts')}</th></tr>
        </thead>
        <tbody>
          {(all ? runs : runs.slice(0, SHOWN)).map((run) => {
            const of = t('runs.of', { run: run.id });
            return (
              <tr key={run.id}>
                <td className="table-end">{run.id}</td>
                <td>{printMoment(language, run.at)}</td>
                <td>{run.person}</td>
                <td className="table-end">{printNumber(language, run.bundles)}</td>
                <td>
                  <span className="row runs-acts">
                    {run.reported && <ReportButtons small run={run.id} reports={reports} of={of} />}
                    {run.undoneAt !== null ? <span className="note">{t('runs.undone', { date: printMoment(language, run.undoneAt) })}</span>
                      : role === 'commission' && <Button small look="quiet" icon={<Undo2 />} onPress={() => setUndoing(run)} aria-label={`${t('runs.undo')} ${of}`}>{t('runs.undo')}</Button>}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!all && runs.length > SHOWN && <div className="row"><Button look="quiet" onPress={() => setAll(true)}>{t('runs.all', { count: runs.length })}</Button></div>}
      {undoing && <UndoDialog run={undoing} onClose={() => setUndoing(null)} onUndone={(said) => { setUndoing(null); setUndone(said); onUndone(); }} />}
    </section>
  );
}
