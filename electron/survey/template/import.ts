import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { takeTemplate, type Precedence, type TakenTemplate } from './take.ts';

export interface ImportedTemplate extends TakenTemplate {
  /** False after a rehearsal, and when some cell could not be read. */
  readonly written: boolean;
}

/**
 * Imports a returned template in one transaction, all of it or nothing; a rehearsal comes to the same and writes nothing.
 * Fails as {@link takeTemplate}.
 */
export function importTemplate(desk: Desk, sheets: readonly Sheet[], options: { readonly precedence: Precedence; readonly rehearse: boolean }): Result<ImportedTemplate, Failure> {
  let taken: TakenTemplate | null = null;
  const done = write<TakenTemplate>(desk.db, () => {
    const found = takeTemplate(desk, sheets, options.precedence);
    if (!found.ok) return found;
    taken = found.value;
    const { company: { entity }, changes, troubles } = found.value;
    if (options.rehearse || troubles.length > 0) return err({ code: 'cancelled' });
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.template-imported', about: { entity, changes: changes.length } });
    return found;
  });
  if (done.ok) return ok({ ...done.value, written: true });
  return taken === null ? done : ok({ ...(taken as TakenTemplate), written: false });
}
