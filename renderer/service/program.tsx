import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { Screen } from '../screen.ts';
import type { Closing } from './closing.ts';
import type { Desk } from './desk.ts';
import type { Router } from './router.ts';
import type { Status, StatusState } from './status.ts';
import type { Memory, Service, ServiceState } from './store.ts';

/** What every screen can reach: the program behind the window, and the stores of the window as a whole. */
export interface Program {
  readonly bridge: Bridge;
  readonly service: Service;
  readonly status: Status;
  readonly router: Router;
  readonly now: () => number;
  /** Work to be done before the window closes. */
  readonly closing: Closing;
  /** What can be reached by name: the palette, the sheet of keys. */
  readonly desk: Desk;
  /** Small choices of the reader, kept between runs. */
  readonly memory: Memory;
}

export const ProgramContext = createContext<Program | null>(null);

export function useProgram(): Program {
  const program = useContext(ProgramContext);
  if (!program) throw new Error('A screen is shown outside of the program.');
  return program;
}

export function useBridge(): Bridge {
  return useProgram().bridge;
}

export function useService<T>(select: (state: ServiceState) => T): T {
  return useStore(useProgram().service, select);
}

export function useStatus<T>(select: (state: StatusState) => T): T {
  return useStore(useProgram().status, select);
}

/** The open workspace; screens are only shown when there is one. */
export function useWorkspace(): WorkspaceInfo {
  const phase = useService((state) => state.phase);
  if (phase.kind !== 'ready') throw new Error('No workspace is open.');
  return phase.workspace;
}

export function useScreen(): Screen {
  return useStore(useProgram().router, (state) => state.screen);
}

/** Functions that lead to another screen. */
export function useGo(): { readonly go: (screen: Screen) => void; readonly back: () => void } {
  return useProgram().router.getState();
}
