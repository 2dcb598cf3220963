import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { noteReadings } from '../firstEntry.ts';
import { takeTemplate, type Precedence, type TakenTemplate } from './take.ts';

export interface ImportedTemplate extends TakenTemplate {
  /** False after a rehearsal, and when some cell could not be read. */
  readonly written: boolean;
}

/**
 * Imports a returned template in one transaction, all of it or nothing; a rehearsal comes to the same and writes nothing but that the person has seen what stood
 * in the draft, where that says something. Fails as {@link takeTemplate}, and, where the person is to be `asked`, with `second-ahead` before they are shown it.
 */
export function importTemplate(desk: Desk, sheets: readonly Sheet[], { precedence, rehearse, asked = false }: { readonly precedence: Precedence; readonly rehearse: boolean; readonly asked?: boolean }): Result<ImportedTemplate, Failure> {
  let taken: TakenTemplate | null = null;
  const done = write<TakenTemplate>(desk.db, () => {
    const found = takeTemplate(desk, sheets, precedence, asked);
    if (!found.ok) return found;
    taken = found.value;
    const { company: { entity }, changes, troubles } = found.value;
    if (rehearse || troubles.length > 0) return err({ code: 'cancelled' });
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.template-imported', about: { entity, changes: changes.length } });
    return found;
  });
  const shown = done.ok ? done.value : (taken as TakenTemplate | null);
  if (shown === null) return done as Result<never, Failure>;
  const noted = noteReadings(desk, shown.kind === 'updated' ? [shown.company.entity] : []);
  return noted.ok ? ok({ ...shown, written: done.ok }) : noted;
}
