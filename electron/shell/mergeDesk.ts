import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { ok } from '../../shared/base/result.ts';
import type { MergeFile } from '../merge/apply.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './dispatch.ts';
import { words } from './words.ts';

type Method = 'merge.pick' | 'merge.verify' | 'merge.apply';

/** The methods that read bundle files. */
export function mergeDesk({ host, dialogs, files, language }: Reception): Answering<Method> {
  const named = (tickets: readonly string[]): MergeFile[] | null => {
    const paths = files.findAll(tickets);
    return paths && paths.map((path, index) => ({ ticket: tickets[index] ?? '', path, fileName: basename(path) }));
  };
  return {
    async 'merge.pick'() {
      const { pickBundles, bundles } = words[language()];
      const paths = await dialogs.openFiles(pickBundles, [{ name: bundles, extensions: ['svod'] }]);
      if (paths === null) return cancelled;
      return ok(paths.map((path) => ({ ticket: files.issue(path), fileName: basename(path), size: statSync(path, { throwIfNoEntry: false })?.size ?? 0 })));
    },
    'merge.verify'({ job, tickets }) {
      const found = named(tickets);
      return found === null ? Promise.resolve(unknownTicket) : host.run(job, 'merge.verify', { files: found });
    },
    'merge.apply'({ job, tickets }) {
      const found = named(tickets);
      return found === null ? Promise.resolve(unknownTicket) : host.run(job, 'merge.apply', { files: found });
    },
  };
}
