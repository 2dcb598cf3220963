import type { ReactNode } from 'react';
import type { FormPreview } from '../../shared/ipc/bundle.ts';
import type { FormChange } from '../../shared/survey/evolution/compare.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { changedAspects, groupChanges, type ListChange, type QuestionChange } from './formChanges.ts';

/** What a version of a form has otherwise, question by question, with its lists and rules (B15). */
export function FormChangeList({ changes, labels }: Pick<FormPreview, 'changes' | 'labels'>) {
  const t = useText();
  const language = useLanguage();
  const { added, removed, changed, lists, rules, other } = groupChanges(changes);
  const labelOf = (path: string): string => labels[path]?.[language] ?? Object.values(labels[path] ?? {})[0] ?? '';
  const paths = (list: readonly { readonly path: string }[]) => list.map(({ path }) => <li key={path}><code>{path}</code>{labelOf(path)}</li>);
  const said = (change: QuestionChange): string => {
    switch (change.kind) {
      case 'renamed':
      case 'moved': return t(`trust.form.${change.kind}`, { to: change.to });
      case 'retyped': return t('trust.form.retyped');
      case 'changed': return changedAspects(change.parts).map((aspect) => t(`trust.form.aspect.${aspect}`)).join(', ');
    }
  };
  return (
    <>
      <Group title={t('trust.form.added', { count: added.length })} count={added.length}>{paths(added)}</Group>
      <Group title={t('trust.form.removed', { count: removed.length })} count={removed.length}>{paths(removed)}</Group>
      <Group title={t('trust.form.changed', { count: changed.size })} count={changed.size}>
        {[...changed].map(([path, all]) => <li key={path}><code>{path}</code>{labelOf(path)} <span className="note">{all.map(said).join('; ')}</span></li>)}
      </Group>
      <Group title={t('trust.form.lists', { count: lists.length })} count={lists.length}>
        {lists.map((change) => <li key={change.list}><code>{change.list}</code><ListSaid change={change} /></li>)}
      </Group>
      <Group title={t('trust.form.rules', { count: rules.length })} count={rules.length}>
        {rules.map(({ kind, rule }) => <li key={rule}><code>{rule}</code>{t(`trust.form.${kind}`)}</li>)}
      </Group>
      <Group title={t('trust.form.other')} count={other.length}>{other.map((change) => <li key={JSON.stringify(change)}><Other change={change} /></li>)}</Group>
    </>
  );
}

function Group({ title, count, children }: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  return count === 0 ? null : <><h3>{title}</h3><ul className="form-changes">{children}</ul></>;
}

function ListSaid({ change }: { readonly change: ListChange }) {
  const t = useText();
  if (change.kind !== 'choices') return <>{t(`trust.form.${change.kind}`)}</>;
  const { added, removed, renamed, changed } = change;
  return <>{t('trust.form.choices', { added: added.length, removed: removed.length, changed: renamed.length + changed.length })}</>;
}

function Other({ change }: { readonly change: Extract<FormChange, { readonly kind: 'language-added' | 'language-removed' | 'parameters' }> }) {
  const t = useText();
  return <>{change.kind === 'parameters' ? t('trust.form.parameters') : t(`trust.form.${change.kind}`, { language: change.language })}</>;
}
