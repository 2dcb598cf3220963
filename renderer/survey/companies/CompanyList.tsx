import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { CompanyRow, CompanyStatus } from '../../../shared/ipc/survey.ts';
import type { ScreenOf } from '../../screen.ts';
import type { Command } from '../../service/desk.ts';
import { useGo, useProgram, useWorkspace } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Building2, FileInput, FileText, Plus, Printer, Search, SearchX, Stamp } from '../../ui/icon/icons.tsx';
import { DataTable } from '../../ui/list/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { TextInput } from '../../ui/field/inputs.tsx';
import { later } from '../../ui/later.tsx';
import { STATUS } from '../../ui/said.ts';
import { companyAt, companiesOf, STATUSES, type Companies } from './companies.ts';
import { useCompanyColumns } from './companyColumns.tsx';
import { KeptNotice } from './KeptNotice.tsx';
import { PaperSaid, usePaper } from '../../service/paper.tsx';
import './companies.css';

const AddCompany = later(async () => (await import('./AddCompany.tsx')).AddCompany);
const ApproveComplete = later(async () => (await import('./ApproveComplete.tsx')).ApproveComplete);
const RemoveCompany = later(async () => (await import('./RemoveCompany.tsx')).RemoveCompany);
const WithdrawCompany = later(async () => (await import('./WithdrawCompany.tsx')).WithdrawCompany);

type Asked = { readonly kind: 'add' } | { readonly kind: 'approve' } | { readonly kind: 'remove' | 'withdraw'; readonly row: CompanyRow } | null;

/** All companies of the workspace: a ministry opens their forms, the Commission their merged view. */
export function CompanyList({ screen }: { readonly screen: ScreenOf<'companies'> }) {
  const t = useText();
  const sentence = useSentence();
  const { bridge, desk } = useProgram();
  const { id, role } = useWorkspace();
  const { go } = useGo();
  const companies = companiesOf(bridge, id);
  // What the rows say, and which one is active, is the table's alone: going through the list draws nothing else.
  const state = useStore(companies, useShallow(({ total, phase, counts, failure, search, status, country, sort, descending, reload }) => ({ total, phase, counts, failure, search, status, country, sort, descending, reload })));
  const [asked, setAsked] = useState<Asked>(null);
  const list = useRef<HTMLDivElement>(null);
  const ministry = role === 'ministry';
  useEffect(() => {
    if (screen.search === undefined) void companies.getState().reload();
    else companies.getState().filter({ search: screen.search, status: null });
  }, [companies, screen.search]);
  const open = (row: CompanyRow) => go({ kind: ministry ? 'form' : 'company', entity: row.entity });
  const reloaded = (answer: Result<unknown, Failure>) => {
    if (answer.ok) void state.reload();
    return answer.ok ? null : answer.error;
  };
  const complete = state.counts.complete ?? 0;
  const { printing, printLong } = usePaper();
  const { search, status, country, sort, descending } = state;
  const filtered = search !== '' || status !== null;
  const papers = useMemo(() => {
    const empty: Command = { id: 'print-empty', label: t('paper.empty'), run: () => void printLong((job) => bridge.call('survey.printForm', { job, entity: null })) };
    const register: Command = { id: 'print-register', label: t('paper.register'), keys: 'Ctrl+P', run: () => void printLong((job) => bridge.call('survey.printRegister', { job, search, status, country, sort, descending })) };
    return { empty: ministry ? empty : null, register };
  }, [search, status, country, sort, descending, t, bridge, printLong, ministry]);
  useEffect(() => desk.getState().offer({ commands: [papers.register, ...(papers.empty ? [papers.empty] : [])] }), [desk, papers]);

  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('companies.title')}{state.phase === 'shown' && <>{' '}<span className="companies-total">{t('companies.total', { count: state.total })}</span></>}</h1>
        <span className="hidden-visually" {...STATUS}>{filtered && state.phase === 'shown' && t('companies.found', { count: state.total })}</span>
        <div className="companies-search"><CompanySearch companies={companies} /></div>
        {ministry && complete > 0 && <Button icon={<Stamp />} onPress={() => setAsked({ kind: 'approve' })}>{t('companies.approve', { count: complete })}</Button>}
        {ministry && <Button look="primary" icon={<Plus />} onPress={() => setAsked({ kind: 'add' })}>{t('companies.add')}</Button>}
      </header>
      <div className="companies-filters">
        <StatusFilter companies={companies} statuses={STATUSES[role]} />
        <span className="companies-acts">
          <Button small look="quiet" icon={<Printer />} isDisabled={state.total === 0} onPress={papers.register.run}>{t('paper.register')}</Button>
          {ministry && <Button small look="quiet" icon={<FileInput />} onPress={() => go({ kind: 'intake' })}>{t('intake.open')}</Button>}
          {papers.empty && <Button small look="quiet" icon={<FileText />} onPress={papers.empty.run}>{t('paper.empty')}</Button>}
        </span>
        <span className="note">{t(ministry ? 'companies.keys' : 'companies.keysRead')}</span>
      </div>
      <PaperSaid printing={printing} />
      {ministry && <KeptNotice onRead={() => list.current?.querySelector<HTMLElement>('[role=grid]')?.focus()} />}
      {state.failure && <div className="companies-failure"><Banner tone="error" actions={<Button onPress={() => void state.reload()}>{t('ui.retry')}</Button>}>{sentence(state.failure)}</Banner></div>}
      <div className="companies-table" ref={list}>
        <CompanyTable companies={companies} onOpen={open} onAdd={ministry ? () => setAsked({ kind: 'add' }) : null}
          onRemove={ministry ? (row) => setAsked({ kind: row.status === 'draft' || row.status === 'errors' ? 'remove' : 'withdraw', row }) : null} />
      </div>
      {asked?.kind === 'add' && <AddCompany onClose={() => setAsked(null)} onAdded={(entity, left) => { if (left) void state.reload(); else go({ kind: 'form', entity }); }} />}
      {asked?.kind === 'approve' && <ApproveComplete count={complete} onClose={() => setAsked(null)} onDone={() => void state.reload()} />}
      {asked?.kind === 'remove' && <RemoveCompany row={asked.row} onClose={() => setAsked(null)} onRemoved={() => void state.reload()} onCompleted={() => setAsked({ kind: 'withdraw', row: asked.row })} />}
      {asked?.kind === 'withdraw' && <WithdrawCompany entity={asked.row.entity} name={asked.row.shortName || asked.row.name || asked.row.number} onClose={() => setAsked(null)} 
        onWithdraw={async (reason) => reloaded(await bridge.call('survey.withdraw', { entity: asked.row.entity, reason }))} onDrop={async () => reloaded(await bridge.call('survey.dropWithdrawal', { entity: asked.row.entity }))} />}
    </div>
  );
}

interface CompanyTableProps {
  readonly companies: Companies;
  readonly onOpen: (row: CompanyRow) => void;
  /** Null where companies are not added by hand; so with {@link CompanyTableProps.onRemove}. */
  readonly onAdd: (() => void) | null;
  readonly onRemove: ((row: CompanyRow) => void) | null;
}

function CompanyTable({ companies, onOpen, onAdd, onRemove }: CompanyTableProps) {
  const t = useText();
  const columns = useCompanyColumns();
  const { pages, total, active, phase, sort, descending, activate, show, sortBy } = useStore(companies);
  const rowAt = useCallback((index: number) => companyAt(pages, index), [pages]);
  return (
    <DataTable label={t('companies.title')} columns={columns} count={total} rowAt={rowAt} active={active} onActive={activate} onRange={show}
      onOpen={onOpen} sort={{ by: sort, descending }} onSort={sortBy} focusOnMount
      onKey={(event, row) => {
        if (event.key === 'Delete' && onRemove && row && row.status !== 'withdrawn') onRemove(row);
        else if (event.key === 'Insert' && onAdd) onAdd();
        else return false;
        return true;
      }}
      empty={phase === 'shown' ? <Nothing companies={companies} onAdd={onAdd} /> : <p className="empty">{t('ui.loading')}</p>} />
  );
}

function CompanySearch({ companies }: { readonly companies: Companies }) {
  const t = useText();
  const search = useStore(companies, (state) => state.search);
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    const timer = setTimeout(() => { if (text !== companies.getState().search) companies.getState().filter({ search: text }); }, 150);
    return () => clearTimeout(timer);
  }, [companies, text]);
  return <TextInput value={text} onChange={setText} lead={<Search />} placeholder={t('companies.search')} aria-label={t('companies.search')} />;
}

function StatusFilter({ companies, statuses }: { readonly companies: Companies; readonly statuses: readonly CompanyStatus[] }) {
  const t = useText();
  const { status, counts, filter } = useStore(companies, useShallow(({ status: shown, counts: now, filter: change }) => ({ status: shown, counts: now, filter: change })));
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Filters<CompanyStatus | 'all'> label={t('companies.filter')} value={status ?? 'all'} onChange={(id) => filter({ status: id === 'all' ? null : id })}
      items={[{ id: 'all', label: t('companies.all'), count: all }, ...statuses.filter((id) => id !== 'withdrawn' || (counts[id] ?? 0) > 0 || status === id).map((id) => ({ id, label: t(`status.${id}`), count: counts[id] ?? 0 }))]} />
  );
}

function Nothing({ companies, onAdd }: { readonly companies: Companies; readonly onAdd: (() => void) | null }) {
  const t = useText();
  const showAll = (button: Element) => {
    // The button goes away with the words; the list that comes takes the cursor.
    button.closest<HTMLElement>('[role=grid]')?.focus();
    filter({ search: '', status: null });
  };
  const { search, status, filter } = useStore(companies);
  if (search !== '' || status !== null) {
    return (
      <Empty icon={<SearchX />} title={t('companies.noneTitle')} action={<Button onPress={({ target }) => showAll(target)}>{t('companies.showAll')}</Button>}>
        {t('companies.noneText')}
      </Empty>
    );
  }
  return (
    <Empty icon={<Building2 />} title={t('companies.emptyTitle')} action={onAdd && <Button look="primary" onPress={onAdd}>{t('companies.add')}</Button>}>
      {onAdd ? t('companies.emptyText') : t('companies.emptyMerged')}
    </Empty>
  );
}
