import { expect, test } from 'vitest';
import { createDoctorStore } from '../../../renderer/bundle/doctor/store.ts';
import type { Examination } from '../../../shared/ipc/doctor.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';

const file = { ticket: 'one', fileName: 'a.svod.age' };
const examination: Examination = {
  fileName: 'a.svod.age', size: 1, sha256: null, kind: 'encrypted', encrypted: true, belief: 'unknown', failure: { code: 'cannot-decrypt', values: { detail: 'locked' } },
  steps: [], facts: [], keys: [], content: null,
};
const run = <T>(work: (job: string) => Promise<T>) => work('job');

test('a file is examined, an encrypted one again with the passphrase, which is kept nowhere', async () => {
  const bridge = scriptedBridge({
    'bundle.pickFile': () => file,
    'bundle.examine': ({ passphrase }) => {
      if (passphrase === 'wrong') throw new Refusal({ code: 'wrong-passphrase' });
      return passphrase === null ? examination : { ...examination, kind: 'bundle', belief: 'verified', failure: null };
    },
  });
  const store = createDoctorStore(bridge, run);
  await store.pick();
  expect(store.getState()).toMatchObject({ phase: { kind: 'examined', examination: { kind: 'encrypted' } } });
  await store.examine(file, { passphrase: 'wrong' });
  expect(store.getState()).toMatchObject({ phase: { kind: 'examined', examination: { kind: 'encrypted' } }, failure: { code: 'wrong-passphrase' } });
  await store.examine(file, { passphrase: 'right' });
  expect(store.getState()).toMatchObject({ phase: { kind: 'examined', examination: { belief: 'verified' } }, failure: null });
  expect(JSON.stringify(store.getState())).not.toContain('right');
});

test('a cancelled dialog leaves what was examined before', async () => {
  let picked: typeof file | null = file;
  const store = createDoctorStore(scriptedBridge({ 'bundle.pickFile': () => picked, 'bundle.examine': () => examination }), run);
  await store.pick();
  picked = null;
  await store.pick();
  expect(store.getState().phase).toMatchObject({ kind: 'examined', file });
});
