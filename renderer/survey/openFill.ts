import { useEffect, useMemo, useRef } from 'react';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { Path } from '../../shared/survey/response.ts';
import { useProgram, useWorkspace } from '../service/program.tsx';
import { windowTimers } from '../ui/pause.ts';
import { createKeptHistories, type KeptHistories } from './fill/kept.ts';
import { createFill, type Fill } from './fill/store.ts';
import { localNow } from './localNow.ts';

/** What was done in forms that were left, while the window is open. Who enters a second time has a bridge of their own: what the first did stays unseen. */
const histories = new WeakMap<Bridge, KeptHistories>();

function historiesOf(bridge: Bridge): KeptHistories {
  const known = histories.get(bridge) ?? createKeptHistories();
  histories.set(bridge, known);
  return known;
}

/** The store of a form: opened with the screen, at a place if one is given; saved and closed with it, saved too when the window closes. Another person at the PC goes on where the first one stood. */
export function useOpenFill(entity: string, bridge: Bridge, at?: Path): Fill {
  const { status, closing } = useProgram();
  const { id: workspace, person } = useWorkspace();
  const atWork = useRef(person);
  useEffect(() => { atWork.current = person; }, [person]);
  const fill = useMemo(() => createFill({
    bridge, entity, kept: { histories: historiesOf(bridge), workspace },
    environment: { now: () => localNow(new Date()), random: Math.random, uuid: () => crypto.randomUUID(), get username() { return atWork.current; } },
    timers: windowTimers,
  }), [bridge, entity, workspace]);
  useEffect(() => {
    void fill.open(at);
    const leaveWindow = closing.add(async () => { await fill.flush(); });
    const stopSaving = fill.state.subscribe(({ saving }) => status.getState().setSaving(saving ?? { kind: 'idle' }));
    return () => {
      leaveWindow();
      stopSaving();
      void fill.close();
      status.getState().setSaving({ kind: 'idle' });
      status.getState().setFindings(null);
    };
    // Where the person is sent later is no reason to open it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fill, closing, status]);
  return fill;
}
