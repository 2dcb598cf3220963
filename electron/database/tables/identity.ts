import type { EntityId } from '../../../shared/bundle/revision/revision.ts';
import type { Identified, IdentityWord } from '../../../shared/merge/identity.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import type { Group } from './revision.ts';

/** What a company's view says of another company. */
export interface SaidWord {
  readonly other: EntityId;
  readonly word: IdentityWord;
}

/** Keeps what a view says of which companies are one. */
export function saveWords(db: WriteDb, { entity, formId, round }: Group, words: readonly SaidWord[]): void {
  db.run('DELETE FROM identity_word WHERE entity = ? AND form_id = ? AND round = ?', entity, formId, round);
  for (const { other, word } of words) db.run('INSERT INTO identity_word (entity, form_id, round, other, word) VALUES (?, ?, ?, ?, ?)', entity, formId, round, other, word);
}

/** Everything that is said, in every round; a pair is said from both of its sides. */
export function listWords(db: ReadDb): readonly (Group & SaidWord)[] {
  return db.all('SELECT entity, form_id AS formId, round, other, word FROM identity_word ORDER BY entity, other, round, form_id');
}

/** Companies that are listed, with what tells whether two are one. */
export function listIdentified(db: ReadDb): readonly Identified[] {
  return db.all<Identified>('SELECT entity, country, number, name, short_name AS shortName FROM company ORDER BY entity');
}
