import { useMemo, useState } from 'react';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { Links } from '../../../shared/survey/engine/inspect.ts';
import { useLanguage, useText, type Print } from '../../text/text.tsx';
import { TextInput } from '../../ui/field/inputs.tsx';
import { Search } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { textIn } from '../outline.ts';
import { matches, type Entry } from './entries.ts';
import { NodeDetail } from './NodeDetail.tsx';

interface OutlineViewProps {
  readonly form: CompiledForm;
  readonly entries: readonly Entry[];
  readonly links: Links;
  readonly path: string | null;
  readonly onPath: (path: string) => void;
  readonly onRule: (index: number) => void;
}

/** Sections, tables and questions of a form, and everything about the one at hand. */
export function OutlineView({ form, entries, links, path, onPath, onRule }: OutlineViewProps) {
  const t = useText();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const shown = useMemo(() => entries.filter((entry) => matches(entry, search)), [entries, search]);
  const at = shown.findIndex((entry) => entry.node.path === path);
  // A link may lead to a line that the search hides, or that is out of sight: the list opens anew at it.
  const [turn, setTurn] = useState(0);
  const follow = (to: string) => {
    setSearch('');
    setTurn(turn + 1);
    onPath(to);
  };
  const active = Math.max(0, at);
  const entry = shown[active];
  const columns = useMemo(() => columnsOf(t, (node) => textIn(node.label, language)), [t, language]);
  return (
    <div className="forms-work">
      <div className="forms-list">
        <div className="forms-search"><TextInput value={search} onChange={setSearch} lead={<Search />} placeholder={t('forms.search')} aria-label={t('forms.search')} /></div>
        <DataTable key={`${turn} ${search}`} label={t('forms.outline')} columns={columns} count={shown.length} rowAt={(index) => shown[index]} active={active}
          onActive={(index) => { const next = shown[index]; if (next) onPath(next.node.path); }} rowHeight={28} empty={<p className="empty">{t('ui.nothingFound')}</p>} />
      </div>
      <aside className="forms-detail" aria-label={t('forms.detail')} data-region tabIndex={0}>
        {entry && <NodeDetail form={form} entry={entry} links={links} onNode={follow} onRule={onRule} />}
      </aside>
    </div>
  );
}

function columnsOf(t: Print, labelOf: (node: Entry['node']) => string): readonly Column<Entry>[] {
  return [
    { id: 'name', header: t('forms.column.name'), width: '124px', cell: ({ node }) => <span className={node.kind === 'question' ? 'soft' : undefined}>{node.number ?? node.name}</span> },
    {
      id: 'label', header: t('forms.column.label'), width: 'minmax(200px, 1fr)',
      cell: ({ node, depth }) => <span className={node.kind === 'question' ? undefined : 'forms-section'} style={{ paddingInlineStart: depth * 14 }} title={labelOf(node)}>{labelOf(node)}</span>,
    },
    { id: 'type', header: t('forms.column.type'), width: '128px', fold: 2, cell: ({ node }) => <span className="soft">{t(`forms.type.${node.kind === 'question' ? node.type : node.kind}`)}</span> },
    { id: 'parts', header: t('forms.column.parts'), width: '150px', fold: 1, cell: ({ written }) => <Marks t={t} parts={written.map(({ part }) => part)} /> },
  ];
}

/** Which expressions a line has, each by its sign. */
function Marks({ t, parts }: { readonly t: Print; readonly parts: readonly string[] }) {
  const names = parts.map((part) => t(`forms.part.${part as 'relevant'}`));
  return <span className="note" title={names.join(', ')}>{parts.map((part) => t(`forms.sign.${part as 'relevant'}`)).join(' · ')}</span>;
}
