import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { ExportPreview, ExportReceipt, SentBundle } from '../../shared/ipc/bundle.ts';
import type { StatusState } from '../service/status.ts';

export type ExportPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly receipt: ExportReceipt };

export interface BundlesState {
  readonly phase: ExportPhase;
  readonly preview: ExportPreview | null;
  readonly sent: readonly SentBundle[];
  readonly failure: Failure | null;
  /** Of the Commission: what would go to this state; without one, to the first that something waits for. */
  readonly load: (to?: string) => Promise<void>;
  /** Seals what the preview showed; a cancelled dialog leaves everything as it was. */
  readonly send: (passphrase: string, personal: boolean) => Promise<void>;
  /** Back from the receipt to the list. */
  readonly finish: () => Promise<void>;
}

export type Bundles = StoreApi<BundlesState>;

/** What would leave this computer, its leaving, and what has left. */
export function createBundles(bridge: Bridge, run: StatusState['run']): Bundles {
  return createStore<BundlesState>((set, get) => ({
    phase: { kind: 'loading' },
    preview: null,
    sent: [],
    failure: null,
    load: async (to) => {
      const [preview, sent] = await Promise.all([bridge.call('bundle.exportPreview', { to: to ?? null }), bridge.call('bundle.sent', undefined)]);
      set({
        phase: { kind: 'ready' },
        preview: preview.ok ? preview.value : null,
        sent: sent.ok ? sent.value : [],
        failure: !preview.ok ? preview.error : !sent.ok ? sent.error : null,
      });
    },
    send: async (passphrase, personal) => {
      set({ phase: { kind: 'working' }, failure: null });
      const answer = await run((job) => bridge.call('bundle.export', { job, passphrase, personal, to: get().preview?.to ?? null }));
      if (answer.ok && answer.value) return set({ phase: { kind: 'done', receipt: answer.value } });
      set({ phase: { kind: 'ready' }, failure: answer.ok || answer.error.code === 'cancelled' ? null : answer.error });
    },
    finish: () => get().load(),
  }));
}
