import { printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Failure } from '../../shared/base/failure.ts';
import type { Sha256 } from '../../shared/base/hash.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { compileForm } from '../../shared/survey/engine/compile.ts';
import type { CompiledForm } from '../../shared/survey/engine/compile.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { insertForm, loadDefinition } from '../database/tables/form.ts';
import { getSetting, setSetting } from '../database/tables/setting.ts';
import { mapForm } from './formMap.ts';
import type { FormMap } from './formMap.ts';

/** A form ready to run, with what this room asks of it again and again. */
export interface ReadyForm {
  readonly hash: Sha256;
  readonly definition: FormDefinition;
  readonly compiled: CompiledForm;
  readonly map: FormMap;
}

const ready = new Map<Sha256, ReadyForm>();

/** The form with this hash, compiled once a process. Fails with `unknown-form`. */
export function useForm(db: ReadDb, hash: Sha256): Result<ReadyForm, Failure> {
  const known = ready.get(hash);
  if (known) return ok(known);
  const definition = loadDefinition(db, hash);
  if (!definition) return err({ code: 'unknown-form', values: { form: hash } });
  const form: ReadyForm = { hash, definition, compiled: compileForm(definition), map: mapForm(definition) };
  ready.set(hash, form);
  return ok(form);
}

/** The form that is filled in now. Fails with `unknown-form` when the workspace has none. */
export function currentForm(db: ReadDb): Result<ReadyForm, Failure> {
  const hash = getSetting(db, 'form');
  return hash === null ? err({ code: 'unknown-form', values: { form: '' } }) : useForm(db, hash);
}

export interface ShippedForm {
  readonly definition: FormDefinition;
  readonly canonical: string;
  readonly hash: Sha256;
}

/** The form that comes with the program. */
export async function loadShippedForm(): Promise<ShippedForm> {
  const module = await import('../../shared/forms/microelectronics.json', { with: { type: 'json' } });
  const definition = module.default as unknown as FormDefinition;
  return readyToInstall(definition);
}

/** A compiled form with its canonical text and its identity, the hash of that text. */
export function readyToInstall(definition: FormDefinition): ShippedForm {
  const bytes = printCanonicalBytes(definition as unknown as Json);
  return { definition, canonical: new TextDecoder().decode(bytes), hash: sha256(bytes) };
}

/** Adds the form and makes it the one that is filled in. Call it inside a transaction. */
export function installForm(db: WriteDb, form: ShippedForm, signer: string | null, now: number): void {
  insertForm(db, { hash: form.hash, id: form.definition.id, version: form.definition.version, definition: form.canonical, signer, installedAt: now });
  setSetting(db, 'form', form.hash);
}
