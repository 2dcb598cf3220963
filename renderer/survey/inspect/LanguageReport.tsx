import { useMemo, useState } from 'react';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Untranslated } from '../../../shared/survey/engine/inspect.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { CircleCheck } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { nodesOf } from '../outline.ts';
import { printLanguage } from './languages.ts';

interface LanguageReportProps {
  readonly form: FormDefinition;
  readonly missing: readonly Untranslated[];
  readonly onNode: (path: string) => void;
}

/** The languages of a form and every text that one of them lacks. */
export function LanguageReport({ form, missing, onNode }: LanguageReportProps) {
  const t = useText();
  const reader = useLanguage();
  const [active, setActive] = useState(0);
  const columns = useMemo((): readonly Column<Untranslated>[] => [
    { id: 'language', header: t('forms.column.language'), width: '110px', cell: ({ language }) => printLanguage(reader, language) },
    { id: 'where', header: t('forms.column.where'), width: 'minmax(160px, 1fr)', cell: ({ where }) => <span title={where}>{where}</span> },
    { id: 'part', header: t('forms.column.part'), width: '200px', cell: ({ part }) => <span className="soft">{t(`forms.text.${part}`)}</span> },
    { id: 'text', header: t('forms.column.text'), width: 'minmax(220px, 2fr)', cell: ({ text }) => <span title={text}>{text}</span> },
  ], [t, reader]);
  return (
    <div className="forms-list">
      <p className="forms-languages">
        {form.languages.map((language) => {
          const count = missing.filter((one) => one.language === language).length;
          return <span key={language}><b>{printLanguage(reader, language)}</b>{language === form.defaultLanguage && ` (${t('forms.default')})`}: {count === 0 ? t('forms.complete') : t('forms.missing', { count })}</span>;
        })}
      </p>
      {missing.length === 0 ? <Empty icon={<CircleCheck />} title={t('forms.translatedTitle')}>{t('forms.translatedText')}</Empty> : (
        <DataTable label={t('forms.languages')} columns={columns} count={missing.length} rowAt={(index) => missing[index]} active={active} onActive={setActive} rowHeight={28}
          onOpen={({ where }) => { if (nodesOf(form).has(where)) onNode(where); }} />
      )}
    </div>
  );
}
