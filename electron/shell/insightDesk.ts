import { ok } from '../../shared/base/result.ts';
import { cancelled, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

/** The methods that write tables. */
export function insightDesk({ host, dialogs, files, language }: Reception): Answering<'insight.export'> {
  return {
    async 'insight.export'({ job, ...request }) {
      const folder = await dialogs.openFolder(words[language()].tablesFolder);
      if (folder === null) return cancelled;
      const report = await host.run(job, 'insight.export', { ...request, folder });
      return report.ok ? ok({ ...report.value, ticket: files.issue(report.value.files[0]?.file ?? folder) }) : report;
    },
  };
}
