import { expect, test } from 'vitest';
import { createBackups } from '../../../renderer/service/settings/backups.ts';
import { readKnown } from '../../../renderer/service/settings/known.ts';
import { createTwoPeople } from '../../../renderer/service/settings/twoPeople.ts';
import { createOnce } from '../../../renderer/ui/once.ts';
import type { BackupCopy } from '../../../shared/ipc/service.ts';
import { form } from '../merge/samples.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';

const copy: BackupCopy = { name: 'svod-1-by-hand.db', at: 1, why: 'by-hand', bytes: 1, checked: true };

function backups(answers: Parameters<typeof scriptedBridge>[0]) {
  const bridge = scriptedBridge({ 'service.backups': () => [copy], ...answers });
  const store = createBackups({ bridge, run: (work) => work('job'), closing: { run: () => Promise.resolve(true) }, openRestored: () => Promise.resolve(null) });
  return { bridge, store };
}

test('a copy that is asked for twice at once is made once', async () => {
  const made = heldBack<{ name: string }>();
  const { store } = backups({ 'service.backUp': made.answer });
  const presses = [store.make(), store.make(), store.restore(copy.name)];
  await Promise.resolve();
  await made.come(0, copy);
  await Promise.all(presses);
  expect(made.asked()).toBe(1);
  expect(store.getState()).toMatchObject({ busy: false, said: { kind: 'made' }, copies: [copy] });
});

test('a list of copies that could not be read after an act does not take away what came of it', async () => {
  const { bridge, store } = backups({ 'service.backUp': () => copy });
  bridge.answer('service.backups', () => { throw new Refusal({ code: 'file-unreadable' }); });
  await store.make();
  expect(store.getState().said).toEqual({ kind: 'made' });
});

test('a copy that was found damaged when it was to be restored is marked, and what is restored is offered', async () => {
  let damaged = true;
  const { store } = backups({ 'service.restoreBackup': () => {
    if (damaged) throw new Refusal({ code: 'copy-damaged' });
    return { folder: '/new', ticket: 't' };
  } });
  await store.load();
  await store.restore(copy.name);
  expect(store.getState()).toMatchObject({ damaged: [copy.name], said: { kind: 'failed', failure: { code: 'copy-damaged' } }, restored: null });
  damaged = false;
  await store.restore(copy.name);
  expect(store.getState()).toMatchObject({ said: null, restored: { folder: '/new' } });
});

test('a second change of what two people do is made of the first, though that is not kept yet', async () => {
  const set = heldBack<null>();
  const store = createTwoPeople(scriptedBridge({ 'survey.setTwoPeople': set.answer }), { approval: false, sections: [] });
  const changes = [store.getState().change({ approval: true }), store.getState().change({ sections: ['C'] })];
  expect(store.getState().wanted).toEqual({ approval: true, sections: ['C'] });
  await set.come(0, null);
  await set.come(1, Promise.reject(new Refusal({ code: 'disk-full' })));
  await Promise.all(changes);
  expect(store.getState()).toMatchObject({ wanted: { approval: true, sections: [] }, said: { code: 'disk-full' } });
});

test('the settings are read in one go, the form no more than once in the life of the window', async () => {
  const bridge = scriptedBridge({
    'survey.rounds': () => [], 'service.backups': () => [copy], 'survey.twoPeople': () => ({ approval: true, sections: [] }), 'survey.form': () => form,
    'bundle.keyProtection': () => 'locked' as never, 'survey.forms': () => [], 'service.zoom': () => ({ percent: 125 }) as never,
  });
  const workspace = { role: 'ministry', form: { hash: 'f' } } as Parameters<typeof readKnown>[1];
  await readKnown(bridge, workspace);
  const known = await readKnown(bridge, workspace);
  expect(known).toMatchObject({ rounds: { ok: true }, backups: { value: [copy] }, twoPeople: { wanted: { approval: true }, sections: [{ name: 'A' }, { name: 'B' }] }, zoom: 125 });
  expect(bridge.calls.filter(({ method }) => method === 'survey.form')).toHaveLength(1);
  expect((await readKnown(bridge, { ...workspace, role: 'commission' })).twoPeople).toBeNull();
});

test('work that is asked for again while it runs is not begun, and can be begun once it has ended, however it ended', async () => {
  const once = createOnce();
  const work = heldBack<string>();
  const [first, second] = [once(work.answer), once(work.answer)];
  const ended = expect(first).rejects.toThrow();
  await work.come(0, Promise.reject(new Refusal({ code: 'usage' })));
  await ended;
  expect(await second).toBeNull();
  const third = once(work.answer);
  await work.come(1, 'done');
  expect(await third).toBe('done');
});
