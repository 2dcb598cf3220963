import { sealBundle } from '../../electron/bundle/container/seal.ts';
import { writeBundle } from '../../electron/bundle/container/write.ts';
import { openWrite } from '../../electron/database/open.ts';
import { NOON, testKey } from './bundles.ts';
import { valueOf } from './result.ts';

/** Run as a process of its own: exports and kills itself without a word at the moment it is told. */
const [folder, path, moment] = process.argv.slice(2) as [string, string, string];
const die = (): void => void process.kill(process.pid, 'SIGKILL');

const { signer, key } = testKey(1);
const db = valueOf(openWrite(folder));
const sealed = valueOf(sealBundle(db, signer, { now: NOON, person: 'И. Иванова', personal: false }));
if (moment === 'sealed') die();
valueOf(
  await writeBundle(db, sealed, key, path, {
    onStep: (step, state) => {
      if (moment === 'part written' && step === 1 && state === 'running') die();
      if (moment === 'part verified' && step === 6 && state === 'passed') die();
    },
  }),
);
if (moment === 'written') die();
