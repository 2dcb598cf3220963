import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { RunJob } from '../../service/status.ts';
import { loadForm } from '../forms.ts';
import { createListIntake, type ListIntake } from './list.ts';
import { createUnderWay, type IntakeState } from './state.ts';
import { createTemplateIntake, type TemplateIntake } from './template.ts';

export interface Intake extends StoreApi<IntakeState>, TemplateIntake, ListIntake {
  /** Lets the person choose a file; a returned workbook is tried at once. */
  readonly choose: () => Promise<void>;
  readonly clear: () => void;
  readonly cancel: () => void;
}

/** Workbooks that companies return and lists of a ministry's own, from choosing a file to its last row. */
export function createIntake(bridge: Bridge, runJob: RunJob, formHash: string): Intake {
  const underWay = createUnderWay();
  const { store, begin, fail } = underWay;
  const { getState, setState } = store;
  const { first: beginTemplate, ...template } = createTemplateIntake(bridge, runJob, underWay);
  const { first: beginList, ...list } = createListIntake(bridge, runJob, underWay);
  bridge.on('progress', (progress) => {
    const { busy } = getState();
    if (busy?.job === progress.job) setState({ busy: { ...busy, progress } });
  });

  return {
    ...store,
    ...template,
    ...list,
    async choose() {
      const chosen = await runJob((job) => {
        begin(job);
        return bridge.call('survey.chooseIntake', { job });
      });
      if (!chosen.ok) return fail(chosen.error);
      if (chosen.value === null) return setState({ busy: null });
      const { ticket, fileName } = chosen.value;
      if (chosen.value.kind === 'template') return beginTemplate(ticket, fileName);
      const form = await loadForm(bridge, formHash);
      if (!form.ok) return fail(form.error);
      await beginList(ticket, fileName, form.value.definition, chosen.value.sample);
    },
    clear: () => setState({ work: { kind: 'none' }, failure: null }),
    cancel() {
      const { busy } = getState();
      if (busy?.job) void bridge.call('service.cancel', { job: busy.job });
    },
  };
}
