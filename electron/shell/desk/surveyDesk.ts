import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { PrintedFile } from '../../../shared/ipc/survey.ts';
import { printAt } from './printing.ts';
import { cancelled, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

/** The methods that read form workbooks, and those that put forms and the list of companies on paper. */
export function surveyDesk(reception: Reception): Answering<'survey.checkWorkbook' | 'survey.printForm' | 'survey.printRegister' | 'survey.openRound' | 'survey.approve' | 'survey.compare'> {
  const { host, dialogs, language, printForm, printRegister } = reception;
  /** Asks where to, then prints there. */
  const save = async (job: string, title: string, suggested: string, print: (path: string, signal: AbortSignal) => Promise<Result<null, Failure>>): Promise<Result<PrintedFile | null, Failure>> => {
    const path = await dialogs.saveFile(title, suggested.replace(/[\\/:*?"<>|]/g, '-'), [{ name: words[language()].pdf, extensions: ['pdf'] }]);
    return path === null ? cancelled : printAt(reception, job, path, (signal) => print(path, signal));
  };
  return {
    async 'survey.checkWorkbook'({ job }) {
      const { pickWorkbook, workbooks } = words[language()];
      const path = await dialogs.openFile(pickWorkbook, [{ name: workbooks, extensions: ['xlsx', 'xlsm', 'xls'] }]);
      return path === null ? cancelled : host.run(job, 'survey.checkWorkbook', { path });
    },
    async 'survey.printForm'({ job, ...args }) {
      const paper = await host.call('survey.formPaper', args);
      if (!paper.ok) return paper;
      const { saveForm, formFile, emptyFormFile } = words[language()];
      const { filled } = paper.value;
      return save(job, saveForm, filled === null ? emptyFormFile : formFile(filled.company.number), (path, signal) => printForm(paper.value, path, signal));
    },
    'survey.approve': ({ job, entities }) => (job === undefined ? host.call('survey.approve', { entities }) : host.run(job, 'survey.approve', { entities })),
    'survey.compare': ({ job, entity }) => host.run(job, 'survey.compare', { entity }),
    'survey.openRound': ({ job, ...args }) => host.run(job, 'survey.openRound', { job, ...args }),
    async 'survey.printRegister'({ job, ...query }) {
      const paper = await host.run(job, 'survey.registerPaper', query);
      if (!paper.ok) return paper;
      const { saveRegister, registerFile } = words[language()];
      return save(job, saveRegister, registerFile, (path, signal) => printRegister(paper.value, path, signal));
    },
  };
}
