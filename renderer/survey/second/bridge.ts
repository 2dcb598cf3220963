import { ok } from '../../../shared/base/result.ts';
import type { Bridge, MethodName } from '../../../shared/ipc/api.ts';
import { keptFor } from '../../service/keptFor.ts';

/** The door of a form for a second entry, one in a window: the form opens without the first entry, and what is typed is kept beside it. */
export const secondBridge = keptFor(createSecondBridge);

function createSecondBridge(bridge: Bridge): Bridge {
  const ways: Partial<Record<MethodName, (args: never) => Promise<unknown>>> = {
    'survey.openResponse': (args: { readonly entity: string }) => bridge.call('survey.openSecond', args),
    'survey.saveAnswers': ({ response, changes }: Parameters<typeof save>[0]) => save({ response, changes }),
    'survey.compare': () => Promise.resolve(ok([])),
  };
  const save = (args: Parameters<typeof bridge.call<'survey.saveSecond'>>[1]) => bridge.call('survey.saveSecond', args);
  return { ...bridge, call: ((method: MethodName, args: never) => ways[method]?.(args) ?? bridge.call(method, args)) as Bridge['call'] };
}
