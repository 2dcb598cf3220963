import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method = 'survey.saveTemplate' | 'survey.chooseIntake' | 'survey.importTemplate' | 'survey.readList' | 'survey.columnValues' | 'survey.importList' | 'survey.saveRefused';

/** Shown to be chosen too: whoever finds nothing to choose is told nothing, and of these it is said what to do with them. */
const REFUSED = ['xls', 'xlsb', 'ods'] as const;

/** The methods that write workbooks for companies, and read workbooks and lists that come in. */
export function intakeDesk({ host, dialogs, files, contents, language }: Reception): Answering<Method> {
  const workbook = () => [{ name: words[language()].workbooks, extensions: ['xlsx'] }];
  const withFile = async <T>(ticket: string, work: (bytes: Uint8Array) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
    const bytes = contents.find(ticket);
    return bytes === undefined ? unknownTicket : work(bytes);
  };
  /** The file that is shown, and the refused rows of the last attempt: the window asks for no other. */
  let [file, report]: (string | null)[] = [null, null];
  const replace = (before: string | null | undefined, bytes: Uint8Array | null): string | null => {
    if (before) contents.drop(before);
    return bytes && contents.issue(bytes);
  };
  return {
    async 'survey.saveTemplate'({ job, entity, texts }) {
      const { saveTemplate, templateFile, emptyTemplateFile } = words[language()];
      const number = entity === null ? ok(null) : await host.call('survey.companyNumber', { entity });
      if (!number.ok) return number;
      const path = await dialogs.saveFile(saveTemplate, number.value === null ? emptyTemplateFile : templateFile(number.value), workbook());
      if (path === null) return cancelled;
      const written = await host.run(job, 'survey.writeTemplate', { entity, texts, path });
      return written.ok ? ok({ fileName: basename(path), ticket: files.issue(path) }) : written;
    },
    async 'survey.chooseIntake'({ job }) {
      const { pickIntake, intakes } = words[language()];
      const path = await dialogs.openFile(pickIntake, [{ name: intakes, extensions: ['xlsx', 'xlsm', 'csv', 'tsv', 'txt', ...REFUSED] }]);
      if (path === null) return cancelled;
      const opened = await host.run(job, 'survey.openIntake', { path });
      if (!opened.ok) return opened;
      report = replace(report, null);
      const ticket = (file = replace(file, opened.value.bytes)) as string;
      return ok({ ...opened.value.found, fileName: basename(path), ticket });
    },
    'survey.importTemplate': ({ job, ticket, ...options }) => withFile(ticket, async (bytes) => {
      const taken = await host.run(job, 'survey.importTemplate', { ...options, bytes });
      if (taken.ok && taken.value.written) contents.drop(ticket);
      return taken;
    }),
    'survey.readList': ({ job, ticket, ...how }) => withFile(ticket, (bytes) => host.run(job, 'survey.readList', { ...how, bytes })),
    'survey.columnValues': ({ job, ticket, ...how }) => withFile(ticket, (bytes) => host.run(job, 'survey.columnValues', { ...how, bytes })),
    'survey.importList': ({ job, ticket, ...how }) => withFile(ticket, async (bytes) => {
      const imported = await host.run(job, 'survey.importList', { ...how, bytes });
      if (!imported.ok) return imported;
      if (imported.value.written) contents.drop(ticket);
      return ok({ ...imported.value, report: (report = replace(report, imported.value.report)) });
    }),
    async 'survey.saveRefused'({ ticket }) {
      const bytes = contents.find(ticket);
      if (bytes === undefined) return unknownTicket;
      const { saveRefused, refusedFile } = words[language()];
      const path = await dialogs.saveFile(saveRefused, refusedFile, workbook());
      if (path === null) return cancelled;
      const written = await host.call('survey.writeReport', { path, bytes });
      return written.ok ? ok({ fileName: basename(path), ticket: files.issue(path) }) : written;
    },
  };
}
