import { useMemo, useState } from 'react';
import type { WorkbookRemark } from '../../../shared/ipc/survey.ts';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import { linksOf, numberedRules, untranslated } from '../../../shared/survey/engine/inspect.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { ShortHash } from '../../ui/Hash.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { entriesOf } from './entries.ts';
import { LanguageReport } from './LanguageReport.tsx';
import { OutlineView } from './OutlineView.tsx';
import { Preview } from './Preview.tsx';
import { RemarkList } from './RemarkList.tsx';
import { RuleList } from './RuleList.tsx';
import type { Inspected } from './store.ts';

type View = 'outline' | 'rules' | 'languages' | 'remarks' | 'preview';

interface InspectedFormProps {
  readonly form: CompiledForm;
  /** What the compiler said of the workbook; null for a form that is installed. */
  readonly remarks: readonly WorkbookRemark[] | null;
  readonly inspected: Inspected;
}

/** One compiled form: its outline, its rules, its languages, what its workbook holds that is not supported, and a copy to try. */
export function InspectedForm({ form, remarks, inspected }: InspectedFormProps) {
  const t = useText();
  const [view, setView] = useState<View>('outline');
  /** Where a link led: the template path of a node. */
  const [path, setPath] = useState<string | null>(null);
  const [rule, setRule] = useState(0);
  const { definition } = form;
  const entries = useMemo(() => entriesOf(form), [form]);
  const links = useMemo(() => linksOf(form), [form]);
  const rules = useMemo(() => numberedRules(definition), [definition]);
  const missing = useMemo(() => untranslated(definition), [definition]);
  const toNode = (to: string) => {
    setPath(to);
    setView('outline');
  };
  const toRule = (index: number) => {
    setRule(rules.findIndex(({ parts }) => parts.some((part) => part.index === index)));
    setView('rules');
  };
  return (
    <>
      <div className="forms-views">
        <Filters<View> label={t('forms.view')} value={view} onChange={setView} items={[
          { id: 'outline', label: t('forms.outline'), count: entries.length },
          { id: 'rules', label: t('forms.rules'), count: rules.length },
          { id: 'languages', label: t('forms.languages'), count: missing.length },
          ...(remarks ? [{ id: 'remarks' as const, label: t('forms.remarks'), count: remarks.length }] : []),
          { id: 'preview', label: t('forms.preview') },
        ]} />
        <Origin inspected={inspected} form={form} />
      </div>
      {view === 'outline' && <OutlineView form={form} entries={entries} links={links} path={path} onPath={setPath} onRule={toRule} />}
      {view === 'rules' && <RuleList form={form} rules={rules} links={links} active={rule} onActive={setRule} onNode={toNode} />}
      {view === 'languages' && <LanguageReport form={definition} missing={missing} onNode={toNode} />}
      {view === 'remarks' && <RemarkList remarks={remarks ?? []} />}
      {view === 'preview' && <Preview form={definition} />}
    </>
  );
}

function Origin({ inspected, form }: { readonly inspected: Inspected; readonly form: CompiledForm }) {
  const t = useText();
  const language = useLanguage();
  const { id, version } = form.definition;
  return (
    <span className="note forms-origin">
      <span>{t('forms.version', { id, version })}</span>
      {inspected.kind === 'installed' ? (
        <>
          <span>{t('forms.installed', { date: printMoment(language, inspected.entry.installedAt) })}</span>
          <span>{t(inspected.entry.signed ? 'forms.signed' : 'forms.shipped')}</span>
          <ShortHash value={inspected.entry.hash} />
        </>
      ) : <span>{t('forms.notInstalled')}</span>}
    </span>
  );
}
