import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { exportBundle, previewExport } from '../../electron/bundle/export/export.ts';
import { listCompanies } from '../../electron/database/tables/company.ts';
import type { Demo } from '../../electron/demo/create.ts';
import { approveCompanies, completeResponse, reopenResponse } from '../../electron/survey/complete.ts';
import { openResponse, saveAnswers } from '../../electron/survey/draft.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { stateHashes } from '../../electron/merge/desk/state.ts';
import type { StateHashes } from '../../shared/ipc/merge.ts';
import { atDesk } from './merged.ts';
import { valueOf } from './result.ts';

/** What lies on the Commission's desk on a bad day. */
export interface DayFiles {
  /** Everything but the late one: two bundles of one number among them, one twice under another name, one with a bit turned over. */
  readonly early: readonly string[];
  /** The first bundle of a body, which comes after its second. */
  readonly late: string;
  readonly damaged: string;
  readonly twice: string;
  readonly forks: readonly [string, string];
}

/** A copy of the whole example, so that a day can begin again. */
export function copyDemo(demo: Demo, from: string, to: string): Demo {
  cpSync(from, to, { recursive: true });
  const there = (path: string): string => join(to, relative(from, path));
  return { ...demo, commission: there(demo.commission), ministries: demo.ministries.map(there), bundles: demo.bundles.map(there), registry: there(demo.registry) };
}

/** The files of the day, made from the example: nothing of the example itself changes. */
export async function filesOfDay(demo: Demo, folder: string): Promise<DayFiles> {
  mkdirSync(folder, { recursive: true });
  const [first, last] = [demo.bundles[0], demo.bundles.at(-1)] as [string, string];
  const late = demo.bundles.find((path) => /^BY-.*-0001\.svod$/.test(basename(path))) as string;
  const damaged = join(folder, 'повреждён.svod');
  const bytes = readFileSync(last);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] as number) ^ 1;
  writeFileSync(damaged, bytes);
  const twice = join(folder, 'копия.svod');
  copyFileSync(first, twice);
  const kazakh = demo.ministries.find((path) => path.includes('kz-')) as string;
  const forks: string[] = [];
  for (const name of ['развилка-1', 'развилка-2']) {
    // A workspace restored from a copy goes on under the numbers that the other one has used.
    const copy = join(folder, name);
    cpSync(kazakh, copy, { recursive: true });
    forks.push(await atDesk(copy, async (desk) => {
      correct(desk, firstCompany(desk), `Уточнено: ${name}`);
      return seal(desk, demo.passphrase, join(folder, `${name}.svod`), null);
    }));
  }
  return { early: [...demo.bundles.filter((path) => path !== late), damaged, twice, ...forks], late, damaged, twice, forks: forks as [string, string] };
}

/** Copies of these files under names by which they lie in this order: the desk takes what it is brought in the order of the names. */
export function inOrder(pile: readonly string[], folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return pile.map((path, index) => {
    const copy = join(folder, `${String(index + 1).padStart(2, '0')}-${basename(path)}`);
    copyFileSync(path, copy);
    return copy;
  });
}

/** The ministry does what the Commission has asked for and sends again. */
export async function correctAndSend(ministry: string, entity: string, passphrase: string, file: string): Promise<string> {
  return atDesk(ministry, async (desk) => {
    correct(desk, entity, 'Сверено с реестром, исправлено.');
    return seal(desk, passphrase, file, null);
  });
}

/** Seals what waits for every state, a bundle each; gives the files. */
export async function sealAll(commission: string, passphrase: string, folder: string): Promise<readonly string[]> {
  return atDesk(commission, async (desk) => {
    const files: string[] = [];
    for (const { country } of previewExport(desk.db).recipients) files.push(await seal(desk, passphrase, join(folder, `решения-${country}.svod`), country));
    return files;
  });
}

export async function hashesOf(commission: string): Promise<StateHashes> {
  return atDesk(commission, ({ db }) => stateHashes(db));
}

function firstCompany({ db }: Desk): string {
  return listCompanies(db, { search: '', status: null, country: null, sort: 'number', descending: false, offset: 0, limit: 1 }).rows[0]?.entity ?? '';
}

/** Opens a response, changes its last remark, completes and approves it. */
function correct(desk: Desk, entity: string, remark: string): void {
  const opened = valueOf(openResponse(desk, { entity }));
  if (opened.status !== 'draft') valueOf(reopenResponse(desk, { response: opened.response, reason: 'Уточнение' }));
  valueOf(saveAnswers(desk, { response: opened.response, changes: [{ path: '/P/P04', value: remark }], progress: { required: 1, answered: 1, errors: 0, warnings: 0, unjustified: 0 } }));
  const completed = valueOf(completeResponse(desk, { response: opened.response }));
  if (completed.kind !== 'completed') throw new Error('The correction cannot be completed.');
  valueOf(approveCompanies(desk, { entities: [entity] }));
}

async function seal(desk: Desk, passphrase: string, path: string, to: string | null): Promise<string> {
  valueOf(await exportBundle(desk, { path, passphrase, personal: false, to, encrypt: false }));
  return path;
}
