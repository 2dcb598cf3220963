import { groupBy } from '../../shared/base/group.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { compareCompanies as compareAll, comparedQuestions } from '../../shared/survey/comparison/compare.ts';
import type { Company } from '../../shared/survey/comparison/company.ts';
import type { Finding } from '../../shared/survey/findings.ts';
import { justificationPath } from '../../shared/survey/path.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { currentResponse } from '../database/response.ts';
import type { ResponseRow } from '../database/response.ts';
import { useForm } from './form.ts';
import type { FormMap } from './formMap.ts';

/** Rules that compare companies of one form and round, ready to be asked company by company. */
export type Comparison = (response: ResponseRow) => readonly Finding[];

/**
 * Compares this workspace's companies. Checks that need the merged base of all states are the Commission's and are not
 * among them. Fails with `unknown-form`.
 */
export function compareCompanies(db: ReadDb, formHash: string, round: string): Result<Comparison, Failure> {
  const form = useForm(db, formHash);
  if (!form.ok) return form;
  const { definition, map } = form.value;
  const paths = comparedQuestions(definition, 'workspace').map((question) => question.path);
  const findings = compareAll(definition, loadCompanies(db, formHash, round, paths, map), 'workspace');
  return ok((response) => (findings.get(response.entity) ?? []).map((finding) => withJustification(db, response, finding)));
}

/** {@link compareCompanies} for one company. Fails with `company-unknown` or `unknown-form`. */
export function compareCompany(db: ReadDb, entity: string): Result<readonly Finding[], Failure> {
  const response = currentResponse(db, entity);
  if (!response) return err({ code: 'company-unknown', values: { company: entity } });
  const comparison = compareCompanies(db, response.form, response.round);
  return comparison.ok ? ok(comparison.value(response)) : comparison;
}

function withJustification(db: ReadDb, response: ResponseRow, finding: Finding): Finding {
  const path = justificationPath(finding.rule, finding.paths[0] ?? '');
  const justification = db.value<string>('SELECT value FROM answer WHERE response = ? AND path = ?', response.id, path);
  return justification === undefined ? finding : { ...finding, justification: JSON.parse(justification) as string };
}

interface AnswerRow {
  readonly entity: string;
  readonly path: Path;
  readonly value: string;
}

function loadCompanies(db: ReadDb, form: string, round: string, templates: readonly Path[], map: FormMap): readonly Company[] {
  const rows = templates.flatMap((template) => {
    const pattern = rowPattern(template, map);
    return db.all<AnswerRow>(
      `SELECT response.entity, answer.path, answer.value FROM response JOIN answer ON answer.response = response.id
       WHERE response.form = ? AND response.round = ? AND answer.path ${pattern === template ? '=' : 'GLOB'} ?`,
      form, round, pattern,
    );
  });
  return [...groupBy(rows, ({ entity }) => entity)].map(([id, found]) => ({ id, answers: new Map(found.map(({ path, value }) => [path, JSON.parse(value) as Answer])) }));
}

/** A template path with any row id in each of its repeats, for GLOB. */
function rowPattern(template: Path, map: FormMap): string {
  const repeats = [...map.repeats.keys()].filter((repeat) => template.startsWith(`${repeat}/`)).sort((a, b) => b.length - a.length);
  return repeats.reduce((pattern, repeat) => `${repeat}[[]*]${pattern.slice(repeat.length)}`, template);
}
