import { cancelled, type Answering, type Reception } from './dispatch.ts';
import { words } from './words.ts';

/** The methods that read form workbooks. */
export function surveyDesk({ host, dialogs, language }: Reception): Answering<'survey.checkWorkbook'> {
  return {
    async 'survey.checkWorkbook'() {
      const { pickWorkbook, workbooks } = words[language()];
      const path = await dialogs.openFile(pickWorkbook, [{ name: workbooks, extensions: ['xlsx', 'xlsm', 'xls'] }]);
      return path === null ? cancelled : host.call('survey.checkWorkbook', { path });
    },
  };
}
