import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useBridge, useGo, useStatus } from '../../service/program.tsx';
import { createReading } from '../../service/reading.ts';
import { messageOf } from '../../survey/form/question/message.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { CircleCheck, CircleX, Info, ListChecks, MessageSquareText, TriangleAlert } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { StatusTag, type StatusLook } from '../../ui/StatusTag.tsx';
import { GRAVITIES, hasChangedSince, type BaseFinding, type CheckedBase, type ChecksStore, type Gravity } from './checks.ts';
import { Running } from './Running.tsx';

const LOOKS = {
  error: { tone: 'error', icon: CircleX, label: 'findings.error', many: 'findings.errors' },
  warning: { tone: 'warning', icon: TriangleAlert, label: 'findings.warning', many: 'findings.warnings' },
  justified: { tone: 'neutral', icon: MessageSquareText, label: 'findings.justified', many: 'findings.justified' },
  info: { tone: 'info', icon: Info, label: 'findings.info', many: 'findings.infos' },
} as const satisfies Record<Gravity, StatusLook & { label: string; many: string }>;

/** Findings over the merged base (M8): rules that two clean halves break together, duplicates, numbers that are not the company's. They refuse nothing. */
export function ChecksTab({ store }: { readonly store: ChecksStore }) {
  const t = useText();
  const sentence = useSentence();
  const { work, failure } = useStore(store);
  const run = <Button look={work.kind === 'done' ? 'plain' : 'primary'} autoFocus={work.kind === 'ready'} icon={<ListChecks />} onPress={() => void store.run()}>{t(work.kind === 'done' ? 'checks.again' : 'checks.run')}</Button>;
  switch (work.kind) {
    case 'running':
      return <Running label={t('checks.running')} progress={work.progress} onCancel={() => void store.cancel()} />;
    case 'ready':
      return (
        <>
          {failure && <Banner tone="error" title={t('checks.failed')}>{sentence(failure)}</Banner>}
          <Empty icon={<ListChecks />} title={t('checks.title')} action={run}>{t('checks.intro')}</Empty>
        </>
      );
    case 'done':
      return (
        <div className="checks-done">
          <Stale checked={work.outcome} />
          {work.outcome.rows.length === 0
            ? <Empty icon={<CircleCheck />} title={t('checks.clean')} action={run}>{t('checks.cleanText')}</Empty>
            : <Found {...work.outcome} again={run} />}
        </div>
      );
  }
}

/** Says that the base has changed since it was checked. */
function Stale({ checked }: { readonly checked: CheckedBase }) {
  const t = useText();
  const bridge = useBridge();
  const runJob = useStatus((state) => state.run);
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const reading = createReading(bridge, runJob);
    void hasChangedSince(bridge, reading, checked).then(setStale);
    return reading.leave;
  }, [bridge, runJob, checked]);
  return stale && <Banner tone="warning">{t('checks.stale')}</Banner>;
}

function Found({ rows, companies, again }: Pick<CheckedBase, 'rows' | 'companies'> & { readonly again: ReactNode }) {
  const t = useText();
  const { go } = useGo();
  const [filter, setFilter] = useState<Gravity | 'all'>('all');
  const [active, setActive] = useState(0);
  const shown = useMemo(() => (filter === 'all' ? rows : rows.filter(({ gravity }) => gravity === filter)), [rows, filter]);
  const counts = useMemo(() => GRAVITIES.map((gravity) => ({ gravity, count: rows.filter((row) => row.gravity === gravity).length })).filter(({ count }) => count > 0), [rows]);
  const columns = useMemo((): readonly Column<BaseFinding>[] => [
    { id: 'gravity', header: t('findings.level'), width: '148px', cell: ({ gravity }) => <Tag gravity={gravity} /> },
    { id: 'state', header: t('companies.state'), width: '68px', fold: 2, cell: ({ company }) => company.country },
    { id: 'name', header: t('companies.name'), width: 'minmax(180px, 2fr)', cell: ({ company }) => <span title={company.name}>{company.name || company.number}</span> },
    { id: 'place', header: t('fields.column.field'), width: '128px', fold: 1, cell: ({ numbers }) => <span title={numbers}>{numbers}</span> },
    {
      id: 'text', header: t('findings.message'), width: 'minmax(280px, 5fr)',
      cell: ({ finding }) => <Message finding={finding} />,
    },
  ], [t]);
  const current = shown[active];
  return (
    <div className="checks">
      <div className="spread">
        <p>{t('checks.found', { findings: rows.length, companies })}</p>
        {again}
      </div>
      <Filters label={t('findings.level')} value={filter} onChange={(next) => { setFilter(next); setActive(0); }}
        items={[{ id: 'all', label: t('findings.allLevels'), count: rows.length }, ...counts.map(({ gravity, count }) => ({ id: gravity, label: t(LOOKS[gravity].many), count }))]} />
      <div className="checks-table">
        <DataTable label={t('checks.title')} columns={columns} count={shown.length} rowAt={(index) => shown[index]} active={active} onActive={setActive} focusOnMount
          onOpen={({ company: { entity }, finding }) => go({ kind: 'company', entity, ...(finding.paths[0] === undefined ? {} : { path: finding.paths[0] }) })} empty={null} />
      </div>
      {/* The line of the table seldom holds it whole. */}
      <p className="checks-whole" aria-hidden>{current && <Message finding={current.finding} />}</p>
      <p className="note">{t('checks.keys')}</p>
    </div>
  );
}

/** What is found, and how its body justifies it. */
function Message({ finding }: Pick<BaseFinding, 'finding'>) {
  const language = useLanguage();
  return <>{messageOf(finding, language)}{finding.justification !== undefined && <span className="soft"> – {finding.justification}</span>}</>;
}

function Tag({ gravity }: { readonly gravity: Gravity }) {
  const t = useText();
  const { tone, icon, label } = LOOKS[gravity];
  return <StatusTag tone={tone} icon={icon}>{t(label)}</StatusTag>;
}
