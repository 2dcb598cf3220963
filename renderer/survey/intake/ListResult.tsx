import { useMemo, useState } from 'react';
import type { ListedCompany, ListReport } from '../../../shared/ipc/intake.ts';
import { useGo, useProgram } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ArrowLeft, FileDown, Save } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { PaperSaid, usePaper } from '../../service/paper.tsx';
import { ChangeTable, FindingTable } from './Changes.tsx';
import type { ListWork } from './state.ts';
import type { Intake } from './store.ts';

interface ListResultProps {
  readonly intake: Intake;
  readonly work: ListWork;
  readonly report: ListReport;
  readonly busy: boolean;
}

type View = 'companies' | 'read' | 'refused';

/** What a list would bring, before anything is written; and what it brought. */
export function ListResult({ intake, report, busy }: ListResultProps) {
  const t = useText();
  const { bridge } = useProgram();
  const { go } = useGo();
  const { printing, print } = usePaper();
  const { created, updated, refused, told, examples, written, rows, report: ticket } = report;
  const [view, setView] = useState<View>(created + updated === 0 && refused > 0 ? 'refused' : 'companies');
  const some = created + updated > 0;
  return (
    <>
      <div className="intake-notice stack">
        <Banner tone={written ? 'good' : some ? 'info' : 'warning'} title={t(written ? 'intake.written' : 'intake.wouldList', { created, updated, refused })}
          actions={(
            <>
              {!written && <Button icon={<ArrowLeft />} isDisabled={busy} onPress={() => intake.backToColumns()}>{t('intake.back')}</Button>}
              {ticket !== null && <Button icon={<FileDown />} onPress={() => void print(() => bridge.call('survey.saveRefused', { ticket }))}>{t('intake.saveRefused')}</Button>}
              {!written && some && <Button look="primary" icon={<Save />} isDisabled={busy} onPress={() => void intake.run(false)}>{t('intake.writeList', { count: created + updated })}</Button>}
              {written && <Button look="primary" autoFocus onPress={() => go({ kind: 'companies' })}>{t('intake.toList')}</Button>}
            </>
          )}>
          {written ? t('intake.listWritten', { created, updated, refused }) : t('intake.listText', { rows })}
          {told.map((said) => <p key={said}>{said}</p>)}
        </Banner>
        {printing.kind !== 'idle' && <div><PaperSaid printing={printing} /></div>}
        <Filters<View> label={t('intake.view')} value={view} onChange={setView} items={[
          { id: 'companies', label: t('intake.view.companies'), count: created + updated },
          { id: 'read', label: t('intake.view.read'), count: examples.length },
          { id: 'refused', label: t('intake.view.refused'), count: refused },
        ]} />
      </div>
      {view === 'companies' && <Companies report={report} />}
      {view === 'read' && (
        <div className="screen-body">
          <p className="soft intake-line">{t('intake.readText')}</p>
          <table className="plain-table">
            <thead><tr><th>{t('intake.column')}</th><th>{t('intake.kind')}</th><th>{t('intake.inList')}</th><th>{t('intake.taken')}</th></tr></thead>
            <tbody>{examples.map(({ column, kind, text, shown }, index) => <tr key={index}><td>{column}</td><td className="soft">{t(`intake.kind.${kind}`)}</td><td><code>{text}</code></td><td><strong>{shown}</strong></td></tr>)}</tbody>
          </table>
          {examples.length === 0 && <p className="empty">{t('intake.readNone')}</p>}
        </div>
      )}
      {view === 'refused' && (
        <div className="screen-body">
          <table className="plain-table">
            <thead><tr><th>{t('intake.row')}</th><th>{t('intake.company')}</th><th>{t('intake.why')}</th></tr></thead>
            <tbody>{report.refusals.map(({ row, company, reason }) => <tr key={row}><td>{row}</td><td>{company || '–'}</td><td>{reason}</td></tr>)}</tbody>
          </table>
          {report.refusals.length < refused && <p className="note">{t('intake.more', { count: refused - report.refusals.length })}</p>}
          {refused === 0 && <p className="empty">{t('intake.refusedNone')}</p>}
        </div>
      )}
    </>
  );
}

function Companies({ report }: { readonly report: ListReport }) {
  const t = useText();
  const [active, setActive] = useState(0);
  const { companies, created, updated } = report;
  const columns = useMemo((): readonly Column<ListedCompany>[] => [
    { id: 'row', header: t('intake.row'), width: '64px', align: 'end', cell: ({ row }) => row },
    { id: 'kind', header: t('intake.what'), width: '94px', cell: ({ kind }) => t(`intake.what.${kind}`) },
    { id: 'number', header: t('companies.number'), width: '156px', cell: ({ country, number }) => `${country} ${number}` },
    { id: 'name', header: t('companies.name'), width: 'minmax(110px, 1fr)', cell: ({ name }) => <span title={name}>{name}</span> },
    { id: 'changed', header: t('intake.fields'), width: '60px', fold: 2, align: 'end', cell: ({ changed }) => changed },
    { id: 'findings', header: t('intake.remarks'), width: '96px', fold: 1, align: 'end', cell: ({ findings }) => findings.length || '' },
  ], [t]);
  const company = companies[active];
  return (
    <div className="intake-split">
      <div className="intake-companies">
        <DataTable label={t('intake.view.companies')} columns={columns} count={companies.length} rowAt={(index) => companies[index]} active={active} onActive={setActive} rowHeight={28} focusOnMount />
        {companies.length < created + updated && <p className="note intake-line">{t('intake.more', { count: created + updated - companies.length })}</p>}
      </div>
      <div className="intake-detail" tabIndex={0} role="region" aria-label={t('intake.detail')}>
        {company && (
          <>
            <h2>{company.name}</h2>
            {company.findings.length > 0 && <FindingTable findings={company.findings} />}
            <ChangeTable changes={company.changes} total={company.changed} />
          </>
        )}
      </div>
    </div>
  );
}
