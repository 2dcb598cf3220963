import { useMemo, useState } from 'react';
import type { WorkbookRemark } from '../../../shared/ipc/survey.ts';
import { useText } from '../../text/text.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { CircleCheck, CircleX, PackageX, TriangleAlert } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { STATUS } from '../../ui/said.ts';

type Kind = WorkbookRemark['kind'] | 'all';

const LOOKS = {
  error: { icon: CircleX, look: 'level-error' },
  unsupported: { icon: PackageX, look: 'soft' },
  warning: { icon: TriangleAlert, look: 'level-warning' },
} as const;

/** What the compiler has to say of a workbook, each at its sheet, row and column. */
export function RemarkList({ remarks }: { readonly remarks: readonly WorkbookRemark[] }) {
  const t = useText();
  const [kind, setKind] = useState<Kind>('all');
  const [active, setActive] = useState(0);
  const shown = useMemo(() => (kind === 'all' ? remarks : remarks.filter((remark) => remark.kind === kind)), [remarks, kind]);
  const columns = useMemo((): readonly Column<WorkbookRemark>[] => [
    {
      id: 'kind', header: t('forms.column.kind'), width: '180px',
      cell: (remark) => {
        const { icon: Icon, look } = LOOKS[remark.kind];
        return <span className={`forms-kind ${look}`}><Icon />{t(`forms.remark.${remark.kind}`)}</span>;
      },
    },
    { id: 'sheet', header: t('forms.column.sheet'), width: '150px', cell: ({ cell }) => cell?.sheet ?? '–' },
    { id: 'cell', header: t('forms.column.cell'), width: '80px', cell: ({ cell }) => (cell ? <code>{`${cell.column ?? ''}${cell.row ?? ''}`}</code> : '–') },
    { id: 'text', header: t('forms.column.text'), width: 'minmax(260px, 1fr)', cell: ({ text }) => <span title={text}>{text}</span> },
  ], [t]);
  if (remarks.length === 0) return <Empty icon={<CircleCheck />} title={t('forms.cleanTitle')}>{t('forms.cleanText')}</Empty>;
  const count = (of: WorkbookRemark['kind']) => remarks.filter((remark) => remark.kind === of).length;
  return (
    <div className="forms-list">
      <div className="forms-kinds">
        <Filters<Kind> label={t('forms.column.kind')} value={kind} onChange={(next) => { setKind(next); setActive(0); }} items={[
          { id: 'all', label: t('findings.allLevels'), count: remarks.length },
          ...(['error', 'unsupported', 'warning'] as const).map((id) => ({ id, label: t(`forms.remarks.${id}`), count: count(id) })),
        ]} />
      </div>
      <DataTable label={t('forms.remarks')} columns={columns} count={shown.length} rowAt={(index) => shown[index]} active={active} onActive={setActive} rowHeight={28} />
      <p className="forms-line" {...STATUS}>{shown[active]?.text}</p>
    </div>
  );
}
