import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { MethodName } from '../../../shared/ipc/api.ts';
import type { WorkName } from '../../workers/handlers.ts';
import type { Dispatch } from '../guard/ipc.ts';
import { bundleDesk } from './bundleDesk.ts';
import { ceremonyDesk } from './ceremonyDesk.ts';
import { insightDesk } from './insightDesk.ts';
import { intakeDesk } from './intakeDesk.ts';
import { mergeDesk } from './mergeDesk.ts';
import type { Reception } from './reception.ts';
import { serviceDesk } from './serviceDesk.ts';
import { surveyDesk } from './surveyDesk.ts';

/** Leads every call of the window to who answers it: what a desk of the main thread takes begins there, all the rest goes to the workers as it is. */
export function createDispatch(reception: Reception): Dispatch {
  const desks = { ...serviceDesk(reception), ...bundleDesk(reception), ...ceremonyDesk(reception), ...mergeDesk(reception), ...insightDesk(reception), ...surveyDesk(reception), ...intakeDesk(reception) };
  type Taken = keyof typeof desks;
  const isTaken = (method: MethodName): method is Taken => Object.hasOwn(desks, method);
  return (method, args) => {
    const name: MethodName = method;
    if (isTaken(name)) return (desks[name] as (args: unknown) => Promise<Result<unknown, Failure>>)(args);
    return reception.host.call(name satisfies WorkName, args as never);
  };
}
