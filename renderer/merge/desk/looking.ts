import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CompanyChange } from '../../../shared/ipc/merge.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { RunJob } from '../../service/status.ts';
import { loadDefinition } from '../../service/definitions.ts';
import { ticketsFor } from './fields.ts';
import type { DeskState, Looked } from './state.ts';

export interface Looking {
  /** Turns to the fields of one company of the preview, and back to all of them. */
  readonly lookAt: (company: CompanyChange) => Promise<void>;
  readonly lookAway: () => void;
}

interface LookingParts {
  readonly bridge: Bridge;
  readonly runJob: RunJob;
  readonly store: Pick<StoreApi<DeskState>, 'getState' | 'setState'>;
  /** With which the files on the desk were opened; null: none. */
  readonly passphrase: () => string | null;
}

/** Looking at the companies of a preview before they are merged. */
export function createLooking({ bridge, runJob, store: { getState, setState }, passphrase }: LookingParts): Looking {
  /** Shows how the look at a company goes, as long as the person has not turned to something else. */
  const showLook = (job: string, state: Looked['state']): void => {
    const { desk } = getState();
    if (desk.kind === 'preview' && desk.looked?.job === job) setState({ desk: { ...desk, looked: { ...desk.looked, state } } });
  };

  return {
    lookAt: async (company: CompanyChange): Promise<void> => runJob(async (job) => {
      const { desk } = getState();
      if (desk.kind !== 'preview') return;
      setState({ desk: { ...desk, looked: { company, job, state: { kind: 'loading' } } } });
      const answer = await bridge.call('merge.fields', { job, tickets: ticketsFor(desk.preview, company), passphrase: passphrase(), entity: company.entity });
      if (!answer.ok) return showLook(job, { kind: 'failed', failure: answer.error });
      const forms = new Map<string, FormDefinition>();
      for (const hash of new Set(answer.value.map(({ formHash }) => formHash).filter((each) => each !== ''))) {
        const form = await loadDefinition(bridge, hash);
        if (!form.ok) return showLook(job, { kind: 'failed', failure: form.error });
        forms.set(hash, form.value);
      }
      showLook(job, { kind: 'ready', rounds: answer.value, forms });
    }),
    lookAway: () => {
      const { desk } = getState();
      if (desk.kind !== 'preview' || desk.looked === null) return;
      if (desk.looked.state.kind === 'loading') void bridge.call('service.cancel', { job: desk.looked.job });
      setState({ desk: { ...desk, looked: null, last: desk.looked.company.entity } });
    },
  };
}
