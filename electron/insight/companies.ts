import { RESERVED } from '../../shared/bundle/revision.ts';
import { conflictsOf } from '../../shared/merge/view.ts';
import type { Answer, Answers, Path } from '../../shared/survey/response.ts';
import { findCompany } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { listResponses, loadAnswers } from '../database/response.ts';
import type { Group } from '../database/revision.ts';
import { getSetting } from '../database/setting.ts';
import { loadView } from '../database/view.ts';
import type { ReadyForm } from '../survey/form.ts';
import type { ExportedCompany } from './tables.ts';

/**
 * Every company of the current form and round, one by one: a ministry's own responses as they stand, and what merged
 * revisions say of the others. A path in conflict shows its provisional value, and the company says `conflict`.
 */
export function* eachExportedCompany(db: ReadDb, form: ReadyForm): Generator<ExportedCompany> {
  const own = new Set<string>();
  for (const response of listResponses(db, null)) {
    own.add(response.entity);
    yield describe(db, response.entity, response.status, known(form, loadAnswers(db, response.id)));
  }
  const round = getSetting(db, 'round') ?? '';
  const groups = db.all<Group>(
    'SELECT DISTINCT entity, form_id AS formId, round FROM revision WHERE form_id = ? AND round = ? AND pending = 0 ORDER BY entity', form.definition.id, round,
  );
  for (const group of groups) {
    if (own.has(group.entity)) continue;
    const view = loadView(db, group);
    if (view.heads.length === 0 || view.retracted) continue;
    const answers = new Map<Path, Answer>();
    for (const { path, value } of view.cells.values()) if (value !== null) answers.set(path, value);
    const status = conflictsOf(view).length > 0 ? 'conflict' : String(view.cells.get(RESERVED.status)?.value ?? '');
    yield describe(db, group.entity, status, known(form, answers));
  }
}

function known(form: ReadyForm, answers: Answers): Answers {
  return new Map([...answers].filter(([path]) => path.startsWith('/') && form.map.knows(path)));
}

function describe(db: ReadDb, entity: string, status: string, answers: Answers): ExportedCompany {
  const company = findCompany(db, entity);
  return { entity, country: company?.country ?? '', number: company?.number ?? '', name: company?.name ?? '', status, answers };
}
