import type { Failure } from '../../../shared/base/failure.ts';
import { groupBy } from '../../../shared/base/group.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CompanyFindings } from '../../../shared/ipc/merge.ts';
import type { View } from '../../../shared/merge/view.ts';
import { compareCompanies } from '../../../shared/survey/comparison/compare.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { isScheme } from '../../../shared/survey/identifiers/check.ts';
import { entityOf } from '../../../shared/survey/identifiers/entity.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import type { Group } from '../../database/tables/revision.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Context } from '../../jobs/context.ts';
import { currentForm, type ReadyForm } from '../../survey/form.ts';
import { viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import { answersIn, sessionOver } from './answers.ts';
import { personalSet } from './personal.ts';

/**
 * What merging has made visible in the current form and round (M8): rules that two clean halves break together, rules that compare the
 * companies of all states, a number that is not the company's. Findings, never refusals: a refusal would depend on the order of
 * arrival. Only companies that have any; `entity`: of one company, compared with all. Fails with `unknown-form`.
 */
export function findingsOfBase(db: ReadDb, context: Context, entity: string | null = null): Result<readonly CompanyFindings[], Failure> {
  const form = currentForm(db);
  if (!form.ok) return form;
  const companies = db.all<Group>(GROUPS, form.value.definition.id, getSetting(db, 'round') ?? '');
  const own = new Map<string, { readonly group: Group; readonly formHash: string; readonly findings: readonly Finding[] }>();
  const compared: { readonly id: string; readonly answers: ReadonlyMap<Path, Answer> }[] = [];
  for (const [index, group] of companies.entries()) {
    if (index % 50 === 0) {
      context.checkCancelled();
      context.progress({ phase: 'judging', done: index, total: companies.length });
    }
    const company = viewOfMembers(db, group, loadMembers(db, group));
    const { view, formHash } = company;
    compared.push({ id: group.entity, answers: answersIn(db, company, form.value) });
    if (entity !== null && entity !== group.entity) continue;
    const over = sessionOver(db, context, company);
    const judged = over.ok ? over.value.session.findings('accept') : [];
    const found = over.ok ? [...strangeNumber(view, over.value.form, group.entity), ...(personalIsHere(db, view) ? judged : judged.filter(({ paths }) => !arePersonal(over.value.form, paths)))] : [];
    own.set(group.entity, { group, formHash, findings: found });
  }
  const together = compareCompanies(form.value.definition, compared, 'base');
  return ok(
    [...own.values()].flatMap(({ group, formHash, findings }): readonly CompanyFindings[] => {
      const all = [...findings, ...(together.get(group.entity) ?? [])];
      if (all.length === 0) return [];
      const company = findCompany(db, group.entity);
      return [{
        entity: group.entity, country: company?.country ?? '', number: company?.number ?? '', name: company?.shortName || (company?.name ?? ''), region: company?.region ?? '',
        round: group.round, formHash, findings: all,
      }];
    }),
  );
}

export const GROUPS = `SELECT entity, form_id AS formId, round FROM merged_response
  WHERE form_id = ? AND round = ? AND retracted = 0 AND heads <> '[]' ORDER BY entity`;

/** How many findings there are of each level. */
export function countByLevel(companies: readonly CompanyFindings[]): Readonly<Record<Finding['level'], number>> {
  const levels = groupBy(companies.flatMap(({ findings }) => findings), ({ level }) => level);
  return { error: levels.get('error')?.length ?? 0, warning: levels.get('warning')?.length ?? 0, info: levels.get('info')?.length ?? 0 };
}

/** Whether every side's personal answers came along (B7); where they stayed with the body, nobody here can say what is wrong with them. */
function personalIsHere(db: ReadDb, { cells }: View): boolean {
  const apart = cells.get(RESERVED.personal);
  return apart !== undefined && apart.writes.every(({ revision }) => personalSet(db, revision) !== null);
}

function arePersonal({ map }: ReadyForm, paths: readonly Path[]): boolean {
  return paths.length > 0 && paths.every((path) => map.personal.has(templateOf(path)));
}

/** M7: country, scheme and number of a company are what its entity is made of. */
function strangeNumber(view: View, { map }: ReadyForm, entity: string): readonly Finding[] {
  const text = (path: Path): string => {
    const value = view.cells.get(path)?.value;
    return typeof value === 'string' ? value : '';
  };
  const [country, scheme, number] = [text(RESERVED.country), text(RESERVED.scheme), text(RESERVED.number)];
  if (number === '' || (isScheme(scheme) && entityOf({ country, scheme, number }, sha256) === entity)) return [];
  const at = map.identity.number.get(scheme) ?? map.identity.name;
  return [{ rule: 'identifier', level: 'error', paths: at === null ? [] : [at], message: { kind: 'sentence', code: 'finding.foreign-number', values: { number } } }];
}
