import { basename } from 'node:path';
import { ok } from '../../../shared/base/result.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import type { MergeFile } from '../../merge/desk/apply.ts';
import { bringBundles } from './brought.ts';
import { printAt } from './printing.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method = 'merge.pick' | 'merge.pickFolder' | 'merge.verify' | 'merge.fields' | 'merge.apply' | 'merge.state' | 'merge.undo' | 'merge.findings' | 'merge.candidates' | 'merge.planUndo' | 'merge.previewRule' | 'merge.applyRule' | 'merge.saveReport' | 'merge.writeReceipts' | 'merge.installReceipts' | 'merge.sync';

/** The methods that read bundle files. */
export function mergeDesk(reception: Reception): Answering<Method> {
  const { host, dialogs, files, language, printMergeReport } = reception;
  const named = (tickets: readonly string[]): MergeFile[] | null => {
    const paths = files.findAll(tickets);
    return paths && paths.map((path, index) => ({ ticket: tickets[index] ?? '', path, fileName: basename(path) }));
  };
  return {
    async 'merge.pick'() {
      const { pickBundles, bundles } = words[language()];
      const paths = await dialogs.openFiles(pickBundles, [{ name: bundles, extensions: ['svod', 'age'] }]);
      return paths === null ? cancelled : bringBundles(files, paths);
    },
    async 'merge.pickFolder'() {
      const folder = await dialogs.openFolder(words[language()].bundlesFolder);
      return folder === null ? cancelled : bringBundles(files, [folder]);
    },
    'merge.verify'({ job, tickets, passphrase }) {
      const found = named(tickets);
      return found === null ? Promise.resolve(unknownTicket) : host.run(job, 'merge.verify', { files: found, passphrase });
    },
    'merge.fields'({ job, tickets, passphrase, entity }) {
      const found = named(tickets);
      return found === null ? Promise.resolve(unknownTicket) : host.run(job, 'merge.fields', { files: found, passphrase, entity });
    },
    'merge.apply'({ job, tickets, passphrase }) {
      const found = named(tickets);
      return found === null ? Promise.resolve(unknownTicket) : host.run(job, 'merge.apply', { files: found, passphrase });
    },
    'merge.state': ({ job }) => host.run(job, 'merge.state', undefined),
    'merge.findings': ({ job }) => host.run(job, 'merge.findings', undefined),
    'merge.candidates': ({ job }) => host.run(job, 'merge.candidates', undefined),
    'merge.planUndo': ({ job, run }) => host.run(job, 'merge.planUndo', { run }),
    'merge.undo': ({ job, run, reason }) => host.run(job, 'merge.undo', { run, reason }),
    'merge.previewRule': ({ job, rule }) => host.run(job, 'merge.previewRule', { rule }),
    'merge.applyRule': ({ job, id }) => host.run(job, 'merge.applyRule', { id }),
    async 'merge.saveReport'({ job, run, format }) {
      const { saveReport, reportFile, pdf, json } = words[language()];
      const path = await dialogs.saveFile(saveReport, `${reportFile(run)}.${format}`, [{ name: format === 'pdf' ? pdf : json, extensions: [format] }]);
      if (path === null) return cancelled;
      const report = await host.run(job, 'merge.document', { run });
      if (!report.ok) return report;
      if (format === 'pdf') return printAt(reception, job, path, (signal) => printMergeReport(report.value, path, signal));
      const written = writeFileSafely(path, Buffer.from(`${JSON.stringify(report.value, null, 2)}\n`));
      return written.ok ? ok({ fileName: basename(path), ticket: files.issue(path) }) : written;
    },
    'merge.sync': ({ job, store, password, passphrase }) => host.run(job, 'merge.sync', { store, password: password ?? undefined, passphrase: passphrase ?? undefined }),
    async 'merge.writeReceipts'({ job, passphrase }) {
      const folder = await dialogs.openFolder(words[language()].receiptsFolder);
      if (folder === null) return cancelled;
      const written = await host.run(job, 'merge.writeReceipts', { folder, passphrase });
      if (!written.ok) return written;
      const { first, ...counts } = written.value;
      return ok({ folder, ticket: files.issue(first ?? folder), ...counts });
    },
    async 'merge.installReceipts'({ job }) {
      const { pickReceipts, receipts } = words[language()];
      const paths = await dialogs.openFiles(pickReceipts, [{ name: receipts, extensions: ['svodreceipt'] }]);
      return paths === null ? cancelled : host.run(job, 'merge.installReceipts', { paths });
    },
  };
}
