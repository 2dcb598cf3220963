import { useMemo } from 'react';
import type { Coverage, CoverageRow, Progress } from '../../shared/insight/coverage.ts';
import { useGo, useWorkspace } from '../service/program.tsx';
import { useLanguage, useText } from '../text/text.tsx';
import { Empty } from '../ui/Empty.tsx';
import { printDate, printMoment } from '../ui/field/dates.ts';
import { Ban, CheckCheck, CircleDashed, GitFork, Hourglass, Inbox, Link2, PackageCheck, PencilLine, Stamp, Undo2, UsersRound } from '../ui/icon/icons.tsx';
import { DataTable, type Column } from '../ui/list/DataTable.tsx';
import { Filters } from '../ui/list/Filters.tsx';
import { StatusTag, type StatusLook } from '../ui/StatusTag.tsx';
import { isOn, LISTS, shownRows, type RoundList, type RoundState, type RoundStore } from './round.ts';

const LOOK: Readonly<Record<Progress, StatusLook>> = {
  withdrawn: { tone: 'warning', icon: Ban },
  invited: { tone: 'neutral', icon: CircleDashed },
  elsewhere: { tone: 'neutral', icon: Link2 },
  begun: { tone: 'neutral', icon: PencilLine },
  ready: { tone: 'info', icon: Stamp },
  sent: { tone: 'info', icon: PackageCheck },
  waiting: { tone: 'warning', icon: Hourglass },
  received: { tone: 'info', icon: Inbox },
  conflict: { tone: 'error', icon: GitFork },
  returned: { tone: 'warning', icon: Undo2 },
  accepted: { tone: 'good', icon: CheckCheck },
};

/** The companies of the round, list by list: how far each is, what is due when, and who has to do what. Enter opens one, Delete takes it off the list of the invited. */
export function RoundCompanies({ coverage, state, store }: { readonly coverage: Coverage; readonly state: RoundState; readonly store: RoundStore }) {
  const t = useText();
  const { go } = useGo();
  const commission = useWorkspace().role === 'commission';
  const { country, list, active } = state;
  const rows = shownRows(state);
  const own = coverage.companies.filter((row) => country === null || row.country === country);
  const lists = commission ? LISTS : LISTS.filter((each) => each !== 'late' || own.some(({ overdue }) => overdue));
  const open = (row: CoverageRow) => {
    if (row.progress !== 'invited' && row.progress !== 'waiting') go({ kind: commission ? 'company' : 'form', entity: row.elsewhere ?? row.entity });
  };
  const columns = useRoundColumns(coverage, list);
  return (
    <section className="round-companies" aria-label={t('companies.title')}>
      <div className="round-lists">
        <Filters label={t('round.lists')} value={list} onChange={store.chooseList}
          items={lists.map((id) => ({ id, label: t(id === 'body' || id === 'commission' ? `round.list.${id}.${commission ? 'commission' : 'ministry'}` : `round.list.${id}`), count: own.filter((row) => isOn(id, row)).length }))} />
        <span className="note">{t('round.keys')}</span>
      </div>
      <div className="round-table">
        <DataTable label={t('companies.title')} columns={columns}
          count={rows.length} rowAt={(index) => rows[index]} active={active} onActive={store.activate} onOpen={open}
          onKey={(event, row) => {
            if (event.key !== 'Delete' || !row?.invited) return false;
            store.ask({ kind: 'drop', row });
            return true;
          }}
          empty={<Empty icon={<UsersRound />} title={t('round.empty')}>{t(list === 'all' ? 'round.emptyAll' : 'round.emptyList')}</Empty>} />
      </div>
    </section>
  );
}

/** What a list of the round says of each company; the same columns as long as the list is the same. Of those who were late it stays in sight when they came. */
function useRoundColumns(coverage: Coverage, list: RoundList): readonly Column<CoverageRow>[] {
  const t = useText();
  const language = useLanguage();
  const commission = useWorkspace().role === 'commission';
  return useMemo(() => {
    const duty = (row: CoverageRow) => (row.duty === null ? '–' : t(`round.duty.${row.duty}`));
    const arrived = (row: CoverageRow) => (row.arrivedAt === null ? '' : printMoment(language, row.arrivedAt));
    const columns: readonly Column<CoverageRow>[] = [
      ...(commission ? [{ id: 'state', header: t('companies.state'), width: '68px', cell: (row: CoverageRow) => row.country }] : []),
      { id: 'number', header: t('companies.number'), width: '148px', cell: (row) => row.number },
      { id: 'name', header: t('companies.name'), width: 'minmax(150px, 2fr)', cell: (row) => <span title={row.name}>{row.name}</span> },
      ...(commission ? [{ id: 'body', header: t('round.column.body'), width: 'minmax(104px, 3fr)', fold: 2, cell: (row: CoverageRow) => <span title={row.body}>{row.body}</span> }] : []),
      { id: 'progress', header: t('companies.status'), width: '144px', cell: (row) => <span title={row.progress === 'elsewhere' ? t('round.elsewhere') : commission && row.progress === 'invited' ? t('round.begunUnknown') : undefined}><ProgressTag progress={row.progress} /></span> },
      { id: 'when', header: t('round.column.when'), width: '168px', ...(list !== 'late' && { fold: 3 }), cell: (row) => (list === 'late' && arrived(row)) || <When row={row} /> },
      { id: 'duty', header: t('round.column.duty'), width: 'minmax(170px, 1.6fr)', fold: 1, cell: duty, title: duty },
      { id: 'quality', header: t('round.column.quality'), width: '64px', fold: 4, cell: (row) => row.quality ?? '' },
      { id: 'contact', header: t('round.column.contact'), width: 'minmax(84px, 1fr)', fold: 5, cell: (row) => <span title={row.contact}>{row.contact}</span> },
    ];
    return columns.filter(({ id }) => !isSilent(id, coverage));
  }, [t, language, commission, list, coverage]);
}

/** Whether a column says nothing of any company: it leaves its room to the others. */
function isSilent(column: string, { companies }: Coverage): boolean {
  switch (column) {
    case 'when': return companies.every(({ missing, late, due }) => !missing && !late && due === null);
    case 'quality': return companies.every(({ quality }) => quality === null);
    case 'contact': return companies.every(({ contact }) => contact === '');
    default: return false;
  }
}

/** How far a company is, by icon, word and colour. */
function ProgressTag({ progress }: { readonly progress: Progress }) {
  const t = useText();
  return <StatusTag {...LOOK[progress]}>{t(`round.progress.${progress}`)}</StatusTag>;
}

function When({ row: { missing, late, overdue, due } }: { readonly row: CoverageRow }) {
  const t = useText();
  const language = useLanguage();
  if (overdue && due !== null) return <strong className="round-behind">{t('round.overdue', { date: printDate(language, due) })}</strong>;
  if (missing) return <strong className="round-behind">{t('round.missing')}</strong>;
  if (due !== null) return t('round.due', { date: printDate(language, due) });
  return late ? <span className="round-late">{t('round.late')}</span> : null;
}
