import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { brokenLink } from '../../../electron/database/audit.ts';
import { sha256 } from '../../../electron/bundle/hash.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { stateHashes } from '../../../electron/merge/state.ts';
import { valueOf } from '../../helpers/bundles.ts';
import { merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';

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
    const half = newCommission(a, b);
    await merge(half, paths[0] as string);

    for (const [step, when] of [['5', 'passed'], ['6', 'passed'], ['7', 'running'], ['7', 'passed'], ['8', 'running'], ['8', 'passed']] as const) {
      const commission = newCommission(a, b);
      close(commission.db);
      const run = spawnSync(process.execPath, [SCRIPT, commission.folder, step, when, ...paths], { encoding: 'utf8' });
      expect([run.signal, run.stderr]).toEqual(['SIGKILL', '']);
      const db = valueOf(openWrite(commission.folder));
      expect(stateHashes(db)).toEqual(stateHashes(when === 'passed' && step === '8' ? whole.db : half.db));
      expect(brokenLink(db, sha256)).toBeNull();
      await merge({ ...commission, db }, ...paths);
      expect(stateHashes(db)).toEqual(stateHashes(whole.db));
      close(db);
    }
  });
});
