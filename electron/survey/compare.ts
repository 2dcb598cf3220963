import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { comparedQuestions, compareCompanies } from '../../shared/survey/comparison/compare.ts';
import type { Finding } from '../../shared/survey/findings.ts';
import { justificationPath } from '../../shared/survey/path.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { Course } from '../database/backup.ts';
import type { ReadDb } from '../database/db.ts';
import { currentResponse } from '../database/tables/response.ts';
import { stepsOf, UNWATCHED } from '../jobs/course.ts';
import { useForm } from './form.ts';
import type { FormMap } from './formMap.ts';

/** Findings of the rules that compare companies, by entity: only companies that have any. */
export type Compared = ReadonlyMap<string, readonly Finding[]>;

/**
 * Runs the rules of one form and round that compare the companies of this workspace (R55). Rules over the merged base of all
 * states are the Commission's and are not among them. Fails with `unknown-form`. Says how far it is in answers; throws what
 * {@link Course.checkCancelled} throws.
 */
export function compareWorkspace(db: ReadDb, formHash: string, round: string, course: Course = UNWATCHED): Result<Compared, Failure> {
  const form = useForm(db, formHash);
  if (!form.ok) return form;
  const { definition } = form.value;
  const found = compareCompanies(definition, loadCompanies(db, formHash, round, comparedQuestions(definition, 'workspace').map((question) => question.path), form.value.map, course), 'workspace');
  return ok(new Map([...found].map(([entity, findings]) => [entity, findings.map((finding) => withJustification(db, formHash, round, entity, finding))])));
}

/** {@link compareWorkspace} for one company. Fails with `company-unknown` or `unknown-form`. */
export function compareCompany(db: ReadDb, entity: string, course: Course = UNWATCHED): Result<readonly Finding[], Failure> {
  const response = currentResponse(db, entity);
  if (!response) return err({ code: 'company-unknown', values: { company: entity } });
  const compared = compareWorkspace(db, response.form, response.round, course);
  return compared.ok ? ok(compared.value.get(entity) ?? []) : compared;
}

/** The answers to a few questions, in rows too, company by company. */
function loadCompanies(db: ReadDb, form: string, round: string, templates: readonly Path[], map: FormMap, course: Course): { readonly id: string; readonly answers: Map<Path, Answer> }[] {
  const companies = new Map<string, Map<Path, Answer>>();
  const take = stepsOf(course, templates.length * (db.value<number>('SELECT count(*) FROM response WHERE form = ? AND round = ?', form, round) ?? 0));
  for (const template of templates) {
    const pattern = rowPattern(template, map);
    const rows = db.each<{ readonly entity: string; readonly path: Path; readonly value: string }>(
      // Each kind of draft by itself: joined to both at once, the answers of all drafts would be gathered first.
      `SELECT r.entity, a.path, a.value FROM response r JOIN answer a ON a.response = r.id AND a.path ${pattern === template ? '=' : 'GLOB'} ? WHERE r.form = ? AND r.round = ? AND r.withdrawn = 0
       UNION ALL
       SELECT r.entity, a.key, d.answers -> a.fullkey FROM response r JOIN imported_draft d ON d.response = r.id JOIN json_each(d.answers) a ON a.key ${pattern === template ? '=' : 'GLOB'} ? WHERE r.form = ? AND r.round = ? AND r.withdrawn = 0`,
      pattern, form, round, pattern, form, round,
    );
    for (const { entity, path, value } of take(rows)) {
      const answers = companies.get(entity) ?? new Map<Path, Answer>();
      companies.set(entity, answers.set(path, JSON.parse(value) as Answer));
    }
  }
  return [...companies].map(([id, answers]) => ({ id, answers }));
}

/** A template path with any row id in each of its repeats, for GLOB. */
function rowPattern(template: Path, map: FormMap): string {
  const repeats = [...map.repeats.keys()].filter((repeat) => template.startsWith(`${repeat}/`)).sort((a, b) => b.length - a.length);
  return repeats.reduce((pattern, repeat) => `${repeat}[[]*]${pattern.slice(repeat.length)}`, template);
}

function withJustification(db: ReadDb, form: string, round: string, entity: string, finding: Finding): Finding {
  const text = db.value<string>(
    'SELECT value FROM stored_answer WHERE path = ? AND response = (SELECT id FROM response WHERE entity = ? AND form = ? AND round = ?)',
    justificationPath(finding.rule, finding.paths[0] ?? ''), entity, form, round,
  );
  return text === undefined ? finding : { ...finding, justification: JSON.parse(text) as string };
}
