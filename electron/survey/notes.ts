import type { FieldNote } from '../../shared/ipc/survey.ts';
import { notePath } from '../../shared/survey/path.ts';
import type { ReadDb } from '../database/db.ts';
import { findForm } from '../database/tables/form.ts';
import { notesOf } from '../database/tables/note.ts';
import { findResponse } from '../database/tables/response.ts';
import { findRevision } from '../database/tables/revision.ts';
import { loadView } from '../database/tables/view.ts';

/** What people have written on the questions of a response, with who and when: by the history of the draft, or by the revision that brought a note. */
export function fieldNotes(db: ReadDb, response: number): readonly FieldNote[] {
  const notes = notesOf(db, response);
  return notes.every(({ written }) => written !== null) ? notes.map(noteOf) : notes.map((note) => noteOf(note.written ? note : { ...note, written: brought(db, response, note) }));
}

function noteOf({ path, text, written }: ReturnType<typeof notesOf>[number]): FieldNote {
  return { path, text, person: written?.person ?? '', at: written?.at ?? null };
}

/** Who has stated a note in a revision; null when no revision says the same. */
function brought(db: ReadDb, response: number, { path, text }: Pick<FieldNote, 'path' | 'text'>): { readonly at: number; readonly person: string } | null {
  const found = findResponse(db, response);
  const formId = found ? findForm(db, found.form)?.id : undefined;
  if (!found || formId === undefined) return null;
  const write = loadView(db, { entity: found.entity, formId, round: found.round }).cells.get(notePath(path))?.writes.find(({ value }) => value === text);
  const revision = write && findRevision(db, write.revision)?.revision;
  return revision ? { at: Date.parse(revision.claimedAt), person: revision.person } : null;
}
