import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import { compileForm, type CompiledForm } from '../../shared/survey/engine/compile.ts';
import { loadDefinition } from '../service/definitions.ts';
import { keptFor } from '../service/keptFor.ts';

const compiledOf = keptFor((_: Bridge) => new Map<string, CompiledForm>());

/** A form by its hash, compiled once for the life of the window. */
export async function loadForm(bridge: Bridge, hash: string): Promise<Result<CompiledForm, Failure>> {
  const compiled = compiledOf(bridge);
  const ready = compiled.get(hash);
  if (ready) return ok(ready);
  const definition = await loadDefinition(bridge, hash);
  if (!definition.ok) return definition;
  const fresh = compiled.get(hash) ?? compileForm(definition.value);
  compiled.set(hash, fresh);
  return ok(fresh);
}
