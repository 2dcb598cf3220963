import { parseExpression } from '../expression/parse.ts';
import type { PathSyntax, Syntax } from '../expression/syntax.ts';
import type { FormDefinition, FormNode, Question } from '../form.ts';
import type { Remark } from '../remark.ts';
import { remark } from '../remark.ts';
import { comparisonTrouble } from './kinds.ts';
import { ruleKey } from './rules.ts';

export interface LintWarning {
  /** Template path of a question, or the key of a rule. */
  readonly where: string;
  readonly part: string;
  readonly remark: Remark;
}

/** Finds what is legal but surely not meant: codes that no choice has, dates compared with numbers, numbers with words. */
export function lintForm(definition: FormDefinition): readonly LintWarning[] {
  const questions = new Map<string, Question>();
  const warnings: LintWarning[] = [];
  const collect = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'question') questions.set(node.name, node);
      else collect(node.children);
    }
  };
  collect(definition.body);

  const questionOf = (own: Question | null) => (path: PathSyntax): Question | null => {
    const isSelf = path.start.kind === 'here' && path.steps.length === 1 && path.steps[0]?.test.kind === 'self';
    return path.start.kind === 'reference' && path.steps.length === 0 ? (questions.get(path.start.name) ?? null) : isSelf ? own : null;
  };

  const codesOf = (path: PathSyntax, own: Question | null): { readonly question: Question; readonly codes: ReadonlySet<string> } | null => {
    const question = questionOf(own)(path);
    const choices = question?.list === undefined ? undefined : definition.choices[question.list];
    return question && choices ? { question, codes: new Set(choices.map((choice) => choice.value)) } : null;
  };

  const check = (source: string | undefined, own: Question | null, where: string, part: string): void => {
    if (source === undefined) return;
    const visit = (syntax: Syntax): void => {
      if (syntax.kind === 'binary') {
        if (syntax.operator === '=' || syntax.operator === '!=') {
          compare(syntax.left, syntax.right);
          compare(syntax.right, syntax.left);
        }
        const trouble = comparisonTrouble(syntax, questionOf(own));
        if (trouble !== null) warnings.push({ where, part, remark: remark(trouble, { operator: syntax.operator }) });
        visit(syntax.left);
        visit(syntax.right);
      } else if (syntax.kind === 'call') {
        if (syntax.name === 'selected' && syntax.arguments.length === 2) compare(syntax.arguments[0] as Syntax, syntax.arguments[1] as Syntax);
        syntax.arguments.forEach(visit);
      } else if (syntax.kind === 'negate') visit(syntax.operand);
    };
    const compare = (path: Syntax, literal: Syntax): void => {
      if (path.kind !== 'path' || literal.kind !== 'string' || literal.value === '') return;
      const found = codesOf(path, own);
      if (found && !found.codes.has(literal.value)) warnings.push({ where, part, remark: remark('choice-unknown', { name: found.question.name, choice: literal.value }) });
    };
    try {
      visit(parseExpression(source));
    } catch {
      // A broken expression is reported as an error where it is compiled.
    }
  };

  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      const own = node.kind === 'question' ? node : null;
      check(node.relevant, own, node.path, 'relevant');
      if (own) for (const part of ['required', 'constraint', 'calculation', 'readonly'] as const) check(own[part], own, own.path, part);
      if (node.kind !== 'question') walk(node.children);
    }
  };
  walk(definition.body);
  for (const [index, rule] of definition.rules.entries())
    if (rule.check === undefined) {
      check(rule.when, null, ruleKey(index), 'when');
      check(rule.assert, null, ruleKey(index), 'assert');
    }
  return warnings;
}
