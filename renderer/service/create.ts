import type { Bridge } from '../../shared/ipc/api.ts';
import type { WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { Screen } from '../screen.ts';
import { createClosing } from './closing.ts';
import { createDesk } from './desk.ts';
import type { Program } from './program.tsx';
import { createRouter, type Router } from './router.ts';
import { createStatus } from './status.ts';
import { createService, type Memory, type Service } from './store.ts';

const FIRST: Screen = { kind: 'companies' };

/** Puts the window together around the program it talks to. */
export function createProgram(bridge: Bridge, memory: Memory, locale: string): Program {
  const closing = createClosing(bridge);
  const service = createService(bridge, memory, locale.startsWith('en') ? 'en' : 'ru', closing);
  const router = createRouter(FIRST);
  keepPlacesApart(service, router);
  return {
    bridge, service, router, closing,
    status: createStatus(bridge, () => crypto.randomUUID()),
    desk: createDesk(),
    memory,
    now: () => Date.now(),
  };
}

/** The places where somebody was belong to the workspace they were in: another one has other companies, and another role other places. */
function keepPlacesApart(service: Service, router: Router): void {
  let open: WorkspaceInfo | null = null;
  service.subscribe(({ phase }) => {
    if (phase.kind !== 'ready' || phase.workspace.id === open?.id) return;
    const { screen, begin } = router.getState();
    if (open) begin(phase.workspace.role !== open.role || 'entity' in screen ? FIRST : screen);
    open = phase.workspace;
  });
}
