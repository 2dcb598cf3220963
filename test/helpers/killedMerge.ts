import { kill, pid } from 'node:process';
import { openWrite } from '../../electron/database/open.ts';
import { applyMerge } from '../../electron/merge/desk/apply.ts';
import { deskOf, filesOf } from './merging.ts';
import { valueOf } from './result.ts';

// A process that merges and kills itself, as a power cut would, at a moment that the caller names.
const [folder, step, when, ...paths] = process.argv.slice(2) as [string, string, string, ...string[]];
const db = valueOf(openWrite(folder));
const desk = deskOf({ db, folder } as Parameters<typeof deskOf>[0], {
  step: (event) => {
    if (event.ticket === `t${paths.length - 1}` && event.step === Number(step) && event.state === when) kill(pid, 'SIGKILL');
  },
});
valueOf(await applyMerge(desk, filesOf(paths)));
