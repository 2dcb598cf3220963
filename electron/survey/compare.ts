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
type Check = (own: string, rule: BuiltInRule, column: Column) => boolean;

/**
 * Rules that compare companies of this workspace, for one of them; checks that need the merged base of all states are
 * the Commission's. Fails with `company-unknown` or `unknown-form`.
 */
export function compareCompany(db: ReadDb, entity: string): Result<readonly Finding[], Failure> {
  const response = currentResponse(db, entity);
  if (!response) return err({ code: 'company-unknown', values: { company: entity } });
  const form = useForm(db, response.form);
  if (!form.ok) return form;
  const column = columnsOf(db, response, form.value.map);
  const findings: Finding[] = [];
  for (const rule of form.value.definition.rules) {
    if (rule.scope === 'response') continue;
    const check = CHECKS[rule.check];
    if (!check || !check(entity, rule, column)) continue;
    const justification = db.value<string>(
      'SELECT value FROM answer WHERE response = ? AND path = ?', response.id, justificationPath(rule.id, rule.at[0] ?? ''),
    );
    findings.push({
      rule: rule.id, level: rule.level, paths: rule.at, message: { kind: 'form', text: rule.message },
      ...(justification === undefined ? {} : { justification: JSON.parse(justification) as string }),
    });
  }
  return ok(findings);
}

const CHECKS: Readonly<Record<string, Check>> = {
  'ratio-percentile': ratioPercentile,
  duplicate,
  'identifier-in-two-states': identifierInTwoStates,
};

/** R15: numerator / denominator outside the percentiles `low`…`high` of its group, when the group has `minimum` members. */
function ratioPercentile(own: string, rule: BuiltInRule, column: Column): boolean {
  const { numerator = '', denominator = '', group = '', low = '1', high = '99', minimum = '20' } = rule.arguments;
  const above = column(numerator);
  const below = column(denominator);
  const groups = group.split(' ').filter(Boolean).map(column);
  const groupOf = (entity: string): string => groups.map((values) => String(values.get(entity) ?? '')).join('|');
  const mine = groupOf(own);
  const ratios = new Map<string, number>();
  for (const [entity, value] of above) {
    const divisor = below.get(entity);
    if (typeof value === 'number' && typeof divisor === 'number' && divisor > 0 && groupOf(entity) === mine) ratios.set(entity, value / divisor);
  }
  const ratio = ratios.get(own);
  if (ratio === undefined || ratios.size < Number(minimum)) return false;
  const sorted = [...ratios.values()].sort((a, b) => a - b);
  return ratio < percentile(sorted, Number(low)) || ratio > percentile(sorted, Number(high));
}

/** Linear interpolation between the closest ranks. */
function percentile(sorted: readonly number[], percent: number): number {
  const rank = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(rank)] as number;
  const above = sorted[Math.ceil(rank)] as number;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** R55: another company with the same name in the same region. */
function duplicate(own: string, rule: BuiltInRule, column: Column): boolean {
  const names = column(rule.arguments.name ?? '');
  const regions = column(rule.arguments.region ?? '');
  const key = (entity: string): string | null => {
    const name = names.get(entity);
    return typeof name === 'string' ? `${sameName(name)}|${String(regions.get(entity) ?? '')}` : null;
  };
  const mine = key(own);
  return mine !== null && [...names.keys()].some((entity) => entity !== own && key(entity) === mine);
}

/** Names are the same when only quotes, spaces and the legal form differ. */
function sameName(name: string): string {
  return fold(name).replace(/["'«»„“”]/g, ' ').replace(/(^|\s)(ао|оао|пао|зао|ооо|тоо|осоо|пуп|уп|руп)(?=\s|$)/g, ' ').replace(/\s+/g, ' ').trim();
}

/** R56: the same digits as the identifier of a company of another state. */
function identifierInTwoStates(own: string, rule: BuiltInRule, column: Column): boolean {
  const country = rule.arguments.country ?? '';
  const countries = column(country);
  const numbers = rule.at.map((path) => path.split('/').at(-1) as string).filter((name) => name !== country).map(column);
  const numberOf = (entity: string): string | null => {
    const found = numbers.map((values) => values.get(entity)).find((value) => typeof value === 'string');
    return typeof found === 'string' ? found : null;
  };
  const mine = numberOf(own);
  if (mine === null) return false;
  return [...countries.keys()].some((entity) => entity !== own && numberOf(entity) === mine && countries.get(entity) !== countries.get(own));
}

function columnsOf(db: ReadDb, response: ResponseRow, map: FormMap): Column {
  const pathOf = new Map([...map.questions.keys()].map((path) => [path.split('/').at(-1) as string, path]));
  const known = new Map<string, ReadonlyMap<string, Answer>>();
  return (name) => {
    const column = known.get(name) ?? loadColumn(db, response, pathOf.get(name) ?? '');
    known.set(name, column);
    return column;
  };
}

function loadColumn(db: ReadDb, response: ResponseRow, path: Path): ReadonlyMap<string, Answer> {
  const rows = db.all<{ readonly entity: string; readonly value: string }>(
    `SELECT response.entity, answer.value FROM response JOIN answer ON answer.response = response.id AND answer.path = ?
     WHERE response.form = ? AND response.round = ?`,
    path, response.form, response.round,
  );
  const answers = rows.map(({ entity, value }): readonly [string, Answer] => [entity, JSON.parse(value) as Answer]);
  return new Map(answers.filter(([, answer]) => !isMissing(answer)));
}
