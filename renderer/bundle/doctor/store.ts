import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { ExaminedFile, Examination } from '../../../shared/ipc/doctor.ts';
import { createReading } from '../../service/reading.ts';
import type { RunJob } from '../../service/status.ts';

export type DoctorPhase =
  | { readonly kind: 'empty' }
  | { readonly kind: 'examining'; readonly file: ExaminedFile }
  /** `code`: the digits of a code from paper, when only records with it were asked for. */
  | { readonly kind: 'examined'; readonly file: ExaminedFile; readonly examination: Examination; readonly code: string | null };

export interface DoctorState {
  readonly phase: DoctorPhase;
  readonly failure: Failure | null;
  /** The page that was printed last. */
  readonly printed: string | null;
}

export interface DoctorStore extends StoreApi<DoctorState> {
  /** Asks for a file and examines it; nothing changes when the dialog is cancelled. */
  readonly pick: () => Promise<void>;
  /** Examines a file, an encrypted one with the passphrase of an encryption key; of its records only those with this code from paper. */
  readonly examine: (file: ExaminedFile, options?: { readonly passphrase?: string; readonly code?: string | null }) => Promise<void>;
  /** Writes the proof that is shown as a page for paper. */
  readonly print: () => Promise<void>;
  /** Nobody looks any more: what is being examined is stopped. */
  readonly leave: () => void;
}

/** One file under examination. Keeps no passphrase. */
export function createDoctorStore(bridge: Bridge, run: RunJob): DoctorStore {
  const store = createStore<DoctorState>(() => ({ phase: { kind: 'empty' }, failure: null, printed: null }));
  const { getState, setState } = store;
  const reading = createReading(bridge, run);
  /** What was shown before a file is examined, to come back to. */
  let before: DoctorPhase = { kind: 'empty' };

  const examine: DoctorStore['examine'] = async (file, { passphrase = null, code = null }: { readonly passphrase?: string | null; readonly code?: string | null } = {}) => {
    const { phase } = getState();
    if (phase.kind !== 'examining') before = phase;
    setState({ phase: { kind: 'examining', file }, failure: null, printed: null });
    const answer = await reading.read((job) => bridge.call('bundle.examine', { job, ticket: file.ticket, passphrase, code }));
    if (answer === null) return;
    if (answer.ok) setState({ phase: { kind: 'examined', file, examination: answer.value, code } });
    else setState({ phase: before, failure: answer.error.code === 'cancelled' ? null : answer.error });
  };
  return {
    ...store,
    examine,
    leave: reading.leave,
    pick: async () => {
      const answer = await bridge.call('bundle.pickFile', undefined);
      if (!answer.ok) setState({ failure: answer.error });
      else if (answer.value) await examine(answer.value);
    },
    print: async () => {
      const { phase } = getState();
      if (phase.kind !== 'examined') return;
      setState({ printed: null, failure: null });
      const answer = await run((job) => bridge.call('bundle.printProof', { job, ticket: phase.file.ticket }));
      // Of a file that is not looked at any more nothing is said beside another.
      if (getState().phase !== phase) return;
      setState(answer.ok ? { printed: answer.value?.fileName ?? null } : { failure: answer.error.code === 'cancelled' ? null : answer.error });
    },
  };
}
