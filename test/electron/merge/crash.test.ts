import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { hasOpenRun } from '../../../electron/database/tables/run.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const KILLS = Number(process.env['SVOD_KILLS'] ?? 4);
const APART = new URL('../../helpers/mergeApart.ts', import.meta.url).pathname;
const COUNTED = new URL('../../helpers/killedCall.ts', import.meta.url).pathname;
const SCRIPT = new URL('../../helpers/killedMerge.ts', import.meta.url).pathname;

describe('a merge that is killed', () => {
  test('leaves every bundle whole or absent, and goes on where it stopped', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    for (let company = 0; company < 40; company += 1) {
      state(a, company, { '/A/name': `ООО «${company}»` });
      state(b, company, { '/A/name': `ООО «${company}»`, '/A/region': 'Псков' });
    }
    const paths = [await send(a), await send(b)];
    const whole = newCommission(a, b);
    await merge(whole, ...paths);
    const none = newCommission(a, b);

    for (const [step, when] of [['5', 'passed'], ['6', 'passed'], ['7', 'running'], ['7', 'passed'], ['8', 'running'], ['8', 'passed']] as const) {
      const commission = newCommission(a, b);
      close(commission.db);
      const run = spawnSync(process.execPath, [SCRIPT, commission.folder, step, when, ...paths], { encoding: 'utf8' });
      expect([run.signal, run.stderr]).toEqual(['SIGKILL', '']);
      const db = valueOf(openWrite(commission.folder));
      expect(stateHashes(db)).toEqual(stateHashes(when === 'passed' && step === '8' ? whole.db : none.db));
      expect(brokenLink(db, sha256)).toBeNull();
      await merge({ ...commission, db }, ...paths);
      expect(stateHashes(db)).toEqual(stateHashes(whole.db));
      close(db);
    }
  }, 3_600_000);

  test('killed at any moment the base is as before a bundle or as after it, never between', async () => {
    const bodies = [newBody(1), newBody(2), newBody(3)];
    const paths: string[] = [];
    for (let round = 0; round < BUNDLES; round += 1) {
      const body = bodies[round % 3] as (typeof bodies)[number];
      // Companies of one body, and some that all speak of; now and then a table.
      for (let company = 0; company < 8; company += 1) {
        const row: Readonly<Record<string, string | number>> = (round + company) % 4 === 0 ? { '/F/line[k]': 1, '/F/line[k]/p': String(round) } : {};
        state(body, (company < 4 ? 0 : 100 * (round % 3)) + company, { '/A/name': `ООО «${company}»`, '/A/region': `Область ${round}`, ...row });
      }
      paths.push(await send(body));
    }
    const states: string[] = [];
    const stepwise = newCommission(...bodies);
    for (let count = 0; count <= paths.length; count += 1) {
      if (count > 0) await merge(stepwise, paths[count - 1] as string);
      states.push(hashesOf(stepwise.db));
    }
    const calls = callsOf(newCommission(...bodies), paths, 0) as number;
    const ms = await killAfter(newCommission(...bodies), paths, null);
    const found = new Set<number>();
    let inside = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const commission = newCommission(...bodies);
      // Before a call of the database, any of those that merging and settling make; or by the clock, so that a commit may be hit.
      if (kill % 2 === 0) callsOf(commission, paths, 1 + Math.floor(Math.random() * calls));
      else await killAfter(commission, paths, Math.random() * ms);
      const db = valueOf(openWrite(commission.folder));
      const at = states.indexOf(hashesOf(db));
      expect(at).toBeGreaterThanOrEqual(0);
      found.add(at);
      if (hasOpenRun(db)) inside += 1;
      expect(brokenLink(db, sha256)).toBeNull();
      expect(db.value('PRAGMA quick_check(1)')).toBe('ok');
      await merge({ ...commission, db }, ...paths);
      expect(stateHashes(db)).toEqual(stateHashes(stepwise.db));
      close(db);
    }
    expect(inside).toBeGreaterThan(0);
    console.log(`Killed ${KILLS} times, ${inside} of them inside the merge, after ${[...found].sort((a, b) => a - b).join(', ')} of ${paths.length} bundles`);
  }, 3_600_000);
});

/** Two transactions of bundles at least. */
const BUNDLES = 24;

/** Pending marks are brought up to date when companies are settled; the hashes say what the set says at any moment. */
function hashesOf(db: Parameters<typeof stateHashes>[0]): string {
  const { pending: _pending, ...hashes } = stateHashes(db);
  return JSON.stringify(hashes);
}

/** Merges in a process of its own that is killed before its so many-th call of the database; 0: never, and gives how many there were. */
function callsOf(commission: ReturnType<typeof newCommission>, paths: readonly string[], at: number): number | null {
  close(commission.db);
  const run = spawnSync(process.execPath, [COUNTED, commission.folder, String(at), ...paths], { encoding: 'utf8' });
  if (at === 0) return Number(run.stdout);
  expect([run.signal, run.stderr]).toEqual(['SIGKILL', '']);
  return null;
}

/** Merges in a process of its own that is killed so many milliseconds after it has begun; null: never. Gives how long it merged. */
async function killAfter(commission: ReturnType<typeof newCommission>, paths: readonly string[], ms: number | null): Promise<number> {
  close(commission.db);
  const child = spawn(process.execPath, [APART, commission.folder, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  const started = Date.now();
  const timer = ms === null ? undefined : setTimeout(() => child.kill('SIGKILL'), ms);
  await gone;
  clearTimeout(timer);
  return Date.now() - started;
}
