import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CeremonyState } from '../../../shared/ipc/ceremony.ts';
import { oneAtATime } from '../../service/act.ts';
import type { RunJob } from '../../service/status.ts';

/** What the person is in the middle of; every one of them asks for a passphrase. */
export type CeremonyAct = 'none' | 'key' | 'sign-medium' | 'sign-here' | 'finish';

export type CeremonyNotice = { readonly kind: 'finished'; readonly version: number } | { readonly kind: 'printed'; readonly fileName: string; readonly ticket: string };

export interface CeremonyScreenState {
  readonly ceremony: CeremonyState | null;
  readonly act: CeremonyAct;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly notice: CeremonyNotice | null;
}

export interface CeremonyStore extends StoreApi<CeremonyScreenState> {
  readonly load: () => Promise<void>;
  readonly begin: (act: CeremonyAct) => void;
  readonly stepBack: () => void;
  readonly makeKey: (holder: string, passphrase: string) => Promise<void>;
  readonly takeKey: () => Promise<void>;
  readonly keepKeys: () => Promise<void>;
  readonly leaveKey: (keyId: string) => Promise<void>;
  readonly makeRoot: (threshold: number) => Promise<void>;
  readonly sign: (from: 'medium' | 'here', passphrase: string) => Promise<void>;
  readonly finish: (passphrase: string) => Promise<void>;
  readonly drop: () => Promise<void>;
  readonly print: () => Promise<void>;
  readonly showFile: (ticket: string) => Promise<void>;
}

/** The root ceremony, step by step (B13). Keeps no passphrase; what has been done is kept by the program. */
export function createCeremonyStore(bridge: Bridge, runJob: RunJob): CeremonyStore {
  const store = createStore<CeremonyScreenState>(() => ({ ceremony: null, act: 'none', busy: false, failure: null, notice: null }));
  const { getState, setState } = store;
  const run = oneAtATime(store);
  /** A dialog of the system that was cancelled changes nothing. */
  const step = (act: () => Promise<Result<CeremonyState | null, Failure>>): Promise<void> =>
    run(act, (ceremony) => (ceremony === null ? {} : { ceremony, act: 'none' }));

  return {
    ...store,
    load: () => run(() => bridge.call('bundle.ceremony', undefined), (ceremony) => ({ ceremony })),
    begin: (act) => { if (!getState().busy) setState({ act, failure: null }); },
    stepBack: () => setState({ act: 'none', failure: null }),
    makeKey: (holder, passphrase) => step(() => bridge.call('bundle.makeRootKey', { holder, passphrase })),
    takeKey: () => step(() => bridge.call('bundle.takeRootKey', undefined)),
    keepKeys: () => step(() => bridge.call('bundle.keepRootKeys', undefined)),
    leaveKey: (keyId) => step(() => bridge.call('bundle.leaveRootKey', { keyId })),
    makeRoot: (threshold) => step(() => bridge.call('bundle.makeRoot', { threshold })),
    sign: (from, passphrase) => step(() => bridge.call('bundle.signRoot', { from, passphrase })),
    finish: (passphrase) => run(
      () => bridge.call('bundle.finishCeremony', { passphrase }),
      (ceremony) => ({ ceremony, act: 'none', notice: { kind: 'finished', version: ceremony.current?.version ?? 0 } }),
    ),
    drop: () => step(() => bridge.call('bundle.dropCeremony', undefined)),
    print: () => run(() => runJob((job) => bridge.call('bundle.printRoot', { job })), (file) => (file === null ? {} : { notice: { kind: 'printed', ...file } })),
    showFile: async (ticket) => {
      await bridge.call('service.showFile', { ticket });
    },
  };
}
