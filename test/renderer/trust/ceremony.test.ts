import { describe, expect, test } from 'vitest';
import { createCeremonyStore } from '../../../renderer/trust/ceremony/store.ts';
import type { CeremonyState, RootInfo } from '../../../shared/ipc/ceremony.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';
import type { RunJob } from '../../../renderer/service/status.ts';

const runNow: RunJob = (work) => work('job');

const fingerprint = { hex: 'ab cd', words: { ru: ['лес', 'дом'], en: ['oak', 'sun'] } };
const root = (version: number): RootInfo => ({ version, fingerprint, expiresAt: '2031-11-01T00:00:00.000Z', threshold: 2, keys: [] });
const state = (version: number): CeremonyState => ({ current: root(version), keys: [], next: null });

describe('the ceremony on screen', () => {
  test('keeps the dialog and no passphrase when a step is refused', async () => {
    const store = createCeremonyStore(scriptedBridge({ 'bundle.makeRootKey': () => { throw new Refusal({ code: 'medium-taken', values: { folder: 'красный' } }); } }), runNow);
    store.begin('key');
    await store.makeKey('Арсеньев', 'луна кедр вода север');
    expect(store.getState()).toMatchObject({ act: 'key', busy: false, failure: { code: 'medium-taken' } });
    expect(JSON.stringify(store.getState())).not.toContain('луна');
  });

  test('a medium that was not chosen changes nothing, one that was closes the dialog', async () => {
    const answers = [null, state(1)];
    const store = createCeremonyStore(scriptedBridge({ 'bundle.signRoot': () => answers.shift() ?? null }), runNow);
    store.begin('sign-medium');
    await store.sign('medium', 'x');
    expect(store.getState()).toMatchObject({ act: 'sign-medium', ceremony: null, failure: null });
    await store.sign('medium', 'x');
    expect(store.getState()).toMatchObject({ act: 'none', ceremony: { current: { version: 1 } } });
  });

  test('says which root is in force when it is finished', async () => {
    const store = createCeremonyStore(scriptedBridge({ 'bundle.finishCeremony': () => state(2) }), runNow);
    store.begin('finish');
    await store.finish('x');
    expect(store.getState()).toMatchObject({ act: 'none', notice: { kind: 'finished', version: 2 } });
  });
});
