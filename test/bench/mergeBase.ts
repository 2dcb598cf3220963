import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { close, openWrite } from '../../electron/database/open.ts';
import { valueOf, type Workspace } from '../helpers/bundles.ts';
import { merge } from '../helpers/merging.ts';
import { floorOf } from './mergeFloor.ts';

// A process of its own: merges the files that a list names into a workspace, and says how long it took and how much memory.
const [folder, list, floor] = process.argv.slice(2) as [string, string, string];
const paths = JSON.parse(readFileSync(list, 'utf8')) as readonly string[];
const db = valueOf(openWrite(folder));
const [start, used] = [performance.now(), process.cpuUsage()];
const { totals } = await merge({ db, folder } as Workspace, ...paths);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(used);
const mebibytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000, mebibytes, added: totals.added, floor: floor === 'floor' ? floorOf(db, paths) : 0 }));
close(db);
