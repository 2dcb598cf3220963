import { describe, expect, test } from 'vitest';
import { createTrustStore } from '../../../renderer/trust/store.ts';
import { keyStanding, registryStanding } from '../../../renderer/trust/validity.ts';
import type { PublicKeyPreview, RegistryPreview, TrustState } from '../../../shared/ipc/bundle.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';

const fingerprint = { hex: 'ab cd', words: { ru: ['лес', 'дом'], en: ['oak', 'sun'] } };
const entry: RegistryEntry = {
  keyId: 'a'.repeat(64), suite: 'S1', publicKey: 'x', usage: 'official', country: 'AM', body: 'Министерство', holder: 'А. Петросян',
  notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-01-01T00:00:00.000Z', installation: null, status: 'active', trustedUpTo: {},
};
const trust = (version: number): TrustState => ({
  version, issuedAt: '2026-11-01T00:00:00.000Z', expiresAt: '2027-11-01T00:00:00.000Z', standing: 'in-force', root: fingerprint, rootVersion: 1, rootKeys: { threshold: 1, count: 1 }, canSign: true, entries: [], policies: [], rounds: [], staged: [],
});
const registry: RegistryPreview = {
  ticket: 't', fileName: 'eaeu.svodtrust', version: 2, installedVersion: 0, root: fingerprint, newRoot: true, rootVersion: 1, installedRootVersion: 0, added: [{ ...entry, fingerprint }], revoked: [], changed: [], removed: [], deadlines: [],
};
const key: PublicKeyPreview = { ticket: 'k', fileName: 'am.svodkey', entry, fingerprint };

describe('the registry of keys', () => {
  test('a registry with a new root is installed only after its fingerprint was compared', async () => {
    const bridge = scriptedBridge({ 'bundle.pickRegistry': () => registry, 'bundle.installRegistry': () => trust(2) });
    const store = createTrustStore(bridge, (work) => work('job'));
    await store.pickRegistry();
    await store.install(false);
    expect(bridge.calls.map((call) => call.method)).toEqual(['bundle.pickRegistry']);
    await store.install(true);
    expect(store.getState()).toMatchObject({ trust: { version: 2 }, act: { kind: 'none' }, notice: { kind: 'installed', version: 2 } });
  });

  test('keys are prepared, and a wrong passphrase keeps what is prepared on screen', async () => {
    const staged = { ...trust(2), staged: [{ kind: 'add', entry }] } as const;
    const store = createTrustStore(scriptedBridge({
      'bundle.pickPublicKeys': () => [key], 'bundle.stageKeys': () => staged, 'bundle.signRegistry': () => { throw new Refusal({ code: 'wrong-passphrase' }); },
    }), (work) => work('job'));
    await store.pickKeys();
    await store.stageKeys(['k']);
    expect(store.getState()).toMatchObject({ trust: { version: 2 }, act: { kind: 'none' } });
    store.begin({ kind: 'signing' });
    await store.sign('not it');
    expect(store.getState()).toMatchObject({ trust: { staged: staged.staged }, act: { kind: 'signing' }, busy: false, failure: { code: 'wrong-passphrase' } });
    expect(JSON.stringify(store.getState())).not.toContain('not it');
  });

  test('while an act runs no other is opened, which its end would close; who has stepped back is told what came of it', async () => {
    const [installations, signed] = [heldBack<readonly []>(), heldBack<TrustState>()];
    const store = createTrustStore(scriptedBridge({ 'bundle.installations': installations.answer, 'bundle.signRegistry': signed.answer }), (work) => work('job'));
    const revoking = store.startRevoking(entry.keyId);
    store.begin({ kind: 'expiry' });
    await installations.come(0, []);
    await revoking;
    expect(store.getState().act).toMatchObject({ kind: 'revoking' });
    store.begin({ kind: 'signing' });
    const signing = store.sign('слово');
    store.stepBack();
    store.begin({ kind: 'policy', country: 'AM', body: 'Министерство' });
    await signed.come(0, Promise.reject(new Refusal({ code: 'wrong-passphrase' })));
    await signing;
    expect(store.getState()).toMatchObject({ act: { kind: 'none' }, failure: { code: 'wrong-passphrase' } });
    store.begin({ kind: 'policy', country: 'AM', body: 'Министерство' });
    expect(store.getState()).toMatchObject({ act: { kind: 'policy' }, failure: null });
  });

  test('a key is revoked up to a bundle, and signed with everything that is prepared', async () => {
    const bridge = scriptedBridge({ 'bundle.stageChange': () => trust(2), 'bundle.signRegistry': () => trust(3), 'bundle.installations': () => [{ installation: 'i-1', seq: 4 }] });
    const store = createTrustStore(bridge, (work) => work('job'));
    await store.startRevoking(entry.keyId);
    expect(store.getState().act).toEqual({ kind: 'revoking', keyId: entry.keyId, seen: [{ installation: 'i-1', seq: 4 }] });
    const change = { kind: 'revoke', keyId: entry.keyId, trustedUpTo: { 'i-1': 4 } } as const;
    await store.stage(change);
    expect(bridge.calls.at(-1)).toEqual({ method: 'bundle.stageChange', args: { change } });
    store.begin({ kind: 'signing' });
    await store.sign('a passphrase');
    expect(store.getState()).toMatchObject({ act: { kind: 'none' }, notice: { kind: 'signed', version: 3 } });
  });
});

test('revoking a key can be stepped back from before it is known which installations sign with it, and does not open again when that comes', async () => {
  let answer: (seen: readonly { readonly installation: string; readonly seq: number }[]) => void = () => undefined;
  const store = createTrustStore(scriptedBridge({ 'bundle.installations': () => new Promise((resolve) => { answer = resolve as typeof answer; }) }), (work) => work('job'));
  const opening = store.startRevoking(entry.keyId);
  expect(store.getState()).toMatchObject({ act: { kind: 'revoking', keyId: entry.keyId, seen: null }, busy: true });
  store.stepBack();
  expect(store.getState().act).toEqual({ kind: 'none' });
  answer([{ installation: 'i-1', seq: 4 }]);
  await opening;
  expect(store.getState()).toMatchObject({ act: { kind: 'none' }, busy: false });
});

describe('validity', () => {
  test('a key is believed between its dates until it is revoked', () => {
    const on = (date: string, change: Partial<RegistryEntry> = {}) => keyStanding({ ...entry, ...change }, Date.parse(date));
    expect([on('2025-06-01'), on('2026-06-01'), on('2027-06-01'), on('2026-06-01', { status: 'revoked' })]).toEqual(['not-yet', 'active', 'expired', 'revoked']);
  });
  test('a registry warns a month before it expires', () => {
    const on = (date: string) => registryStanding(1, '2026-12-31T00:00:00.000Z', Date.parse(date));
    expect([on('2026-06-01'), on('2026-12-15'), on('2027-01-01'), registryStanding(0, null, 0)]).toEqual(['in-force', 'expires-soon', 'expired', 'none']);
  });
});
