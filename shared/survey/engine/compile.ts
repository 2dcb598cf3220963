import { assert } from '../../base/assert.ts';
import { groupBy } from '../../base/group.ts';
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import type { CompiledExpression } from '../expression/compile.ts';
import { compileExpression } from '../expression/compile.ts';
import type { ChoiceIndex, Dependency } from '../expression/piece.ts';
import type { ExpressionProblem } from '../expression/syntax.ts';
import type { Expression, FormDefinition, Parameter, Question, ResponseRule, Text } from '../form.ts';
import type { Outline, Scope, Template } from '../outline.ts';
import { commonScope, outlineOf, scopeWithin } from '../outline.ts';
import type { Remark } from '../remark.ts';
import { remark } from '../remark.ts';
import type { Graph, Task } from './graph.ts';
import { describeCycle, orderTasks } from './graph.ts';
import { indexLists } from './lists.ts';
import type { MessageTemplate } from './message.ts';
import { compileMessage } from './message.ts';
import type { CompiledRule } from './rules.ts';
import { targetsOf } from './rules.ts';

/** A form definition, checked and indexed: made once a form, shared by all its sessions. */
export interface CompiledForm {
  readonly definition: FormDefinition;
  readonly outline: Outline;
  readonly lists: ReadonlyMap<string, ChoiceIndex>;
  readonly parameters: ReadonlyMap<string, readonly Parameter[]>;
  readonly graph: Graph;
  /** By template index. */
  readonly parts: readonly TemplateParts[];
  /** Rules over one response, in the order of the sheet. */
  readonly rules: readonly CompiledRule[];
  /** Ids the form gives to checks of the program (`identifier` is R01). */
  readonly checkIds: ReadonlyMap<string, string>;
}

/** The expressions of one node, and what is asked of it at every check: nodes have many shapes, these have one. */
export interface TemplateParts {
  readonly kind: Template['node']['kind'];
  readonly type?: Question['type'];
  /** The list of its choices, unless that is the rows of a repeat. */
  readonly list?: ChoiceIndex;
  readonly idScheme?: string;
  /** Whether its numbers have bounds of their own: a range, a share in per cent. */
  readonly bounded: boolean;
  readonly relevant?: CompiledExpression;
  readonly required?: CompiledExpression;
  readonly readonly?: CompiledExpression;
  readonly constraint?: CompiledExpression;
  readonly calculation?: CompiledExpression;
  readonly default?: CompiledExpression;
  readonly choiceFilter?: CompiledExpression;
  readonly count?: CompiledExpression;
  /** For a list that is the rows of a repeat (`${name}`). */
  readonly rowList?: CompiledExpression;
  readonly requiredMessage?: MessageTemplate;
  readonly constraintMessage?: MessageTemplate;
  /** Label and hint, where they have values of answers in them. */
  readonly label?: MessageTemplate;
  readonly hint?: MessageTemplate;
  /** Whether its choices or texts are made of other answers: it may look different although its own state is the same. */
  readonly borrows?: boolean;
}

type Parts = { -readonly [Part in keyof TemplateParts]: TemplateParts[Part] };

/** Names all parts, there or not: objects of one shape are read faster. */
const EMPTY: Parts = {
  kind: 'root', type: undefined, list: undefined, idScheme: undefined, bounded: false,
  relevant: undefined, required: undefined, readonly: undefined, constraint: undefined, calculation: undefined, default: undefined, choiceFilter: undefined, count: undefined,
  rowList: undefined, requiredMessage: undefined, constraintMessage: undefined, label: undefined, hint: undefined, borrows: false,
};

/** The expressions of a node. */
export function partsOf(form: CompiledForm, template: Template): TemplateParts {
  return form.parts[template.index] as TemplateParts;
}

/** What is wrong with a form, and where: a node's or rule's part, and the offset within its expression. */
export interface FormProblem {
  readonly kind: ExpressionProblem['kind'] | 'cycle' | 'unknown-template' | 'shape';
  /** Template path of the node, or the rule's id. */
  readonly where: string;
  /** Index of the rule in the form: several may share an id. */
  readonly rule?: number;
  /** Which part of it: `relevant`, `constraint`, `assert`, `message::ru` … */
  readonly part: string;
  readonly at: number;
  readonly remark: Remark;
}

const NODE_PARTS = ['relevant', 'required', 'readonly', 'constraint', 'calculation', 'default', 'choiceFilter', 'count'] as const;

/** Compiles a form that is known to be good: throws when it is not. Forms from outside go through {@link checkForm}. */
export function compileForm(definition: FormDefinition): CompiledForm {
  const checked = checkForm(definition);
  assert(checked.ok, checked.ok ? '' : checked.error.map((problem) => `${problem.where}, ${problem.part}: ${problem.remark.code} ${JSON.stringify(problem.remark.values)}`).join('\n'));
  return checked.value;
}

/** Compiles a form and names everything that is wrong with its expressions: names, functions, arguments, cycles. */
export function checkForm(definition: FormDefinition): Result<CompiledForm, readonly FormProblem[]> {
  const outline = outlineOf(definition);
  const lists = indexLists(definition);
  const parameters = groupBy(definition.parameters, (parameter) => parameter.name);
  const problems: FormProblem[] = [];
  const place = { outline, lists, parameters: new Set(parameters.keys()) };

  const expression = (source: Expression | undefined, base: Template, where: string, part: string, list?: string): CompiledExpression | undefined => {
    if (source === undefined) return undefined;
    const compiled = compileExpression(source, { ...place, base, ...(list === undefined ? {} : { list }) });
    if (compiled.ok) return compiled.value;
    problems.push({ ...compiled.error, where, part });
    return undefined;
  };
  const message = (text: Text | undefined, base: Template, where: string, part: string, braces?: 'plain'): MessageTemplate | undefined =>
    text && compileMessage(text, outline, (source, language) => expression(source, base, where, `${part}::${language}`), braces);

  const compileParts = (template: Template): TemplateParts => {
    const { node, path } = template;
    if (node.kind === 'root') return EMPTY;
    const sources = node as unknown as Readonly<Record<string, string | boolean | undefined>>;
    const list = node.kind === 'question' ? node.list : undefined;
    const isRowList = list?.startsWith('${') === true;
    const listName = isRowList ? undefined : list;
    if (listName !== undefined && !lists.has(listName))
      problems.push({ kind: 'unknown-list', where: path, part: 'list', at: 0, remark: remark('list-unknown', { list: listName }) });
    const parts: Parts = { ...EMPTY, kind: node.kind };
    if (node.kind === 'question') {
      parts.type = node.type;
      parts.list = listName === undefined ? undefined : lists.get(listName);
      parts.idScheme = node.idScheme;
      parts.bounded = node.type === 'range' || node.measure === 'percent';
    }
    // `relevant`, `count` and `default` of a repeat are asked once for the repeat, not in its rows.
    const base = template.inner ? outerBase(template) : template;
    for (const part of NODE_PARTS) {
      const source = sources[part];
      if (typeof source === 'string') parts[part] = expression(source, base, path, part, part === 'choiceFilter' ? listName : undefined);
    }
    if (isRowList) parts.rowList = expression(list, base, path, 'list');
    for (const part of ['label', 'hint'] as const) {
      const text = node[part];
      if (text && Object.values(text).some((sentence) => sentence.includes('${'))) parts[part] = message(text, base, path, part, 'plain');
    }
    if (node.kind === 'question') {
      parts.requiredMessage = message(node.requiredMessage, base, path, 'requiredMessage');
      parts.constraintMessage = message(node.constraintMessage, base, path, 'constraintMessage');
    }
    parts.borrows = (parts.choiceFilter ?? parts.rowList ?? parts.label ?? parts.hint) !== undefined;
    return parts;
  };

  const ruleOf = (rule: ResponseRule, index: number): CompiledRule | null => {
    const named = (path: string, part: string): Template | undefined => {
      const found = outline.byPath.get(path);
      if (!found) problems.push({ kind: 'unknown-template', where: rule.id, part, at: 0, remark: remark('template-unknown', { path }) });
      return found;
    };
    const known = problems.length;
    const base = rule.context === undefined ? outline.root : named(rule.context, 'context');
    const at = rule.at.map((path) => named(path, 'at'));
    const tagged = (): null => {
      for (let at = known; at < problems.length; at++) problems[at] = { ...(problems[at] as FormProblem), rule: index };
      return null;
    };
    if (!base || at.some((found) => !found)) return tagged();
    const when = expression(rule.when, base, rule.id, 'when');
    const asserted = expression(rule.assert, base, rule.id, 'assert');
    const text = message(rule.message, base, rule.id, 'message');
    if (problems.length > known || !asserted || !text) return tagged();
    return { rule, base, assert: asserted, targets: targetsOf(base, at as Template[]), message: text, ...(when && { when }) };
  };

  const parts = outline.templates.map(compileParts);
  const rules = definition.rules.flatMap((rule, index) => (rule.check === undefined ? (ruleOf(rule, index) ?? []) : []));
  if (problems.length > 0) return err(problems);
  const ordered = orderTasks(outline, [...outline.templates.flatMap((template) => nodeTasks(template, parts[template.index] as TemplateParts, outline)), ...rules.flatMap(ruleTask)]);
  if (ordered.kind === 'cycle') {
    const [first] = ordered.tasks;
    const where = first?.template?.path ?? rules[first?.rule ?? 0]?.rule.id ?? '';
    const part = first?.kind === 'relevant' ? 'relevant' : first?.kind === 'rows' ? 'count' : 'calculation';
    return err([{ kind: 'cycle', where, part, at: 0, remark: remark('cycle', { path: describeCycle(ordered.tasks, rules) }) }]);
  }
  const checkIds = new Map(definition.rules.flatMap((rule) => (rule.scope === 'response' && rule.check !== undefined ? [[rule.check, rule.id] as const] : [])));
  return ok({ definition, outline, lists, parameters, graph: ordered.graph, parts, rules, checkIds });
}

/** A repeat as seen from outside: expressions on the repeat itself look from the row that holds it. */
function outerBase(repeat: Template): Template {
  return { ...repeat, inner: null };
}

function nodeTasks(template: Template, parts: TemplateParts, outline: Outline): readonly Task[] {
  const { node, scope } = template;
  if (node.kind === 'root') return [];
  const tasks: Task[] = [];
  const relevance = relevanceOf(template.relevanceFrom, scope);
  const task = (kind: Task['kind'], dependencies: readonly Dependency[], onlyOnChange = false): void => {
    tasks.push({ kind, scope, template, rule: -1, dependencies: distinct(dependencies), onlyOnChange });
  };
  if (parts.relevant) task('relevant', [...parts.relevant.dependencies, ...relevanceOf(template.parent?.relevanceFrom ?? null, scope)]);
  const checked: Dependency[] = [{ kind: 'value', template, apex: scope }, ...relevance];
  if (node.kind === 'repeat') {
    if (parts.count) task('rows', [...parts.count.dependencies, ...relevance]);
    checked.push({ kind: 'rows', template, apex: scope });
    task('check', checked);
  }
  if (node.kind !== 'question') return tasks;
  if (parts.calculation) {
    const triggers = node.trigger?.flatMap((path): readonly Dependency[] => {
      const source = outline.byPath.get(path);
      return source ? [{ kind: 'value', template: source, apex: commonScope(scope, source.scope) }] : [];
    });
    task('value', triggers ?? parts.calculation.dependencies, triggers !== undefined);
  }
  const { required, readonly, constraint, choiceFilter, rowList, requiredMessage, constraintMessage, label, hint } = parts;
  for (const part of [required, readonly, constraint, choiceFilter, rowList, requiredMessage, constraintMessage, label, hint]) if (part) checked.push(...part.dependencies);
  const country = node.schemeCountry === undefined ? undefined : outline.byName.get(node.schemeCountry)?.[0];
  if (country) checked.push({ kind: 'value', template: country, apex: commonScope(scope, country.scope) });
  task('check', checked);
  return tasks;
}

function relevanceOf(source: Template | null, scope: Scope): readonly Dependency[] {
  return source ? [{ kind: 'relevant', template: source, apex: commonScope(scope, source.scope) }] : [];
}

function ruleTask(rule: CompiledRule, index: number): readonly Task[] {
  const scope = scopeWithin(rule.base);
  const read = [rule.when, rule.assert].flatMap((part) => part?.dependencies ?? []);
  const shown = rule.targets.flatMap(({ named: template }): readonly Dependency[] => {
    const source = template.relevanceFrom;
    return source ? [{ kind: 'relevant', template: source, apex: commonScope(scope, source.scope) }] : [];
  });
  return [{ kind: 'rule', scope, template: null, rule: index, dependencies: distinct([...read, ...rule.message.dependencies, ...shown]) }];
}

function distinct(dependencies: readonly Dependency[]): readonly Dependency[] {
  if (dependencies.length < 2) return dependencies;
  return dependencies.filter((one, index) => dependencies.findIndex((other) => other.kind === one.kind && other.template === one.template && other.apex === one.apex) === index);
}
