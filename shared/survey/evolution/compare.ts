import { groupBy } from '../../base/group.ts';
import type { Choice, FormDefinition, FormNode, Rule } from '../form.ts';
import { choiceRenames, movesBetween, nodesOf } from './paths.ts';

/** One thing that is otherwise in the newer of two versions of a form; paths are template paths. */
export type FormChange =
  | { readonly kind: 'added' | 'removed'; readonly path: string }
  /** `_renames` says so. */
  | { readonly kind: 'renamed' | 'moved'; readonly path: string; readonly to: string }
  | { readonly kind: 'retyped'; readonly path: string; readonly from: string; readonly to: string }
  /** Which columns say something else: `relevant`, `constraint`, `label` … */
  | { readonly kind: 'changed'; readonly path: string; readonly parts: readonly string[] }
  | { readonly kind: 'choices'; readonly list: string; readonly added: readonly string[]; readonly removed: readonly string[]; readonly renamed: readonly (readonly [string, string])[]; readonly changed: readonly string[] }
  | { readonly kind: 'list-added' | 'list-removed'; readonly list: string }
  | { readonly kind: 'rule-added' | 'rule-removed' | 'rule-changed'; readonly rule: string }
  | { readonly kind: 'language-added' | 'language-removed'; readonly language: string }
  | { readonly kind: 'parameters' };

/** What the newer form has otherwise, in the order of the older one; what is new comes after. Nothing for equal forms. */
export function compareForms(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const moves = movesBetween(before, after);
  const reached = new Set(moves.values());
  const renames = new Set((after.renames ?? []).map(({ to }) => to));
  const changes: FormChange[] = [];
  for (const [path, { node, parent }] of old) {
    const to = moves.get(path);
    const target = to === undefined ? undefined : now.get(to);
    if (to === undefined || !target) {
      changes.push({ kind: 'removed', path });
      continue;
    }
    // What moved along with its group is told once, by the group.
    const along = `${parent === '' ? '' : (moves.get(parent) ?? '')}/${node.name}`;
    if (to !== path && to !== along) changes.push({ kind: renames.has(target.node.name) || renames.has(to) ? 'renamed' : 'moved', path, to });
    changes.push(...nodeChanges(path, node, target.node));
  }
  for (const path of now.keys()) if (!reached.has(path)) changes.push({ kind: 'added', path });
  return [...changes, ...listChanges(before, after), ...ruleChanges(before.rules, after.rules), ...languageChanges(before, after), ...(same(before.parameters, after.parameters) ? [] : [{ kind: 'parameters' } as const])];
}

const PARTS = [
  'label', 'hint', 'guidance', 'required', 'requiredMessage', 'relevant', 'constraint', 'constraintMessage', 'calculation', 'trigger', 'readonly', 'default', 'list', 'choiceFilter', 'orOther', 'appearance', 'parameters', 'codeList', 'number',
  'unit', 'atomic', 'personal', 'restricted', 'measure', 'idScheme', 'schemeCountry', 'identity', 'shortForm', 'count', 'min', 'max', 'table',
] as const;

function nodeChanges(path: string, before: FormNode, after: FormNode): readonly FormChange[] {
  const [a, b] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>];
  const parts = PARTS.filter((part) => !same(a[part], b[part]));
  return [
    ...(before.kind === 'question' && after.kind === 'question' && before.type !== after.type ? [{ kind: 'retyped', path, from: before.type, to: after.type } as const] : []),
    ...(parts.length > 0 ? [{ kind: 'changed', path, parts } as const] : []),
  ];
}

function listChanges(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const names = [...new Set([...Object.keys(before.choices), ...Object.keys(after.choices)])];
  return names.flatMap((list): readonly FormChange[] => {
    const [old, now] = [own(before.choices, list), own(after.choices, list)];
    if (!old) return [{ kind: 'list-added', list }];
    if (!now) return [{ kind: 'list-removed', list }];
    const renames = choiceRenames(after, list);
    const [oldByCode, newByCode] = [byCode(old), byCode(now)];
    const renamed = [...renames].filter(([from, to]) => oldByCode.has(from) && !newByCode.has(from) && newByCode.has(to));
    const [from, to] = [new Set(renamed.map(([code]) => code)), new Set(renamed.map(([, code]) => code))];
    const added = [...newByCode.keys()].filter((code) => !oldByCode.has(code) && !to.has(code));
    const removed = [...oldByCode.keys()].filter((code) => !newByCode.has(code) && !from.has(code));
    const changed = [...oldByCode].filter(([code, choice]) => newByCode.has(code) && !same(choice, newByCode.get(code))).map(([code]) => code);
    return added.length + removed.length + renamed.length + changed.length === 0 ? [] : [{ kind: 'choices', list, added, removed, renamed, changed }];
  });
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function byCode(choices: readonly Choice[]): ReadonlyMap<string, Choice> {
  return new Map(choices.map((choice) => [choice.value, choice]));
}

/** Rows of one id are one rule. */
function ruleChanges(before: readonly Rule[], after: readonly Rule[]): readonly FormChange[] {
  const grouped = (rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> => groupBy(rules, (rule) => rule.id);
  const [old, now] = [grouped(before), grouped(after)];
  return [
    ...[...old].flatMap(([rule, rows]): readonly FormChange[] => (!now.has(rule) ? [{ kind: 'rule-removed', rule }] : same(rows, now.get(rule)) ? [] : [{ kind: 'rule-changed', rule }])),
    ...[...now.keys()].filter((rule) => !old.has(rule)).map((rule): FormChange => ({ kind: 'rule-added', rule })),
  ];
}

function languageChanges(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  return [
    ...before.languages.filter((language) => !after.languages.includes(language)).map((language): FormChange => ({ kind: 'language-removed', language })),
    ...after.languages.filter((language) => !before.languages.includes(language)).map((language): FormChange => ({ kind: 'language-added', language })),
  ];
}

/** Whether two parts of forms say the same; the order of keys says nothing. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(x), ...Object.keys(y)]);
  return [...keys].every((key) => same(x[key], y[key]));
}
