import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import { compileForm, type CompiledForm } from '../../shared/survey/engine/compile.ts';

const known = new WeakMap<Bridge, Map<string, CompiledForm>>();

/** A form by its hash, fetched and compiled once for the life of the window. */
export async function loadForm(bridge: Bridge, hash: string): Promise<Result<CompiledForm, Failure>> {
  const forms = known.get(bridge) ?? new Map<string, CompiledForm>();
  known.set(bridge, forms);
  const compiled = forms.get(hash);
  if (compiled) return ok(compiled);
  const answer = await bridge.call('survey.form', { hash });
  if (!answer.ok) return answer;
  const fresh = compileForm(answer.value);
  forms.set(hash, fresh);
  return ok(fresh);
}
