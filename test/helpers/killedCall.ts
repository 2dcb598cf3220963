import { kill, pid } from 'node:process';
import { close, openWrite } from '../../electron/database/open.ts';
import { applyMerge } from '../../electron/merge/desk/apply.ts';
import { deskOf, filesOf } from './merging.ts';
import { valueOf } from './result.ts';

// A process that merges and kills itself, as a power cut would, before its so many-th call of the database; 0: never. Says how many there were.
const [folder, at, ...paths] = process.argv.slice(2) as [string, string, ...string[]];
const db = valueOf(openWrite(folder));
let calls = 0;
const counted = <M extends (...args: never[]) => unknown>(method: M): M =>
  ((...args: never[]) => {
    calls += 1;
    if (calls === Number(at)) kill(pid, 'SIGKILL');
    return method(...args);
  }) as M;
Object.assign(db, { all: counted(db.all), get: counted(db.get), value: counted(db.value), run: counted(db.run) });
valueOf(await applyMerge(deskOf({ db, folder } as Parameters<typeof deskOf>[0]), filesOf(paths)));
process.stdout.write(String(calls));
close(db);
