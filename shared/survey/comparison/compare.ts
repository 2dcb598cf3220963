import { unreachable } from '../../base/assert.ts';
import { groupBy } from '../../base/group.ts';
import type { Finding } from '../findings.ts';
import type { BuiltInRule, FormDefinition, Question, Text } from '../form.ts';
import { writeNumber } from '../locale.ts';
import type { Check, Hit } from './check.ts';
import type { Company } from './company.ts';
import { lookUp, questionsOf } from './company.ts';
import { duplicate, identifierInTwoStates } from './duplicate.ts';
import { fabForNode } from './fab.ts';
import { ratioPercentile } from './percentile.ts';

/** Checks a form may call by name in `_rules` with scope `workspace` or `base`. */
export const CHECKS = {
  duplicate,
  'identifier-in-two-states': identifierInTwoStates,
  'ratio-percentile': ratioPercentile,
  'fab-for-node': fabForNode,
} as const satisfies Readonly<Record<string, Check>>;

/**
 * Runs the rules that compare companies (R15, R35, R55, R56) and gives the findings of each company that has any. In a
 * ministry's workspace only rules of scope `workspace` speak; in the Commission's base those of scope `base` too.
 * A check the program does not know is passed over: the form compiler names it.
 */
export function compareCompanies(form: FormDefinition, companies: readonly Company[], place: 'workspace' | 'base'): ReadonlyMap<string, readonly Finding[]> {
  const lookup = lookUp(form);
  const found = form.rules.filter((rule) => rule.check !== undefined && speaksIn(rule, place)).flatMap((rule) => {
    const check: Check | undefined = (CHECKS as Readonly<Record<string, Check>>)[rule.check as string];
    return (check?.((rule as BuiltInRule).arguments, companies, lookup) ?? []).map((hit) => ({ id: hit.company.id, finding: findingOf(rule as BuiltInRule, hit) }));
  });
  return new Map([...groupBy(found, ({ id }) => id)].map(([id, entries]) => [id, entries.map(({ finding }) => finding)]));
}

/** Questions that the rules of {@link compareCompanies} read: all that has to be loaded of each company. */
export function comparedQuestions(form: FormDefinition, place: 'workspace' | 'base'): readonly Question[] {
  const rules = form.rules.filter((rule): rule is BuiltInRule => rule.check !== undefined && speaksIn(rule, place));
  if (rules.length === 0) return [];
  const named = new Set(rules.flatMap((rule) => Object.values(rule.arguments).flatMap((value) => value.split(' '))));
  const pointed = new Set(rules.flatMap((rule) => rule.at));
  return questionsOf(form.body).filter((question) => named.has(question.name) || pointed.has(question.path) || question.identity !== undefined);
}

function speaksIn(rule: FormDefinition['rules'][number], place: 'workspace' | 'base'): boolean {
  switch (rule.scope) {
    case 'response':
      return false;
    case 'workspace':
      return true;
    case 'base':
      return place === 'base';
    default:
      return unreachable(rule);
  }
}

function findingOf(rule: BuiltInRule, { company, paths, values }: Hit): Finding {
  const answered = rule.at.filter((path) => company.answers.has(path));
  return { rule: rule.id, level: rule.level, paths: paths ?? (answered.length > 0 ? answered : rule.at), message: { kind: 'form', text: fillText(rule.message, values) } };
}

function fillText(text: Text, values: Hit['values']): Text {
  return Object.fromEntries(
    Object.entries(text).map(([language, sentence]) => [
      language,
      sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name] ?? '–';
        return typeof value === 'number' ? writeNumber(language, value, { digits: 1 }) : value;
      }),
    ]),
  );
}
