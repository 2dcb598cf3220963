import type { Bridge } from '../../../shared/ipc/api.ts';
import type { RunJob } from '../../service/status.ts';
import type { UnderWay } from './state.ts';

/** What is done with a workbook that a company returned. */
export interface TemplateIntake {
  /** Tries a returned workbook again, with the other side's word. */
  readonly prefer: (precedence: 'file' | 'draft') => Promise<void>;
  readonly writeTemplate: () => Promise<void>;
}

/** Takes returned workbooks in. `first` tries one that was just chosen. */
export function createTemplateIntake(bridge: Bridge, runJob: RunJob, { store: { getState, setState }, begin, fail }: UnderWay): TemplateIntake & { readonly first: (ticket: string, fileName: string) => Promise<void> } {
  const tryTemplate = async (ticket: string, fileName: string, precedence: 'file' | 'draft', rehearse: boolean): Promise<void> => {
    const report = await runJob((job) => {
      begin(job);
      return bridge.call('survey.importTemplate', { job, ticket, precedence, rehearse });
    });
    if (!report.ok) return fail(report.error);
    setState({ busy: null, work: { kind: 'template', ticket, fileName, precedence, report: report.value } });
  };

  return {
    first: (ticket, fileName) => tryTemplate(ticket, fileName, 'file', true),
    async prefer(precedence) {
      const { work } = getState();
      if (work.kind === 'template') await tryTemplate(work.ticket, work.fileName, precedence, true);
    },
    async writeTemplate() {
      const { work } = getState();
      if (work.kind === 'template') await tryTemplate(work.ticket, work.fileName, work.precedence, false);
    },
  };
}
