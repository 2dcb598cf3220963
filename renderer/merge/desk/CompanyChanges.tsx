import { useMemo, useState } from 'react';
import type { CompanyChange } from '../../../shared/ipc/merge.ts';
import { printCountry } from '../../text/country.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { printNumber } from '../../ui/field/numbers.ts';
import { CirclePlus, Equal, Hourglass, Pencil, Split } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { StatusTag, type StatusLook } from '../../ui/StatusTag.tsx';

type Kind = CompanyChange['kind'];

const KINDS = ['conflict', 'added', 'updated', 'pending', 'unchanged'] as const satisfies readonly Kind[];
const looks = {
  added: { tone: 'good', icon: CirclePlus },
  updated: { tone: 'info', icon: Pencil },
  unchanged: { tone: 'neutral', icon: Equal },
  conflict: { tone: 'error', icon: Split },
  pending: { tone: 'warning', icon: Hourglass },
} as const satisfies Record<Kind, StatusLook>;

interface CompanyChangesProps {
  readonly companies: readonly CompanyChange[];
  /** What Enter on a company leads to: in the preview its fields, after the merge the company. */
  readonly onOpen: (company: CompanyChange) => void;
  /** How to come there. */
  readonly hint?: string;
  /** The company that the person comes back from. */
  readonly last?: string | null;
}

/** Which companies a merge touches and how, those that need a person first. */
export function CompanyChanges({ companies, onOpen, hint, last = null }: CompanyChangesProps) {
  const t = useText();
  const [filter, setFilter] = useState<Kind | 'all'>('all');
  const byKind = useMemo(() => KINDS.map((kind) => ({ kind, rows: companies.filter((company) => company.kind === kind) })), [companies]);
  const sorted = useMemo(() => byKind.flatMap(({ kind, rows }) => (filter === 'all' || filter === kind ? rows : [])), [byKind, filter]);
  const [active, setActive] = useState(() => Math.max(0, sorted.findIndex(({ entity }) => entity === last)));
  const columns = useColumns();
  return (
    <section className="changes" aria-label={t('merge.companies')}>
      <Filters label={t('merge.companies')} value={filter} onChange={(next) => { setFilter(next); setActive(0); }}
        items={[
          { id: 'all', label: t('merge.companies.all'), count: companies.length },
          ...byKind.filter(({ rows }) => rows.length > 0).map(({ kind, rows }) => ({ id: kind, label: t(`merge.kind.${kind}`), count: rows.length })),
        ]} />
      <div className="changes-table">
        <DataTable label={t('merge.companies')} columns={columns} count={sorted.length} rowAt={(index) => sorted[index]} active={active} onActive={setActive}
          onOpen={onOpen} focusOnMount={last !== null} empty={<p className="changes-empty">{t('merge.companies.empty')}</p>} />
      </div>
      {hint && <p className="note">{hint}</p>}
    </section>
  );
}

/** What the list says of a company that a merge touches. */
function useColumns(): readonly Column<CompanyChange>[] {
  const t = useText();
  const language = useLanguage();
  return useMemo(() => {
    const nameOf = (row: CompanyChange) => row.name || t(row.kind === 'pending' ? 'merge.companies.hidden' : 'company.view.noName');
    const count = (value: number) => (value === 0 ? '' : printNumber(language, value));
    return [
      { id: 'name', header: t('merge.column.company'), width: 'minmax(160px, 3fr)', cell: (row) => <span title={row.name}>{nameOf(row)}</span> },
      { id: 'number', header: t('merge.column.number'), width: '172px', fold: 2, cell: (row) => <span title={printCountry(t, row.country)}><span className="soft">{row.country}</span> {row.number}</span> },
      { id: 'kind', header: t('merge.column.kind'), width: '142px', cell: (row) => <KindTag kind={row.kind} /> },
      { id: 'changes', header: t('merge.column.changes'), width: '92px', fold: 3, align: 'end', cell: (row) => count(row.changes) },
      { id: 'conflicts', header: t('merge.column.conflicts'), width: '106px', align: 'end', cell: (row) => count(row.conflicts) },
    ];
  }, [t, language]);
}

function KindTag({ kind }: { readonly kind: Kind }) {
  const t = useText();
  return <StatusTag {...looks[kind]}>{t(`merge.kind.${kind}`)}</StatusTag>;
}
