import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { KeyInfo, NewKey } from '../../../shared/ipc/keys.ts';
import { oneAtATime } from '../../service/act.ts';
import type { RunJob } from '../../service/status.ts';

/** What the person is in the middle of. */
export type KeyAct =
  | { readonly kind: 'none' }
  | { readonly kind: 'making' }
  | { readonly kind: 'restoring' }
  | { readonly kind: 'changing'; readonly key: KeyInfo };

export type KeyNotice =
  | { readonly kind: 'made' | 'restored' | 'changed' | 'chosen' }
  | { readonly kind: 'exported' | 'sheet'; readonly fileName: string };

export interface KeysState {
  readonly keys: readonly KeyInfo[] | null;
  readonly act: KeyAct;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly notice: KeyNotice | null;
}

export interface KeysStore extends StoreApi<KeysState> {
  readonly load: () => Promise<void>;
  readonly begin: (act: KeyAct) => void;
  readonly stepBack: () => void;
  readonly make: (key: NewKey) => Promise<void>;
  readonly restore: (sheet: { readonly holder: string; readonly sheet: string; readonly passphrase: string }) => Promise<void>;
  readonly change: (passphrase: string, next: string) => Promise<void>;
  readonly use: (keyId: string) => Promise<void>;
  readonly exportPublic: (keyId: string) => Promise<void>;
  readonly saveSheet: (keyId: string) => Promise<void>;
}

/** The keys of this PC and what can be done with them (B20). Keeps no passphrase and no sheet. */
export function createKeysStore(bridge: Bridge, runJob: RunJob): KeysStore {
  const store = createStore<KeysState>(() => ({ keys: null, act: { kind: 'none' }, busy: false, failure: null, notice: null }));
  const { getState, setState } = store;
  const closed = { kind: 'none' } as const;

  const run = oneAtATime(store);
  const file = (kind: 'exported' | 'sheet') => (written: { readonly fileName: string } | null): Partial<KeysState> =>
    written === null ? {} : { notice: { kind, fileName: written.fileName } };

  return {
    ...store,
    load: () => run(() => bridge.call('bundle.keys', undefined), (keys) => ({ keys })),
    begin: (act) => { if (!getState().busy) setState({ act, failure: null, notice: null }); },
    stepBack: () => setState({ act: closed, failure: null }),
    make: (key) => run(() => bridge.call('bundle.createKey', key), (keys) => ({ keys, act: closed, notice: { kind: 'made' } })),
    restore: (sheet) => run(() => bridge.call('bundle.restoreKey', sheet), (keys) => ({ keys, act: closed, notice: { kind: 'restored' } })),
    change: async (passphrase, next) => {
      const { act } = getState();
      if (act.kind !== 'changing') return;
      await run(() => bridge.call('bundle.changePassphrase', { keyId: act.key.keyId, passphrase, next }), () => ({ act: closed, notice: { kind: 'changed' } }));
    },
    use: (keyId) => run(() => bridge.call('bundle.useKey', { keyId }), (keys) => ({ keys, notice: { kind: 'chosen' } })),
    exportPublic: (keyId) => run(() => bridge.call('bundle.exportPublicKey', { keyId }), file('exported')),
    saveSheet: (keyId) => run(() => runJob((job) => bridge.call('service.saveRecoverySheet', { job, keyId })), file('sheet')),
  };
}
