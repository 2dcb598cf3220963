import { useEffect, useMemo } from 'react';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { Path } from '../../shared/survey/response.ts';
import { keptFor } from '../service/keptFor.ts';
import { useProgram, useWorkspace } from '../service/program.tsx';
import type { Status } from '../service/status.ts';
import { windowTimers } from '../ui/pause.ts';
import { createKeptHistories, type KeptHistories } from './fill/kept.ts';
import type { FillState } from './fill/state.ts';
import { createFill, type Fill } from './fill/store.ts';
import { localNow } from './localNow.ts';

interface Behind {
  /** What was done in forms that were left, while the window is open. */
  readonly histories: KeptHistories;
  /** Forms that were left before all of their answers were on disk: they go on saving, and who comes back finds them as they were. */
  readonly unsaved: Map<string, Fill>;
}

/** What stays behind of forms that were left. Who enters a second time has a bridge of their own: what the first did stays unseen. */
const behindOf = keptFor((_: Bridge): Behind => ({ histories: createKeptHistories(), unsaved: new Map() }));

/** The store of a form: opened with the screen, at a place if one is given; saved and closed with it, saved too when the window closes. Another person at the PC goes on where the first one stood. */
export function useOpenFill(entity: string, bridge: Bridge, at?: Path): Fill {
  const { status, closing, service } = useProgram();
  const { id: workspace } = useWorkspace();
  const key = `${workspace} ${entity}`;
  const { histories, unsaved } = behindOf(bridge);
  const fill = useMemo(() => unsaved.get(key) ?? createFill({
    bridge, entity, kept: { histories, workspace },
    environment: {
      now: () => localNow(new Date()), random: Math.random, uuid: () => crypto.randomUUID(),
      get username() {
        const { phase } = service.getState();
        return phase.kind === 'ready' ? phase.workspace.person : '';
      },
    },
    timers: windowTimers,
  }), [bridge, entity, workspace, key, histories, unsaved, service]);
  useEffect(() => {
    if (unsaved.delete(key)) {
      if (at !== undefined) fill.jumpTo(at);
      void fill.refresh();
    } else void fill.open(at);
    const leaveWindow = closing.add(() => fill.flush());
    const stopSaving = fill.state.subscribe(({ saving }) => status.getState().setSaving(saving ?? { kind: 'idle' }));
    return () => {
      stopSaving();
      status.getState().setSaving({ kind: 'idle' });
      status.getState().setFindings(null);
      unsaved.set(key, fill);
      const gone = () => {
        leaveWindow();
        if (unsaved.get(key) === fill) unsaved.delete(key);
      };
      void fill.close().then((saved) => (saved ? gone() : sayUntilSaved(fill, status, gone)));
    };
    // Where the person is sent later is no reason to open it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fill, closing, status]);
  return fill;
}

/** A form that was left says in the bottom line that it is not saved, until it is. */
function sayUntilSaved(fill: Fill, status: Status, then: () => void): void {
  const say = ({ saving }: FillState) => {
    if (saving) status.getState().setSaving(saving);
    if (saving?.kind !== 'saved') return;
    stop();
    then();
  };
  const stop = fill.state.subscribe(say);
  say(fill.state.getState());
}
