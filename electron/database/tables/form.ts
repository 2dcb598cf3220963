import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { ReadDb, WriteDb } from '../db.ts';

export interface FormRow {
  readonly hash: string;
  readonly id: string;
  readonly version: string;
  readonly signer: string | null;
  readonly installedAt: number;
}

const COLUMNS = 'hash, id, version, signer, installed_at AS installedAt';

/** Adds a compiled form under its hash; a form that is there already stays as it is. `definition` is its canonical JSON. */
export function insertForm(db: WriteDb, form: FormRow & { readonly definition: string }): void {
  db.run(
    'INSERT INTO form (hash, id, version, signer, installed_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING',
    form.hash, form.id, form.version, form.signer, form.installedAt,
  );
  db.run('INSERT INTO form_definition (hash, definition) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING', form.hash, form.definition);
}

export function hasForm(db: ReadDb, hash: string): boolean {
  return db.value('SELECT 1 FROM form WHERE hash = ?', hash) !== undefined;
}

export function findForm(db: ReadDb, hash: string): FormRow | null {
  return db.get<FormRow>(`SELECT ${COLUMNS} FROM form WHERE hash = ?`, hash) ?? null;
}

/** All forms, the newest first. */
export function listForms(db: ReadDb): readonly FormRow[] {
  return db.all<FormRow>(`SELECT ${COLUMNS} FROM form ORDER BY installed_at DESC, id, version, hash`);
}

export function loadDefinition(db: ReadDb, hash: string): FormDefinition | null {
  const text = db.value<string>('SELECT definition FROM form_definition WHERE hash = ?', hash);
  return text === undefined ? null : (JSON.parse(text) as FormDefinition);
}
