import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import { compileForm, type CompiledForm } from '../../shared/survey/engine/compile.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';

interface Known {
  readonly definitions: Map<string, FormDefinition>;
  readonly compiled: Map<string, CompiledForm>;
}

const known = new WeakMap<Bridge, Known>();

/** A form by its hash, fetched once for the life of the window: the same object whenever it is asked for. */
export async function loadDefinition(bridge: Bridge, hash: string): Promise<Result<FormDefinition, Failure>> {
  const { definitions } = knownTo(bridge);
  const definition = definitions.get(hash);
  if (definition) return ok(definition);
  const answer = await bridge.call('survey.form', { hash });
  if (!answer.ok) return answer;
  // Two who asked at once are given the same.
  const first = definitions.get(hash) ?? answer.value;
  definitions.set(hash, first);
  return ok(first);
}

/** A form by its hash, compiled once for the life of the window. */
export async function loadForm(bridge: Bridge, hash: string): Promise<Result<CompiledForm, Failure>> {
  const { compiled } = knownTo(bridge);
  const ready = compiled.get(hash);
  if (ready) return ok(ready);
  const definition = await loadDefinition(bridge, hash);
  if (!definition.ok) return definition;
  const fresh = compiled.get(hash) ?? compileForm(definition.value);
  compiled.set(hash, fresh);
  return ok(fresh);
}

function knownTo(bridge: Bridge): Known {
  const forms = known.get(bridge) ?? { definitions: new Map<string, FormDefinition>(), compiled: new Map<string, CompiledForm>() };
  known.set(bridge, forms);
  return forms;
}
