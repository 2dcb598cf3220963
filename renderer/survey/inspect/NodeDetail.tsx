import type { ReactNode } from 'react';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { FormNode } from '../../../shared/survey/form.ts';
import { conditionsAround, type Link, type Links } from '../../../shared/survey/engine/inspect.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { nodesOf, textIn } from '../outline.ts';
import type { Entry } from './entries.ts';
import { printLanguage } from './languages.ts';

interface NodeDetailProps {
  readonly form: CompiledForm;
  readonly entry: Entry;
  readonly links: Links;
  readonly onNode: (path: string) => void;
  readonly onRule: (index: number) => void;
}

/** One line of the outline in full: texts in all languages, expressions, what it depends on and what depends on it. */
export function NodeDetail({ form, entry, links, onNode, onRule }: NodeDetailProps) {
  const t = useText();
  const reader = useLanguage();
  const { node, template, written } = entry;
  const { languages } = form.definition;
  const around = conditionsAround(template);
  return (
    <>
      <h2><span className="section-name">{node.number ?? node.name}</span> <code>{node.path}</code></h2>
      <KeyValue pairs={[
        [t('forms.column.type'), t(`forms.type.${node.kind === 'question' ? node.type : node.kind}`)],
        ...languages.map((language) => [t('forms.labelIn', { language: printLanguage(reader, language) }), node.label[language] ?? <em key={language}>{t('forms.untranslated')}</em>] as const),
        ...languages.map((language) => [t('forms.hintIn', { language: printLanguage(reader, language) }), node.hint?.[language]] as const),
        ...factsOf(node).map(([key, value]) => [t(`forms.fact.${key}`), value] as const),
        [t('forms.choices'), node.kind === 'question' && node.list !== undefined ? <Choices key="choices" form={form} list={node.list} /> : null],
      ]} />
      {written.length > 0 && <Part title={t('forms.expressions')}>{written.map(({ part, source }) => <Written key={part} name={t(`forms.part.${part}`)} source={source} />)}</Part>}
      {around.length > 0 && <Part title={t('forms.around')}>{around.map(({ path, source }) => <Written key={path} name={path} source={source} />)}</Part>}
      <LinkList title={t('forms.reads')} none={t('forms.readsNone')} links={links.reads(node.path)} form={form} onNode={onNode} onRule={onRule} />
      <LinkList title={t('forms.readBy')} none={t('forms.readByNone')} links={links.readBy(node.path)} form={form} onNode={onNode} onRule={onRule} />
    </>
  );
}

type Fact = 'unit' | 'list' | 'codeList' | 'idScheme' | 'atomic' | 'personal' | 'restricted' | 'rows' | 'appearance';

/** What `_fields` says of a node. */
function factsOf(node: FormNode): readonly (readonly [Fact, ReactNode])[] {
  const facts: (readonly [Fact, ReactNode])[] = [['appearance', node.appearance]];
  if (node.kind === 'repeat' && (node.min !== undefined || node.max !== undefined)) facts.push(['rows', `${node.min ?? 0} … ${node.max ?? '∞'}`]);
  if (node.kind === 'question')
    facts.push(
      ['unit', node.unit && [...new Set(Object.values(node.unit))].join(' / ')], ['codeList', node.codeList], ['idScheme', node.idScheme], ['atomic', node.atomic],
      ['personal', node.personal ? '✓' : null], ['restricted', node.restricted ? '✓' : null],
    );
  return facts;
}

const MOST_CHOICES = 12;

function Choices({ form, list }: { readonly form: CompiledForm; readonly list: string }) {
  const t = useText();
  const language = useLanguage();
  const choices = form.definition.choices[list];
  if (!choices) return <code>{list}</code>;
  return (
    <>
      <code>{list}</code>
      <ul className="forms-choices">
        {choices.slice(0, MOST_CHOICES).map((choice) => <li key={choice.value}><code>{choice.value}</code> {textIn(choice.label, language)}</li>)}
        {choices.length > MOST_CHOICES && <li className="soft">{t('forms.moreChoices', { count: choices.length - MOST_CHOICES })}</li>}
      </ul>
    </>
  );
}

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className="forms-part"><h3>{title}</h3>{children}</section>;
}

/** An expression under its name. */
export function Written({ name, source }: { readonly name: string; readonly source: string }) {
  return <div className="forms-written"><span className="note">{name}</span><code>{source}</code></div>;
}

interface LinkListProps {
  readonly title: string;
  readonly none: string;
  readonly links: readonly Link[];
  readonly form: CompiledForm;
  readonly onNode: (path: string) => void;
  readonly onRule?: (index: number) => void;
}

/** Links to other nodes and rules; each leads there. */
export function LinkList({ title, none, links, form, onNode, onRule }: LinkListProps) {
  const t = useText();
  const language = useLanguage();
  const nodes = nodesOf(form.definition);
  return (
    <Part title={title}>
      {links.length === 0 && <p className="note">{none}</p>}
      <ul className="forms-links">
        {links.map(({ place, through }) => {
          const node = place.kind === 'node' ? nodes.get(place.path) : undefined;
          const name = place.kind === 'rule' ? t('forms.rule', { id: place.id }) : (node?.number ?? node?.name ?? place.path);
          const label = place.kind === 'rule' ? form.definition.rules[place.index]?.message : node?.label;
          return (
            <li key={place.kind === 'rule' ? `#${place.index}` : place.path}>
              <button type="button" className="forms-link" onClick={() => (place.kind === 'rule' ? onRule?.(place.index) : onNode(place.path))}>
                <b>{name}</b> <span className="forms-link-label">{textIn(label, language)}</span>
              </button>
              <span className="note">{through.map((part) => t(`forms.part.${part}`)).join(', ')}</span>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
