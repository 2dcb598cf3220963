import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { FormPreview, FormToSign, PublicKeyPreview, RegistryPreview, StagedChange, TrustState } from '../../shared/ipc/bundle.ts';
import { oneAtATime } from '../service/act.ts';
import type { RunJob } from '../service/status.ts';

/** What the person is in the middle of; every one of them ends by doing it or by stepping back. */
export type TrustAct =
  | { readonly kind: 'none' }
  | { readonly kind: 'installing'; readonly preview: RegistryPreview }
  | { readonly kind: 'adding'; readonly keys: readonly PublicKeyPreview[] }
  | {
      readonly kind: 'revoking'; readonly keyId: string;
      /** The installations known to sign with this key, and the last bundle of each that was merged here; 0 when there is none. Null while it is being read. */
      readonly seen: readonly { readonly installation: string; readonly seq: number }[] | null;
    }
  | { readonly kind: 'describing'; readonly keyId: string }
  | { readonly kind: 'policy'; readonly country: string; readonly body: string }
  | { readonly kind: 'expiry' | 'signing' | 'discarding' }
  | { readonly kind: 'form'; readonly preview: FormPreview }
  | { readonly kind: 'signing-form'; readonly form: FormToSign };

export type TrustNotice =
  | { readonly kind: 'installed' | 'signed'; readonly version: number }
  | { readonly kind: 'form-installed'; readonly version: string }
  | { readonly kind: 'form-signed'; readonly version: string; readonly number: number }
  | { readonly kind: 'exported'; readonly fileName: string; readonly ticket: string };

export interface TrustScreenState {
  readonly trust: TrustState | null;
  readonly act: TrustAct;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly notice: TrustNotice | null;
}

export interface TrustStore extends StoreApi<TrustScreenState> {
  readonly load: () => Promise<void>;
  readonly pickRegistry: () => Promise<void>;
  /** Installs the registry shown; `compared` says that the fingerprint of a new root was compared. */
  readonly install: (compared: boolean) => Promise<void>;
  readonly pickKeys: () => Promise<void>;
  /** Prepares the adding of these of the keys shown. */
  readonly stageKeys: (tickets: readonly string[]) => Promise<void>;
  /** Opens the act at once, so that it can be stepped back from, and reads what it shows. */
  readonly startRevoking: (keyId: string) => Promise<void>;
  /** Opens one of the acts that need nothing first. */
  readonly begin: (act: Extract<TrustAct, { readonly kind: 'describing' | 'policy' | 'expiry' | 'signing' | 'discarding' }>) => void;
  /** Prepares a change of the next registry and closes the act it was described in. */
  readonly stage: (change: StagedChange) => Promise<void>;
  /** Takes a prepared change back; null: all of them. */
  readonly unstage: (id: string | null) => Promise<void>;
  /** Signs the next registry with everything that is prepared. */
  readonly sign: (passphrase: string) => Promise<void>;
  readonly pickForm: () => Promise<void>;
  readonly installForm: () => Promise<void>;
  readonly pickFormToSign: () => Promise<void>;
  readonly signForm: (passphrase: string) => Promise<void>;
  readonly exportRegistry: () => Promise<void>;
  readonly stepBack: () => void;
  readonly showFile: (ticket: string) => Promise<void>;
}

/** The registry of keys: what is in force, and the acts that change it (B13, B14). Keeps no passphrase. */
export function createTrustStore(bridge: Bridge, runJob: RunJob): TrustStore {
  const store = createStore<TrustScreenState>(() => ({ trust: null, act: { kind: 'none' }, busy: false, failure: null, notice: null }));
  const { getState, setState } = store;
  const run = oneAtATime(store);
  const closed = { kind: 'none' } as const;

  return {
    ...store,
    load: () => run(() => bridge.call('bundle.trust', undefined), (trust) => ({ trust })),
    pickRegistry: () => run(
      () => bridge.call('bundle.pickRegistry', undefined),
      (preview) => (preview === null ? {} : { act: { kind: 'installing', preview } }),
    ),
    install: async (compared) => {
      const { act } = getState();
      if (act.kind !== 'installing' || (act.preview.newRoot && !compared)) return;
      await run(
        () => bridge.call('bundle.installRegistry', { ticket: act.preview.ticket, compared }),
        (trust) => ({ trust, act: closed, notice: { kind: 'installed', version: trust.version } }),
      );
    },
    pickKeys: () => run(
      () => bridge.call('bundle.pickPublicKeys', undefined),
      (keys) => (keys === null || keys.length === 0 ? {} : { act: { kind: 'adding', keys } }),
    ),
    stageKeys: async (tickets) => {
      if (getState().act.kind !== 'adding' || tickets.length === 0) return;
      await run(() => bridge.call('bundle.stageKeys', { tickets }), (trust) => ({ trust, act: closed }));
    },
    startRevoking: async (keyId) => {
      if (getState().busy) return;
      const act = { kind: 'revoking', keyId, seen: null } as const;
      setState({ act });
      await run(() => bridge.call('bundle.installations', { keyId }), (seen) => (getState().act === act ? { act: { ...act, seen } } : {}));
    },
    begin: (act) => { if (!getState().busy) setState({ act, failure: null, notice: null }); },
    stage: (change) => run(() => bridge.call('bundle.stageChange', { change }), (trust) => ({ trust, act: closed })),
    unstage: (id) => run(() => bridge.call('bundle.unstage', { id }), (trust) => ({ trust, act: closed })),
    sign: async (passphrase) => {
      if (getState().act.kind !== 'signing') return;
      await run(
        () => bridge.call('bundle.signRegistry', { passphrase }),
        (trust) => ({ trust, act: closed, notice: { kind: 'signed', version: trust.version } }),
      );
    },
    pickForm: () => run(() => bridge.call('bundle.pickForm', undefined), (preview) => (preview === null ? {} : { act: { kind: 'form', preview } })),
    installForm: async () => {
      const { act } = getState();
      if (act.kind !== 'form') return;
      await run(() => runJob((job) => bridge.call('bundle.installForm', { job, ticket: act.preview.ticket })), ({ version }) => ({ act: closed, notice: { kind: 'form-installed', version } }));
    },
    pickFormToSign: () => run(() => runJob((job) => bridge.call('bundle.pickFormToSign', { job })), (form) => (form === null ? {} : { act: { kind: 'signing-form', form } })),
    signForm: async (passphrase) => {
      const { act } = getState();
      if (act.kind !== 'signing-form') return;
      await run(() => bridge.call('bundle.signForm', { ticket: act.form.ticket, passphrase }), (signed) => ({ act: closed, notice: { kind: 'form-signed', ...signed } }));
    },
    exportRegistry: () => run(
      () => bridge.call('bundle.exportRegistry', undefined),
      (file) => (file === null ? {} : { notice: { kind: 'exported', ...file } }),
    ),
    stepBack: () => setState({ act: closed, failure: null }),
    showFile: async (ticket) => {
      await bridge.call('service.showFile', { ticket });
    },
  };
}
