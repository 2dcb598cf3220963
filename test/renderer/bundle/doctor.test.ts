import { expect, test } from 'vitest';
import { createDoctorStore } from '../../../renderer/bundle/doctor/store.ts';
import type { Examination } from '../../../shared/ipc/doctor.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';

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

test('of two files the one that was asked for last is shown, and when it cannot be examined what stood before them', async () => {
  const answers = heldBack<Examination>();
  let jobs = 0;
  const bridge = scriptedBridge({ 'bundle.examine': answers.answer, 'service.cancel': () => null });
  const store = createDoctorStore(bridge, (work) => work(`job ${(jobs += 1)}`));
  const [first, second] = [store.examine(file), store.examine({ ticket: 'two', fileName: 'b.svod' })];
  expect(bridge.calls).toContainEqual({ method: 'service.cancel', args: { job: 'job 1' } });
  await answers.come(1, Promise.reject(new Refusal({ code: 'file-unreadable' })));
  await answers.come(0, examination);
  await Promise.all([first, second]);
  expect(store.getState()).toMatchObject({ phase: { kind: 'empty' }, failure: { code: 'file-unreadable' } });
});

test('a page that was printed is not told of beside another file', async () => {
  const printed = heldBack<{ fileName: string; ticket: string } | null>();
  const store = createDoctorStore(scriptedBridge({ 'bundle.examine': () => examination, 'bundle.printProof': printed.answer }), run);
  await store.examine(file);
  const print = store.print();
  await store.examine({ ticket: 'two', fileName: 'b.svod' });
  await printed.come(0, { fileName: 'a.pdf', ticket: 'p' });
  await print;
  expect(store.getState()).toMatchObject({ phase: { file: { ticket: 'two' } }, printed: null });
});
