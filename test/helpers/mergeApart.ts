import { close, openWrite } from '../../electron/database/open.ts';
import { applyMerge } from '../../electron/merge/desk/apply.ts';
import { deskOf, filesOf } from './merging.ts';
import { valueOf } from './result.ts';

// A process that says when it begins to merge, and may be killed from then on at any moment.
const [folder, ...paths] = process.argv.slice(2) as [string, ...string[]];
const db = valueOf(openWrite(folder));
process.stdout.write('merging\n');
valueOf(await applyMerge(deskOf({ db, folder } as Parameters<typeof deskOf>[0]), filesOf(paths)));
close(db);
