import { err, ok } from '../../../shared/base/result.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method = 'insight.export' | 'insight.pickInvited' | 'insight.importInvited' | 'insight.remind' | 'insight.coverage' | 'insight.debtors';

/** The methods that write tables and letters, and read lists. */
export function insightDesk({ host, dialogs, files, language, printLetter }: Reception): Answering<Method> {
  return {
    async 'insight.export'({ job, ...request }) {
      const folder = await dialogs.openFolder(words[language()].tablesFolder);
      if (folder === null) return cancelled;
      const report = await host.run(job, 'insight.export', { ...request, folder });
      return report.ok ? ok({ ...report.value, ticket: files.issue(report.value.files[0]?.file ?? folder) }) : report;
    },
    // They go through everything that ever came: in a base of thousands the work of the window must not wait for them.
    'insight.coverage': () => host.run(crypto.randomUUID(), 'insight.coverage', undefined),
    'insight.debtors': () => host.run(crypto.randomUUID(), 'insight.debtors', undefined),
    async 'insight.pickInvited'() {
      const { pickInvited, lists } = words[language()];
      const path = await dialogs.openFile(pickInvited, [{ name: lists, extensions: ['xlsx', 'csv', 'txt'] }]);
      if (path === null) return cancelled;
      const preview = await host.call('insight.previewInvited', { path });
      return preview.ok ? ok({ ...preview.value, ticket: files.issue(path) }) : preview;
    },
    async 'insight.importInvited'({ ticket, replace }) {
      const path = files.find(ticket);
      return path === undefined ? unknownTicket : host.call('insight.importInvited', { path, replace });
    },
    async 'insight.remind'({ letters }) {
      const folder = await dialogs.openFolder(words[language()].remindersFolder);
      if (folder === null) return cancelled;
      const written = await host.call('insight.writeReminders', { folder, letters });
      if (!written.ok) return written;
      for (const letter of written.value) {
        const file = `${letter.path}.pdf`;
        const printed = await printLetter(letter, file);
        if (!printed.ok) return err({ ...printed.error, values: { file } });
      }
      return ok({ folder, ticket: files.issue(`${written.value[0]?.path ?? folder}.pdf`), letters: written.value.length });
    },
  };
}
