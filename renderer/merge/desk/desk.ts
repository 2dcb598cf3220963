import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { MergePreview, Picked, PickedFile } from '../../../shared/ipc/merge.ts';
import type { RunJob } from '../../service/status.ts';
import { fresh, untouched, withStep, withVerdicts, type DeskFile } from './files.ts';
import { createLooking, type Looking } from './looking.ts';
import type { Desk, DeskState } from './state.ts';

export interface DeskStore extends StoreApi<DeskState>, Looking {
  /** Asks for files, then verifies them; nothing changes when the person cancels the dialog. */
  readonly pick: () => Promise<void>;
  /** Asks for a folder, then verifies the bundles in it and below it. */
  readonly pickFolder: () => Promise<void>;
  /** Adds files and folders that were dropped to those on the desk and verifies them; while work runs and after a merge's report nothing is taken from below it. */
  readonly drop: (files: readonly File[]) => Promise<void>;
  /** Goes on from `locked`: with the passphrase, kept until these files are merged or cleared, or without (null). */
  readonly unlock: (passphrase: string | null) => Promise<void>;
  /** Verifies again what a cancel has left unverified. */
  readonly verifyAgain: () => Promise<void>;
  /** Merges what was previewed. Failed, or cancelled before anything was merged, it goes back to the preview: the base is as it was. */
  readonly merge: () => Promise<void>;
  /** After a merge that was cancelled half way: merges the files that it had not come to. */
  readonly resume: () => Promise<void>;
  /** Stops the verification or the merge that runs. */
  readonly cancel: () => Promise<void>;
  /** Clears the desk for the next batch. */
  readonly clear: () => void;
  readonly dispose: () => void;
}

/** The desk where bundles are verified and merged. */
export function createDeskStore(bridge: Bridge, runJob: RunJob): DeskStore {
  const store = createStore<DeskState>(() => ({ desk: { kind: 'empty' }, others: 0, failure: null }));
  const { getState, setState } = store;

  const stopSteps = bridge.on('step', (event) => {
    const { desk } = getState();
    if ((desk.kind === 'verifying' || desk.kind === 'merging') && desk.job === event.job)
      setState({ desk: { ...desk, files: desk.files.map((file) => (file.ticket === event.ticket ? withStep(file, event) : file)) } });
  });
  const stopProgress = bridge.on('progress', (progress) => {
    const { desk } = getState();
    if ((desk.kind === 'verifying' || desk.kind === 'merging') && desk.job === progress.job) setState({ desk: { ...desk, progress } });
  });

  // Of the encryption keys, for the files on the desk: never in the state, where a screen could show it.
  let passphrase: string | null = null;

  const verify = (picked: readonly PickedFile[]): Promise<void> => runJob(async (job) => {
    setState({ desk: { kind: 'verifying', job, files: picked.map(fresh), progress: null }, failure: null });
    const answer = await bridge.call('merge.verify', { job, tickets: picked.map((file) => file.ticket), passphrase });
    const { desk } = getState();
    if (desk.kind !== 'verifying' || desk.job !== job) return;
    if (answer.ok) return setState({ desk: { kind: 'preview', files: withVerdicts(desk.files, answer.value.files), preview: answer.value, looked: null, last: null } });
    if (answer.error.code === 'cancelled') return setState({ desk: { kind: 'stopped', files: picked.map(fresh) } });
    const locked = passphrase !== null;
    passphrase = null;
    setState({ desk: locked ? { kind: 'locked', files: picked.map(fresh) } : { kind: 'empty' }, failure: answer.error });
  });

  /** What was brought is looked at as the desk is now: a folder takes its time. `join` adds it to what is there. */
  const take = async (brought: Result<Picked | null, Failure>, join: 'join' | 'instead' = 'instead'): Promise<void> => {
    if (!brought.ok) return setState({ failure: brought.error });
    if (brought.value === null) return;
    const { desk } = getState();
    if (desk.kind === 'merging') return setState({ failure: { code: 'merge-running' } });
    if (desk.kind === 'verifying') void bridge.call('service.cancel', { job: desk.job });
    const kept = join === 'instead' || desk.kind === 'empty' || desk.kind === 'merged' ? [] : desk.files;
    const files = [...kept, ...brought.value.files];
    setState({ others: brought.value.others });
    if (kept.length === 0) passphrase = null;
    if (passphrase === null && files.some((file) => file.encrypted)) setState({ desk: { kind: 'locked', files: files.map(fresh) }, failure: null });
    else await verify(files);
  };

  const apply = async (files: readonly DeskFile[], preview: MergePreview, back: Desk): Promise<void> => runJob(async (job) => {
    setState({ desk: { kind: 'merging', job, files: files.map(fresh), preview, progress: null }, failure: null });
    const answer = await bridge.call('merge.apply', { job, tickets: files.map((file) => file.ticket), passphrase });
    if (!answer.ok) return setState({ desk: back, failure: answer.error });
    if (!answer.value.stopped) passphrase = null;
    setState({ desk: { kind: 'merged', files: withVerdicts(files.map(fresh), answer.value.files), preview, report: answer.value } });
  });

  return {
    ...store,
    pick: async () => take(await bridge.call('merge.pick', undefined)),
    pickFolder: async () => take(await bridge.call('merge.pickFolder', undefined)),
    drop: async (files) => {
      const { desk } = getState();
      if (desk.kind === 'verifying' || desk.kind === 'merging') return;
      await take(await bridge.drop(files), 'join');
    },
    ...createLooking({ bridge, runJob, store, passphrase: () => passphrase }),
    verifyAgain: async () => {
      const { desk } = getState();
      if (desk.kind === 'stopped') await take(ok({ files: desk.files, others: getState().others }));
    },
    unlock: async (given) => {
      const { desk } = getState();
      if (desk.kind !== 'locked') return;
      passphrase = given;
      await verify(desk.files);
    },
    merge: async () => {
      const { desk } = getState();
      if (desk.kind !== 'preview') return;
      await apply(desk.files, desk.preview, desk);
    },
    resume: async () => {
      const { desk } = getState();
      if (desk.kind === 'merged' && desk.report.stopped) await apply(untouched(desk.files), desk.preview, desk);
    },
    cancel: async () => {
      const { desk } = getState();
      if (desk.kind === 'verifying' || desk.kind === 'merging') await bridge.call('service.cancel', { job: desk.job });
    },
    clear: () => {
      passphrase = null;
      setState({ desk: { kind: 'empty' }, others: 0, failure: null });
    },
    dispose: () => {
      stopSteps();
      stopProgress();
    },
  };
}
