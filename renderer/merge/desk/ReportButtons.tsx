import { PaperSaid, usePaper } from '../../service/paper.tsx';
import { useBridge } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { FileJson, FileText } from '../../ui/icon/icons.tsx';

/** Writes the report of a merge, to be printed (PDF) or read by a program (JSON), and says where it lies. */
export function useReports() {
  const bridge = useBridge();
  const { printing, printLong } = usePaper();
  const save = (run: number, format: 'pdf' | 'json') => void printLong((job) => bridge.call('merge.saveReport', { job, run, format }));
  return { said: <PaperSaid printing={printing} />, busy: printing.kind === 'writing', save };
}

type Reports = ReturnType<typeof useReports>;

/** The two buttons; `small` in a table, where `of` names the merge to whoever cannot see the row. */
export function ReportButtons({ run, reports, small, of = '' }: { readonly run: number; readonly reports: Pick<Reports, 'busy' | 'save'>; readonly small?: boolean; readonly of?: string }) {
  const t = useText();
  const named = (label: string) => (of === '' ? {} : { 'aria-label': `${label} ${of}` });
  const look = small ? { small: true, look: 'quiet' as const } : {};
  return (
    <>
      <Button {...look} icon={<FileText />} isDisabled={reports.busy} onPress={() => reports.save(run, 'pdf')} {...named(t('runs.pdf'))}>{t('runs.pdf')}</Button>
      <Button {...look} icon={<FileJson />} isDisabled={reports.busy} onPress={() => reports.save(run, 'json')} {...named(t('runs.json'))}>{t('runs.json')}</Button>
    </>
  );
}
