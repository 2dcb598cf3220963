import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { AwaitingBundle, ExportArguments, ExportPreview, ExportReceipt, SentBundle, SentCompany } from '../../shared/ipc/bundle.ts';
import type { InstalledReceipts, WrittenReceipts } from '../../shared/ipc/merge.ts';
import { createReading } from '../service/reading.ts';
import type { RunJob } from '../service/status.ts';

export type ExportPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly receipt: ExportReceipt };

/** What the last act with receipts or signatures has come to. */
export type ReceiptsNotice =
  | { readonly kind: 'installed'; readonly receipts: InstalledReceipts }
  | { readonly kind: 'written'; readonly receipts: WrittenReceipts }
  | { readonly kind: 'manifest'; readonly fileName: string }
  | { readonly kind: 'attached' };

/** A bundle of this body that the person has picked to give it its second signature. */
export type Awaiting = AwaitingBundle & { readonly ticket: string; readonly fileName: string };

export interface BundlesState {
  readonly phase: ExportPhase;
  readonly preview: ExportPreview | null;
  readonly sent: readonly SentBundle[];
  /** The bundle whose companies are shown. */
  readonly open: { readonly manifest: string; readonly companies: readonly SentCompany[] } | null;
  /** In front of the person who seals it. */
  readonly awaiting: Awaiting | null;
  readonly notice: ReceiptsNotice | null;
  readonly failure: Failure | null;
  /** Of the Commission: what would go to this state; without one, to the first that something waits for. */
  readonly load: (to?: string) => Promise<void>;
  /** Nobody looks any more: what is being read is stopped. */
  readonly leave: () => void;
  /** Seals what the preview showed; a cancelled dialog leaves everything as it was. */
  readonly send: (choice: Pick<ExportArguments, 'passphrase' | 'personal' | 'encrypt'>) => Promise<void>;
  /** Writes a bundle that has left before once more. */
  readonly sendAgain: (manifest: string) => Promise<void>;
  /** Picks a bundle that awaits its seal. */
  readonly pickAwaiting: () => Promise<void>;
  /** Seals the one that was picked; a wrong passphrase leaves it where it is. */
  readonly countersign: (passphrase: string) => Promise<void>;
  readonly leaveAwaiting: () => void;
  /** Writes the manifest for a program of the state. */
  readonly exportManifest: (manifest: string) => Promise<void>;
  /** Takes a signature that was made outside into a bundle. */
  readonly attachSignature: (manifest: string) => Promise<void>;
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
export function createBundles(bridge: Bridge, run: RunJob): Bundles {
  return createStore<BundlesState>((set, get) => {
    /** A long act that ends with a file. */
    const leave = async (act: (job: string) => Promise<Result<ExportReceipt | null, Failure>>): Promise<void> => {
      set({ phase: { kind: 'working' }, failure: null, notice: null });
      const answer = await run(act);
      if (answer.ok && answer.value) return set({ phase: { kind: 'done', receipt: answer.value } });
      set({ phase: { kind: 'ready' }, failure: answer.ok || answer.error.code === 'cancelled' ? null : answer.error });
    };
    const reading = createReading(bridge, run);
    /** Who stops a job knows that it was stopped. */
    const fail = (failure: Failure) => set({ failure: failure.code === 'cancelled' ? null : failure });
    /** Shown as soon as it is read: what is read at length beside it may come after receipts were taken in. */
    const refresh = async (): Promise<Failure | null> => {
      const sent = await bridge.call('bundle.sent', undefined);
      if (!sent.ok) return sent.error;
      set({ sent: sent.value });
      return null;
    };
    return {
      phase: { kind: 'loading' },
      preview: null,
      sent: [],
      open: null,
      awaiting: null,
      notice: null,
      failure: null,
      load: async (to) => {
        set({ failure: null });
        const [preview, unread] = await Promise.all([reading.read((job) => bridge.call('bundle.exportPreview', { job, to: to ?? null })), refresh()]);
        if (preview === null) return;
        const failure = preview.ok ? unread : preview.error;
        set({ preview: preview.ok ? preview.value : null, ...(failure && { failure }), ...(get().phase.kind === 'loading' && { phase: { kind: 'ready' } }) });
      },
      leave: reading.leave,
      send: (choice) => leave((job) => bridge.call('bundle.export', { job, ...choice, to: get().preview?.to ?? null })),
      sendAgain: (manifest) => leave((job) => bridge.call('bundle.writeAgain', { job, manifest })),
      pickAwaiting: async () => {
        set({ notice: null, failure: null });
        const answer = await run((job) => bridge.call('bundle.pickAwaiting', { job }));
        if (answer.ok) set({ awaiting: answer.value });
        else fail(answer.error);
      },
      countersign: async (passphrase) => {
        const { awaiting } = get();
        if (!awaiting) return;
        await leave((job) => bridge.call('bundle.countersign', { job, ticket: awaiting.ticket, passphrase }));
        if (get().phase.kind === 'done') set({ awaiting: null });
      },
      leaveAwaiting: () => set({ awaiting: null, failure: null }),
      exportManifest: async (manifest) => {
        set({ notice: null, failure: null });
        const answer = await bridge.call('bundle.exportManifest', { manifest });
        if (!answer.ok) set({ failure: answer.error });
        else if (answer.value) set({ notice: { kind: 'manifest', fileName: answer.value.fileName } });
      },
      attachSignature: async (manifest) => {
        set({ notice: null, failure: null });
        const answer = await bridge.call('bundle.attachSignature', { manifest });
        if (!answer.ok) set({ failure: answer.error });
        else if (answer.value) set({ sent: answer.value, notice: { kind: 'attached' } });
      },
      toggle: async (manifest) => {
        if (get().open?.manifest === manifest) return set({ open: null });
        const companies = await bridge.call('bundle.sentCompanies', { manifest });
        set(companies.ok ? { open: { manifest, companies: companies.value } } : { failure: companies.error });
      },
      installReceipts: async () => {
        set({ notice: null, failure: null });
        const answer = await run((job) => bridge.call('merge.installReceipts', { job }));
        if (!answer.ok) fail(answer.error);
        else if (answer.value) set({ notice: { kind: 'installed', receipts: answer.value } });
        await refresh();
      },
      writeReceipts: async (passphrase) => {
        set({ notice: null, failure: null });
        const answer = await run((job) => bridge.call('merge.writeReceipts', { job, passphrase }));
        if (!answer.ok) fail(answer.error);
        else if (answer.value) set({ notice: { kind: 'written', receipts: answer.value } });
        return answer.ok;
      },
      finish: async () => {
        await get().load();
        set({ phase: { kind: 'ready' } });
      },
    };
  });
}
