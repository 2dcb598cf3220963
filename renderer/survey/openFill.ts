import { useEffect, useMemo, useRef } from 'react';
import type { Bridge } from '../../shared/ipc/api.ts';
import { useProgram, useWorkspace } from '../service/program.tsx';
import { createFill, type Fill } from './fill/store.ts';
import { localNow } from './localNow.ts';

/** The store of a form: opened with the screen, saved and closed with it, saved too when the window closes. Another person at the PC goes on where the first one stood. */
export function useOpenFill(entity: string, bridge: Bridge): Fill {
  const { status, closing } = useProgram();
  const { person } = useWorkspace();
  const atWork = useRef(person);
  useEffect(() => { atWork.current = person; }, [person]);
  const fill = useMemo(() => createFill({
    bridge, entity,
    environment: { now: () => localNow(new Date()), random: Math.random, uuid: () => crypto.randomUUID(), get username() { return atWork.current; } },
    timers: { set: (work, after) => window.setTimeout(work, after), clear: (timer) => { window.clearTimeout(timer as number); } },
  }), [bridge, entity]);
  useEffect(() => {
    void fill.open();
    const leaveWindow = closing.add(async () => { await fill.flush(); });
    const stopSaving = fill.state.subscribe(({ saving }) => status.getState().setSaving(saving ?? { kind: 'idle' }));
    return () => {
      leaveWindow();
      stopSaving();
      void fill.close();
      status.getState().setSaving({ kind: 'idle' });
      status.getState().setFindings(null);
    };
  }, [fill, closing, status]);
  return fill;
}
