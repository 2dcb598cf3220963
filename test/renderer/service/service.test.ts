import { expect, test, vi } from 'vitest';
import { createClosing } from '../../../renderer/service/closing.ts';
import { createProgram } from '../../../renderer/service/create.ts';
import { strengthOf } from '../../../renderer/service/passphrase/passphrase.ts';
import { createRouter } from '../../../renderer/service/router.ts';
import { createStatus } from '../../../renderer/service/status.ts';
import { createService } from '../../../renderer/service/store.ts';
import { OPENING, type WorkspaceInfo } from '../../../shared/ipc/service.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';

const workspace = { id: 'w', role: 'ministry', person: 'Ковалёва' } as WorkspaceInfo;
const nowhere = { get: () => null, set: () => undefined };
const allSaved = { add: () => () => undefined, run: () => Promise.resolve(true) };

test('the window opens what the program says is there, in its language', async () => {
  const service = createService(scriptedBridge({ 'service.start': () => ({ kind: 'ready', language: 'en', workspace }) }), nowhere, 'ru', allSaved);
  expect(service.getState()).toMatchObject({ phase: { kind: 'starting' }, language: 'ru' });
  await service.getState().start();
  expect(service.getState()).toMatchObject({ phase: { kind: 'ready', workspace }, language: 'en' });
});

test('a workspace that cannot be opened is a state of its own, not a crash', async () => {
  const service = createService(scriptedBridge({ 'service.start': () => { throw new Refusal({ code: 'unexpected' }); } }), nowhere, 'ru', allSaved);
  await service.getState().start();
  expect(service.getState().phase).toEqual({ kind: 'failed', folder: '', failure: { code: 'unexpected' } });
});

test('another folder that takes long to open shows the opening as the start does, and says what stopped it', async () => {
  const steps: string[] = [];
  const bridge = scriptedBridge({
    'service.start': () => ({ kind: 'ready', language: 'ru', workspace }),
    'service.openWorkspace': () => {
      bridge.emit('progress', { job: OPENING, phase: 'opening', done: 1, total: 9 });
      steps.push(service.getState().phase.kind);
      if (steps.length > 1) throw new Refusal({ code: 'unexpected' });
      return { kind: 'ready', language: 'ru', workspace: { ...workspace, id: 'other' } };
    },
  });
  const service = createService(bridge, nowhere, 'ru', allSaved);
  await service.getState().start();
  bridge.emit('progress', { job: OPENING, phase: 'opening', done: 9, total: 9 });
  expect(service.getState().phase.kind, 'a late word of an opening that has ended').toBe('ready');
  expect(await service.getState().openWorkspace()).toBeNull();
  expect(service.getState().phase).toMatchObject({ kind: 'ready', workspace: { id: 'other' } });
  expect(await service.getState().openWorkspace()).toEqual({ code: 'unexpected' });
  expect(service.getState().phase).toEqual({ kind: 'failed', folder: '', failure: { code: 'unexpected' } });
  expect(steps).toEqual(['starting', 'starting']);
});

test('the look is remembered; an unknown one is the system’s', () => {
  const kept = new Map([['theme', 'sepia']]);
  const service = createService(scriptedBridge({}), { get: (key) => kept.get(key) ?? null, set: (key, value) => kept.set(key, value) }, 'ru', allSaved);
  expect(service.getState().theme).toBe('system');
  service.getState().setTheme('dark');
  expect(kept.get('theme')).toBe('dark');
});

test('a new person is shown once the program has taken the name', async () => {
  const service = createService(scriptedBridge({ 'service.setPerson': ({ person }) => ({ ...workspace, person }) }), nowhere, 'ru', allSaved);
  await service.getState().setPerson('Петров');
  expect(service.getState().phase).toMatchObject({ kind: 'ready', workspace: { person: 'Петров' } });
});

test('neither the workspace nor the person is left while what was typed there is not on the disk', async () => {
  const bridge = scriptedBridge({ 'service.openWorkspace': () => null });
  let saved = false;
  const service = createService(bridge, nowhere, 'ru', { ...allSaved, run: () => Promise.resolve(saved) });
  const { setPerson, openWorkspace, openRestored, openExample, leaveExample } = service.getState();
  expect(await setPerson('Петров')).toEqual({ ok: false, error: { code: 'unsaved' } });
  for (const leave of [openWorkspace, () => openRestored('t'), () => openExample('j', 'ministry'), leaveExample]) expect(await leave()).toEqual({ code: 'unsaved' });
  expect(bridge.calls).toEqual([]);
  saved = true;
  expect(await openWorkspace()).toBeNull();
  expect(bridge.calls).toHaveLength(1);
});

test('what a workspace has become is not shown over another that was opened meanwhile', async () => {
  const named = heldBack<WorkspaceInfo>();
  const other = { ...workspace, id: 'other' };
  const bridge = scriptedBridge({ 'service.start': () => ({ kind: 'ready', language: 'ru', workspace }), 'service.setPerson': named.answer, 'service.openWorkspace': () => ({ kind: 'ready', language: 'ru', workspace: other }) });
  const service = createService(bridge, nowhere, 'ru', allSaved);
  await service.getState().start();
  const naming = service.getState().setPerson('Петров');
  await service.getState().openWorkspace();
  await named.come(0, { ...workspace, person: 'Петров' });
  await naming;
  service.getState().enter({ ...workspace, round: '2027' });
  expect(service.getState().phase).toEqual({ kind: 'ready', workspace: other });
  service.getState().enter({ ...other, round: '2027' });
  expect(service.getState().phase).toMatchObject({ workspace: { id: 'other', round: '2027' } });
});

test('the way back goes through the screens in reverse and stops at the first', () => {
  const router = createRouter({ kind: 'companies' });
  router.getState().go({ kind: 'form', entity: 'e' });
  router.getState().go({ kind: 'settings' });
  router.getState().back();
  expect(router.getState().screen).toEqual({ kind: 'form', entity: 'e' });
  router.getState().back();
  router.getState().back();
  expect(router.getState().screen).toEqual({ kind: 'companies' });
});

test.each([
  ['a company', { kind: 'form', entity: 'e' }, 'ministry', { kind: 'companies' }],
  ['a place that every workspace has', { kind: 'settings' }, 'ministry', { kind: 'settings' }],
  ['a place of another role', { kind: 'pairs' }, 'commission', { kind: 'companies' }],
] as const)('no way leads back from one workspace to the places of another: from %s', async (_, screen, role, shown) => {
  const program = createProgram(scriptedBridge({
    'service.start': () => ({ kind: 'ready', language: 'ru', workspace: { ...workspace, role } }),
    'service.openExample': () => ({ kind: 'ready', language: 'ru', workspace: { ...workspace, id: 'another', role: 'ministry' } }),
  }), nowhere, 'ru');
  await program.service.getState().start();
  const { go, back } = program.router.getState();
  go({ kind: 'form', entity: 'e' });
  go(screen);
  expect(await program.service.getState().openExample('job', 'ministry')).toBeNull();
  expect(program.router.getState().screen).toEqual(shown);
  back();
  expect(program.router.getState().screen).toEqual(shown);
});

test('a job is shown while it runs, follows only its own progress, and is gone however it ends', async () => {
  const bridge = scriptedBridge({ 'service.cancel': () => null });
  const status = createStatus(bridge, () => 'job-1');
  const run = status.getState().run(async (job) => {
    bridge.emit('progress', { job: 'another', phase: 'merging', done: 1, total: 2 });
    expect(status.getState().job).toMatchObject({ job, total: 0 });
    bridge.emit('progress', { job, phase: 'sealing', done: 3, total: 9 });
    expect(status.getState().job).toMatchObject({ phase: 'sealing', done: 3, total: 9 });
    status.getState().cancel();
    throw new Error('broken');
  });
  await expect(run).rejects.toThrow('broken');
  expect(status.getState().job).toBeNull();
  expect(bridge.calls).toEqual([{ method: 'service.cancel', args: { job: 'job-1' } }]);
});

test('closing waits for everything that is still unsaved and says whether it could be saved, and no longer waits for what has been closed', async () => {
  let close: () => Promise<boolean> = () => Promise.resolve(false);
  const closing = createClosing({ ...scriptedBridge({}), onClosing: (listener) => { close = listener; } });
  const [kept, left] = [vi.fn(() => Promise.resolve(true)), vi.fn(() => Promise.resolve(false))];
  closing.add(kept);
  const leave = closing.add(left);
  expect(await close()).toBe(false);
  leave();
  expect(await close()).toBe(true);
  expect(kept).toHaveBeenCalledTimes(2);
  expect(left).toHaveBeenCalledTimes(1);
});

test.each([
  ['', 'empty'], ['парол', 'weak'], ['qwertyuiopasdfgh', 'weak'], ['1234567890123456', 'weak'], ['аааааааааааааааа', 'weak'],
  ['берёза и снег', 'weak'], ['берёзовая роща', 'fair'], ['берёза снег река утро', 'good'],
] as const)('the passphrase «%s» is %s', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});
