import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Finding } from '../../shared/survey/findings.ts';
import type { BuiltInRule } from '../../shared/survey/form.ts';
import { justificationPath } from '../../shared/survey/path.ts';
import { isMissing } from '../../shared/survey/response.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { fold } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { currentResponse } from '../database/response.ts';
import type { ResponseRow } from '../database/response.ts';
import { useForm } from './form.ts';
import type { FormMap } from './formMap.ts';

/** One question's answers by company, over the workspace. */
type Column = (name: string) => ReadonlyMap<string, Answer>;
/** Looks at the whole workspace once, then answers for one company: does the rule speak? */
type Check = (rule: BuiltInRule, column: Column) => (entity: string) => boolean;

/** Rules that compare companies of one form and round, ready to be asked company by company. */
export type Comparison = (response: ResponseRow) => readonly Finding[];

/**
 * Prepares the comparison of this workspace's companies. Checks that need the merged base of all states are the
 * Commission's and are not among them. Fails with `unknown-form`.
 */
export function compareCompanies(db: ReadDb, formHash: string, round: string): Result<Comparison, Failure> {
  const form = useForm(db, formHash);
  if (!form.ok) return form;
  const column = columnsOf(db, formHash, round, form.value.map);
  const checks = form.value.definition.rules.flatMap((rule) => {
    const check = rule.scope === 'response' ? undefined : CHECKS[rule.check];
    return rule.scope === 'response' || !check ? [] : [{ rule, breaks: check(rule, column) }];
  });
  return ok((response) => checks.filter(({ breaks }) => breaks(response.entity)).map(({ rule }) => findingOf(db, response, rule)));
}

/** {@link compareCompanies} for one company. Fails with `company-unknown` or `unknown-form`. */
export function compareCompany(db: ReadDb, entity: string): Result<readonly Finding[], Failure> {
  const response = currentResponse(db, entity);
  if (!response) return err({ code: 'company-unknown', values: { company: entity } });
  const comparison = compareCompanies(db, response.form, response.round);
  return comparison.ok ? ok(comparison.value(response)) : comparison;
}

function findingOf(db: ReadDb, response: ResponseRow, rule: BuiltInRule): Finding {
  const path = justificationPath(rule.id, rule.at[0] ?? '');
  const justification = db.value<string>('SELECT value FROM answer WHERE response = ? AND path = ?', response.id, path);
  return {
    rule: rule.id, level: rule.level, paths: rule.at, message: { kind: 'form', text: rule.message },
    ...(justification === undefined ? {} : { justification: JSON.parse(justification) as string }),
  };
}

const CHECKS: Readonly<Record<string, Check>> = {
  'ratio-percentile': ratioPercentile,
  duplicate,
  'identifier-in-two-states': identifierInTwoStates,
};

/** R15: numerator / denominator outside the percentiles `low`…`high` of its group, when the group has `minimum` members. */
function ratioPercentile(rule: BuiltInRule, column: Column): (entity: string) => boolean {
  const { numerator = '', denominator = '', group = '', low = '1', high = '99', minimum = '20' } = rule.arguments;
  const below = column(denominator);
  const keys = group.split(' ').filter(Boolean).map(column);
  const groupOf = (entity: string): string => keys.map((values) => String(values.get(entity) ?? '')).join('|');
  const ratios = new Map<string, number>();
  const groups = new Map<string, number[]>();
  for (const [entity, value] of column(numerator)) {
    const divisor = below.get(entity);
    if (typeof value !== 'number' || typeof divisor !== 'number' || divisor <= 0) continue;
    ratios.set(entity, value / divisor);
    const members = groups.get(groupOf(entity)) ?? [];
    members.push(value / divisor);
    groups.set(groupOf(entity), members);
  }
  const limits = new Map([...groups].map(([key, members]) => {
    const sorted = members.toSorted((a, b) => a - b);
    return [key, members.length < Number(minimum) ? null : { low: percentile(sorted, Number(low)), high: percentile(sorted, Number(high)) }];
  }));
  return (entity) => {
    const ratio = ratios.get(entity);
    const limit = limits.get(groupOf(entity));
    return ratio !== undefined && limit !== undefined && limit !== null && (ratio < limit.low || ratio > limit.high);
  };
}

/** Linear interpolation between the closest ranks. */
function percentile(sorted: readonly number[], percent: number): number {
  const rank = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(rank)] as number;
  const above = sorted[Math.ceil(rank)] as number;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** R55: another company with the same name in the same region. */
function duplicate(rule: BuiltInRule, column: Column): (entity: string) => boolean {
  const regions = column(rule.arguments.region ?? '');
  const keys = new Map<string, string>();
  for (const [entity, name] of column(rule.arguments.name ?? '')) if (typeof name === 'string') keys.set(entity, `${sameName(name)}|${String(regions.get(entity) ?? '')}`);
  const shared = countBy(keys.values());
  return (entity) => (shared.get(keys.get(entity) ?? '') ?? 0) > 1;
}

/** Names are the same when only quotes, spaces and the legal form differ. */
function sameName(name: string): string {
  return fold(name).replace(/["'«»„“”]/g, ' ').replace(/(^|\s)(ао|оао|пао|зао|ооо|тоо|осоо|пуп|уп|руп)(?=\s|$)/g, ' ').replace(/\s+/g, ' ').trim();
}

/** R56: the same digits as the identifier of a company of another state. */
function identifierInTwoStates(rule: BuiltInRule, column: Column): (entity: string) => boolean {
  const country = rule.arguments.country ?? '';
  const countries = column(country);
  const numbers = new Map<string, string>();
  for (const path of rule.at) {
    const name = nameOf(path);
    if (name === country) continue;
    for (const [entity, number] of column(name)) if (typeof number === 'string') numbers.set(entity, number);
  }
  const states = new Map<string, Set<Answer | undefined>>();
  for (const [entity, number] of numbers) states.set(number, new Set([...(states.get(number) ?? []), countries.get(entity)]));
  return (entity) => (states.get(numbers.get(entity) ?? '')?.size ?? 0) > 1;
}

function countBy(keys: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const nameOf = (path: Path): string => path.split('/').at(-1) as string;

function columnsOf(db: ReadDb, form: string, round: string, map: FormMap): Column {
  const paths = new Map([...map.questions.keys()].map((path) => [nameOf(path), path]));
  const known = new Map<string, ReadonlyMap<string, Answer>>();
  return (name) => {
    const column = known.get(name) ?? loadColumn(db, form, round, paths.get(name) ?? '');
    known.set(name, column);
    return column;
  };
}

function loadColumn(db: ReadDb, form: string, round: string, path: Path): ReadonlyMap<string, Answer> {
  const rows = db.all<{ readonly entity: string; readonly value: string }>(
    `SELECT response.entity, answer.value FROM response JOIN answer ON answer.response = response.id AND answer.path = ?
     WHERE response.form = ? AND response.round = ?`,
    path, form, round,
  );
  const answers = rows.map(({ entity, value }): readonly [string, Answer] => [entity, JSON.parse(value) as Answer]);
  return new Map(answers.filter(([, answer]) => !isMissing(answer)));
}
