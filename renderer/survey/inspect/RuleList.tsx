import { useMemo } from 'react';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { Rule } from '../../../shared/survey/form.ts';
import type { Links, NumberedRule } from '../../../shared/survey/engine/inspect.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { textIn } from '../outline.ts';
import { printLanguage } from './languages.ts';
import { LinkList, Part, Written } from './NodeDetail.tsx';

interface RuleListProps {
  readonly form: CompiledForm;
  readonly rules: readonly NumberedRule[];
  readonly links: Links;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onNode: (path: string) => void;
}

/** The rules of a form, each id once, with their expressions and sentences. */
export function RuleList({ form, rules, links, active, onActive, onNode }: RuleListProps) {
  const t = useText();
  const language = useLanguage();
  const columns = useMemo((): readonly Column<NumberedRule>[] => {
    const first = ({ parts }: NumberedRule): Rule => (parts[0] as NumberedRule['parts'][0]).rule;
    return [
      { id: 'id', header: t('forms.column.name'), width: '76px', cell: ({ id }) => <b>{id}</b> },
      { id: 'level', header: t('forms.column.level'), width: '164px', cell: (rule) => <span className={`level-${first(rule).level}`}>{t(`findings.${first(rule).level}`)}</span> },
      { id: 'stage', header: t('forms.column.stage'), width: '150px', fold: 1, cell: (rule) => <span className="soft">{t(`forms.stage.${first(rule).stage}`)}</span> },
      {
        id: 'message', header: t('forms.column.message'), width: 'minmax(220px, 1fr)',
        cell: (rule) => <span title={textIn(first(rule).message, language)}>{rule.parts.length > 1 && <span className="soft">{t('forms.ruleParts', { count: rule.parts.length })} </span>}{textIn(first(rule).message, language)}</span>,
      },
    ];
  }, [t, language]);
  const index = Math.min(active, rules.length - 1);
  const rule = rules[index];
  return (
    <div className="forms-work">
      <div className="forms-list">
        <DataTable label={t('forms.rules')} columns={columns} count={rules.length} rowAt={(at) => rules[at]} active={Math.max(0, index)} onActive={onActive} rowHeight={28} empty={<p className="empty">{t('forms.rulesNone')}</p>} />
      </div>
      <aside className="forms-detail" aria-label={t('forms.detail')} data-region tabIndex={0} key={rule?.id}>
        {rule && <h2>{t('forms.rule', { id: rule.id })}</h2>}
        {rule?.parts.map((part) => <RulePart key={part.index} form={form} rule={part.rule} index={part.index} links={links} onNode={onNode} />)}
      </aside>
    </div>
  );
}

function RulePart({ form, rule, index, links, onNode }: { readonly form: CompiledForm; readonly rule: Rule; readonly index: number; readonly links: Links; readonly onNode: (path: string) => void }) {
  const t = useText();
  const reader = useLanguage();
  return (
    <>
      <KeyValue pairs={[
        [t('forms.column.level'), t(`findings.${rule.level}`)],
        [t('forms.column.stage'), t(`forms.stage.${rule.stage}`)],
        [t('forms.scope'), t(`forms.scope.${rule.scope}`)],
        [t('forms.context'), rule.check === undefined ? rule.context : null],
        ...form.definition.languages.map((language) => [t('forms.messageIn', { language: printLanguage(reader, language) }), rule.message[language]] as const),
      ]} />
      <Part title={t('forms.expressions')}>
        {rule.check === undefined ? (
          <>
            {rule.when !== undefined && <Written name={t('forms.part.when')} source={rule.when} />}
            <Written name={t('forms.part.assert')} source={rule.assert} />
          </>
        ) : (
          <>
            <Written name={t('forms.builtIn')} source={rule.check} />
            {Object.entries(rule.arguments).map(([name, value]) => <Written key={name} name={name} source={value} />)}
          </>
        )}
      </Part>
      <LinkList title={t('forms.pointsTo')} none={t('forms.pointsNowhere')} form={form} onNode={onNode} links={rule.at.map((path) => ({ place: { kind: 'node', path }, through: [] }))} />
      {rule.check === undefined && <LinkList title={t('forms.reads')} none={t('forms.readsNone')} form={form} onNode={onNode} links={links.ruleReads(index)} />}
    </>
  );
}
