import { kill, pid } from 'node:process';
import { openWrite } from '../../electron/database/open.ts';
import { syncStore } from '../../electron/merge/central/sync.ts';
import { deskOf } from './merging.ts';
import { valueOf } from './result.ts';

// A process that syncs, and kills itself, as a power cut would, when it is told a phase.
const [folder, store, phase] = process.argv.slice(2) as [string, string, string | undefined];
const db = valueOf(openWrite(folder));
const desk = deskOf({ db, folder } as Parameters<typeof deskOf>[0], {
  progress: (told) => {
    if (told.phase === phase && (told.done > 0 || phase === 'connecting')) kill(pid, 'SIGKILL');
  },
});
valueOf(await syncStore(desk, { store }));
