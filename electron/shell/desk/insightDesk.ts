import { rm } from 'node:fs/promises';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { WrittenLetter } from '../../insight/reminders.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method = 'insight.export' | 'insight.pickInvited' | 'insight.importInvited' | 'insight.remind' | 'insight.coverage' | 'insight.debtors';

/** The methods that write tables and letters, and read lists. */
export function insightDesk({ host, dialogs, files, language, mainJobs, tellProgress, printLetter }: Reception): Answering<Method> {
  return {
    async 'insight.export'({ job, ...request }) {
      const folder = await dialogs.openFolder(words[language()].tablesFolder);
      if (folder === null) return cancelled;
      const report = await host.run(job, 'insight.export', { ...request, folder });
      return report.ok ? ok({ ...report.value, ticket: files.issue(report.value.files[0]?.file ?? folder) }) : report;
    },
    'insight.coverage': ({ job }) => host.run(job, 'insight.coverage', undefined),
    'insight.debtors': ({ job }) => host.run(job, 'insight.debtors', undefined),
    async 'insight.pickInvited'({ job }) {
      const { pickInvited, lists } = words[language()];
      const path = await dialogs.openFile(pickInvited, [{ name: lists, extensions: ['xlsx', 'csv', 'txt'] }]);
      if (path === null) return cancelled;
      const preview = await host.run(job, 'insight.previewInvited', { path });
      return preview.ok ? ok({ ...preview.value, ticket: files.issue(path) }) : preview;
    },
    async 'insight.importInvited'({ job, ticket, replace }) {
      const path = files.find(ticket);
      return path === undefined ? unknownTicket : host.run(job, 'insight.importInvited', { path, replace });
    },
    async 'insight.remind'({ job, letters }) {
      const folder = await dialogs.openFolder(words[language()].remindersFolder);
      if (folder === null) return cancelled;
      const written = await host.run(job, 'insight.writeReminders', { folder, letters });
      if (!written.ok) return written;
      const printed: WrittenLetter[] = [];
      const all = written.value;
      const done = await mainJobs.run(job, async (signal): Promise<Result<null, Failure>> => {
        for (const letter of all) {
          tellProgress({ job, phase: 'printing', done: printed.length, total: all.length });
          const file = `${letter.path}.pdf`;
          const paper = signal.aborted ? err<Failure>({ code: 'cancelled' }) : await printLetter(letter, file, signal);
          if (!paper.ok) return err({ ...paper.error, values: { file } });
          printed.push(letter);
        }
        return ok(null);
      });
      // A list without its letter reminds nobody of anything.
      await Promise.all(all.slice(printed.length).map(({ path }) => rm(`${path}.csv`, { force: true })));
      if (printed.length === 0) return done.ok ? unknownTicket : done;
      const noted = await host.call('insight.noteReminded', { letters: printed.map(({ order, code }) => ({ order, code })) });
      if (!noted.ok) return noted;
      if (!done.ok && done.error.code !== 'cancelled') return done;
      return ok({ folder, ticket: files.issue(`${printed[0]?.path ?? folder}.pdf`), letters: printed.length, of: all.length });
    },
  };
}
