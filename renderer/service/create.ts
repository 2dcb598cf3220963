import type { Bridge } from '../../shared/ipc/api.ts';
import { createClosing } from './closing.ts';
import { createDesk } from './desk.ts';
import type { Program } from './program.tsx';
import { createRouter } from './router.ts';
import { createStatus } from './status.ts';
import { createService, type Memory } from './store.ts';

/** Puts the window together around the program it talks to. */
export function createProgram(bridge: Bridge, memory: Memory, locale: string): Program {
  return {
    bridge,
    service: createService(bridge, memory, locale.startsWith('en') ? 'en' : 'ru'),
    status: createStatus(bridge, () => crypto.randomUUID()),
    router: createRouter({ kind: 'companies' }),
    closing: createClosing(bridge),
    desk: createDesk(),
    memory,
    now: () => Date.now(),
  };
}
