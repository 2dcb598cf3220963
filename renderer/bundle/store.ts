import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { ExportArguments, ExportPreview, ExportReceipt, SentBundle, SentCompany } from '../../shared/ipc/bundle.ts';
import type { ReceiptOutcome, WrittenReceipts } from '../../shared/ipc/merge.ts';
import type { StatusState } from '../service/status.ts';

export type ExportPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly receipt: ExportReceipt };

/** What the last act with receipts has come to. */
export type ReceiptsNotice =
  | { readonly kind: 'installed'; readonly outcomes: readonly ReceiptOutcome[] }
  | { readonly kind: 'written'; readonly receipts: WrittenReceipts };

export interface BundlesState {
  readonly phase: ExportPhase;
  readonly preview: ExportPreview | null;
  readonly sent: readonly SentBundle[];
  /** The bundle whose companies are shown. */
  readonly open: { readonly manifest: string; readonly companies: readonly SentCompany[] } | null;
  readonly notice: ReceiptsNotice | null;
  readonly failure: Failure | null;
  /** Of the Commission: what would go to this state; without one, to the first that something waits for. */
  readonly load: (to?: string) => Promise<void>;
  /** Seals what the preview showed; a cancelled dialog leaves everything as it was. */
  readonly send: (choice: Pick<ExportArguments, 'passphrase' | 'personal' | 'encrypt'>) => Promise<void>;
  /** Writes a bundle that has left before once more. */
  readonly sendAgain: (manifest: string) => Promise<void>;
  /** Shows the companies of a bundle, or puts them away. */
  readonly toggle: (manifest: string) => Promise<void>;
  /** Ministry: takes in receipts of the Commission. */
  readonly installReceipts: () => Promise<void>;
  /** Commission: writes receipts of the bundles that came in. True when it is done or the dialog was cancelled. */
  readonly writeReceipts: (passphrase: string) => Promise<boolean>;
  /** Back from the receipt to the list. */
  readonly finish: () => Promise<void>;
}

export type Bundles = StoreApi<BundlesState>;

/** What would leave this computer, its leaving, what has left, and what was said of it. Keeps no passphrase. */
export function createBundles(bridge: Bridge, run: StatusState['run']): Bundles {
  return createStore<BundlesState>((set, get) => {
    /** A long act that ends with a file. */
    const leave = async (act: (job: string) => Promise<Result<ExportReceipt | null, Failure>>): Promise<void> => {
      set({ phase: { kind: 'working' }, failure: null, notice: null });
      const answer = await run(act);
      if (answer.ok && answer.value) return set({ phase: { kind: 'done', receipt: answer.value } });
      set({ phase: { kind: 'ready' }, failure: answer.ok || answer.error.code === 'cancelled' ? null : answer.error });
    };
    const refresh = async (): Promise<void> => {
      const sent = await bridge.call('bundle.sent', undefined);
      if (sent.ok) set({ sent: sent.value });
    };
    return {
      phase: { kind: 'loading' },
      preview: null,
      sent: [],
      open: null,
      notice: null,
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
      send: (choice) => leave((job) => bridge.call('bundle.export', { job, ...choice, to: get().preview?.to ?? null })),
      sendAgain: (manifest) => leave((job) => bridge.call('bundle.writeAgain', { job, manifest })),
      toggle: async (manifest) => {
        if (get().open?.manifest === manifest) return set({ open: null });
        const companies = await bridge.call('bundle.sentCompanies', { manifest });
        set(companies.ok ? { open: { manifest, companies: companies.value } } : { failure: companies.error });
      },
      installReceipts: async () => {
        set({ notice: null, failure: null });
        const answer = await bridge.call('merge.installReceipts', undefined);
        if (!answer.ok) return set({ failure: answer.error });
        if (answer.value) set({ notice: { kind: 'installed', outcomes: answer.value } });
        await refresh();
      },
      writeReceipts: async (passphrase) => {
        set({ notice: null, failure: null });
        const answer = await bridge.call('merge.writeReceipts', { passphrase });
        if (!answer.ok) set({ failure: answer.error });
        else if (answer.value) set({ notice: { kind: 'written', receipts: answer.value } });
        return answer.ok;
      },
      finish: () => get().load(),
    };
  });
}
