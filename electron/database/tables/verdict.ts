import { isQuality, type Quality } from '../../../shared/bundle/revision/revision.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import type { WriteDb } from '../db.ts';
import type { Group } from './revision.ts';

/** What a decision says beside accepted and returned; null: nothing. */
export interface Verdict {
  readonly quality: Quality | null;
  /** A day, ISO. */
  readonly due: string | null;
}

/** Keeps what a company's view says in the cells `@quality` and `@due`; anything that is no class and no day counts as nothing. */
export function saveVerdict(db: WriteDb, { entity, formId, round }: Group, said: { readonly quality: Answer | null; readonly due: Answer | null }): void {
  db.run('DELETE FROM verdict WHERE entity = ? AND form_id = ? AND round = ?', entity, formId, round);
  const quality = isQuality(said.quality) ? said.quality : null;
  const due = typeof said.due === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(said.due) ? said.due : null;
  if (quality !== null || due !== null) db.run('INSERT INTO verdict (entity, form_id, round, quality, due) VALUES (?, ?, ?, ?, ?)', entity, formId, round, quality, due);
}
