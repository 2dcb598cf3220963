import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { keptFor } from './keptFor.ts';

const definitionsOf = keptFor((_: Bridge) => new Map<string, FormDefinition>());

/** A form by its hash, fetched once for the life of the window: the same object whenever it is asked for. */
export async function loadDefinition(bridge: Bridge, hash: string): Promise<Result<FormDefinition, Failure>> {
  const definitions = definitionsOf(bridge);
  const definition = definitions.get(hash);
  if (definition) return ok(definition);
  const answer = await bridge.call('survey.form', { hash });
  if (!answer.ok) return answer;
  // Two who asked at once are given the same.
  const first = definitions.get(hash) ?? answer.value;
  definitions.set(hash, first);
  return ok(first);
}
