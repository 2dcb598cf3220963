import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { NewCompany } from '../../shared/ipc/survey.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findCompany, saveCompany } from '../database/tables/company.ts';
import { createResponse, saveAnswers } from '../database/tables/response.ts';
import { getSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { identifyCompany, identityAnswers } from './company.ts';
import { currentForm } from './form.ts';

const NOTHING_COUNTED = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

/** Adds a company with a draft that holds what is known of it. Fails with `identifier-invalid`, `company-exists` or `unknown-form`. */
export function createCompany(desk: Desk, made: NewCompany): Result<{ readonly entity: string }, Failure> {
  const found = findOrCreate(desk, made);
  if (!found.ok) return found;
  return found.value.created ? ok({ entity: found.value.entity }) : err({ code: 'company-exists', values: { number: made.number } });
}

/** {@link createCompany}, but a company that is there already is welcome. */
export function findOrCreate(desk: Desk, made: NewCompany): Result<{ readonly entity: string; readonly created: boolean }, Failure> {
  const identified = identifyCompany(made);
  if (!identified.ok) return identified;
  const company = identified.value;
  const { entity } = company;
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  if (findCompany(desk.db, entity)) return ok({ entity, created: false });
  return write(desk.db, () => {
    const now = desk.now();
    const person = getSetting(desk.db, 'person') ?? '';
    saveCompany(desk.db, company);
    const id = createResponse(desk.db, { entity, form: form.value.hash, round: getSetting(desk.db, 'round') ?? '', savedAt: now, person });
    saveAnswers(desk.db, { id, entity }, identityAnswers(form.value.map.identity, company), NOTHING_COUNTED, now, person);
    appendAudit(desk.db, sha256, { at: now, person, act: 'survey.company-added', about: { entity } });
    return ok({ entity, created: true });
  });
}
