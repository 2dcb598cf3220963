import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { isMainThread, Worker } from 'node:worker_threads';
import { close, openWrite } from '../../electron/database/open.ts';
import { WORKER_LIMITS } from '../../electron/workers/host.ts';
import { type Workspace } from '../helpers/bundles.ts';
import { merge } from '../helpers/merging.ts';
import { valueOf } from '../helpers/result.ts';
import { floorOf } from './mergeFloor.ts';

// A process of its own, its work in a thread like the window's: merges the files that a list names into a workspace, and says how long it took and how much memory.
if (isMainThread) new Worker(new URL(import.meta.url), { argv: process.argv.slice(2), resourceLimits: WORKER_LIMITS });
else await mergeList(process.argv.slice(2) as [string, string, string]);

async function mergeList([folder, list, floor]: readonly [string, string, string]): Promise<void> {
  const paths = JSON.parse(readFileSync(list, 'utf8')) as readonly string[];
  const db = valueOf(openWrite(folder));
  const [start, used] = [performance.now(), process.cpuUsage()];
  const { totals } = await merge({ db, folder } as Workspace, ...paths);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000, mebibytes, added: totals.added, floor: floor === 'floor' ? floorOf(db, paths) : 0 }));
  close(db);
}
