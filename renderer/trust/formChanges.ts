import type { FormChange } from '../../shared/survey/evolution/compare.ts';

export type QuestionChange = Extract<FormChange, { readonly kind: 'renamed' | 'moved' | 'retyped' | 'changed' }>;
export type ListChange = Extract<FormChange, { readonly list: string }>;
type RuleChange = Extract<FormChange, { readonly rule: string }>;
type OtherChange = Extract<FormChange, { readonly kind: 'language-added' | 'language-removed' | 'parameters' }>;

export interface GroupedChanges {
  readonly added: readonly { readonly path: string }[];
  readonly removed: readonly { readonly path: string }[];
  /** Everything that is otherwise of one question or group, by its path. */
  readonly changed: ReadonlyMap<string, readonly QuestionChange[]>;
  readonly lists: readonly ListChange[];
  readonly rules: readonly RuleChange[];
  readonly other: readonly OtherChange[];
}

/** The changes as they are read: by what they are about. */
export function groupChanges(changes: readonly FormChange[]): GroupedChanges {
  const added: { readonly path: string }[] = [];
  const removed: { readonly path: string }[] = [];
  const changed = new Map<string, readonly QuestionChange[]>();
  const lists: ListChange[] = [];
  const rules: RuleChange[] = [];
  const other: OtherChange[] = [];
  for (const change of changes) {
    switch (change.kind) {
      case 'added': added.push(change); break;
      case 'removed': removed.push(change); break;
      case 'renamed': case 'moved': case 'retyped': case 'changed': changed.set(change.path, [...(changed.get(change.path) ?? []), change]); break;
      case 'choices': case 'list-added': case 'list-removed': lists.push(change); break;
      case 'rule-added': case 'rule-removed': case 'rule-changed': rules.push(change); break;
      case 'language-added': case 'language-removed': case 'parameters': other.push(change); break;
    }
  }
  return { added, removed, changed, lists, rules, other };
}

export type Aspect = 'text' | 'condition' | 'check' | 'calculation' | 'choices' | 'rest';

const ASPECTS: Readonly<Record<string, Aspect>> = {
  label: 'text', hint: 'text', guidance: 'text', requiredMessage: 'text', constraintMessage: 'text', unit: 'text',
  required: 'condition', relevant: 'condition', readonly: 'condition', count: 'condition',
  constraint: 'check', min: 'check', max: 'check', number: 'check', idScheme: 'check',
  calculation: 'calculation', trigger: 'calculation', default: 'calculation',
  list: 'choices', choiceFilter: 'choices', orOther: 'choices', codeList: 'choices',
};

/** In what respects a question is asked otherwise, in words of people who fill it in. */
export function changedAspects(parts: readonly string[]): readonly Aspect[] {
  return [...new Set(parts.map((part) => ASPECTS[part] ?? 'rest'))];
}
