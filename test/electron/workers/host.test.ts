import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { protectionOf } from '../../../electron/bundle/keys/keystore.ts';
import type { OsWrap } from '../../../electron/jobs/context.ts';
import { createHost, type Answer, type Host, type HostEvent } from '../../../electron/workers/host.ts';

/** The host as it is, with the names that `crew.ts` knows. */
interface Crew {
  call(name: string, args: unknown): Promise<Answer>;
  run(job: string, name: string, args: unknown): Promise<Answer>;
}

let host: Pick<Host, 'cancel' | 'close'> & Crew;
let events: HostEvent[];
let troubles: string[];
let folder = '/first';

/** A system that locks by turning bits, or cannot. */
const locking: OsWrap = { available: () => true, wrap: (bytes) => bytes.map((byte) => byte ^ 0x5a), unwrap: (bytes) => bytes.map((byte) => byte ^ 0x5a) };
const broken = (): never => { throw new Error('no keyring'); };

function open(osWrap: OsWrap = locking): void {
  events = [];
  troubles = [];
  host = createHost({
    worker: new URL('./crew.ts', import.meta.url),
    place: () => ({ folder, language: 'ru', window: 'w' }),
    osWrap,
    checker: () => { throw new Error('nobody opens a database here'); },
    onEvent: (event) => events.push(event),
    onTrouble: (trace, name) => {
      troubles.push(`${name}: ${trace.name}`);
      return 'id-1';
    },
  }) as unknown as typeof host;
}
afterEach(() => host.close());

describe('the host of the workers', () => {
  it('gives work its arguments and the place as it is at that moment', async () => {
    open();
    expect(await host.call('echo', { a: 1 })).toEqual({ ok: true, value: { args: { a: 1 }, place: { folder: '/first', language: 'ru', window: 'w' } } });
    folder = '/second';
    expect(await host.call('echo', undefined)).toMatchObject({ value: { place: { folder: '/second' } } });
  });

  it('answers a bug with an id, and keeps working', async () => {
    open();
    expect(await host.call('throw', {})).toEqual({ ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } });
    expect(troubles).toEqual(['throw: TypeError']);
    expect(await host.call('echo', {})).toMatchObject({ ok: true });
  });

  it('goes on without the check of a database that is being opened, and gives nothing else up', async () => {
    open();
    const opened = host.call('service.start', 'watched');
    host.cancel('opening');
    expect(await opened).toEqual({ ok: true, value: { skipped: 1, cancelled: 0 } });
  });

  it.each(['crash', 'die'])('outlives a worker that ends by %s: all that waited is answered, the next call finds a new worker', async (end) => {
    open();
    const answers = await Promise.all([host.call('wait', {}), host.call(end, {})]);
    expect(answers).toEqual([
      { ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } },
      { ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } },
    ]);
    expect(await host.call('echo', {})).toMatchObject({ ok: true });
    // It goes on where the one before has been: nobody is told of a crash of the window.
    expect(await host.call('started', {})).toEqual({ ok: true, value: 1 });
  });

  it('does not begin by itself for the first call', async () => {
    open();
    expect(await host.call('started', {})).toEqual({ ok: true, value: 0 });
  });

  it('runs long work beside short work and cancels it by its id', async () => {
    open();
    const long = host.run('job-1', 'wait', {});
    expect(await host.call('echo', {})).toMatchObject({ ok: true });
    host.cancel('job-of-another');
    host.cancel('job-1');
    expect(await long).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('passes events on', async () => {
    open();
    await host.run('j', 'tell', {});
    expect(events).toEqual([{ name: 'progress', payload: { job: 'j', phase: 'reading', done: 1, total: 2 } }]);
  });

  it('cancels long work when it closes, and waits for it', async () => {
    open();
    const long = host.run('job-1', 'wait', {});
    await host.close();
    expect(await long).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
});

describe('the second lock of keys, asked for by a worker (B20)', () => {
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const make = async (system: OsWrap): Promise<{ keyId: string; available: boolean }> => {
    folder = mkdtempSync(join(tmpdir(), 'svod-lock-'));
    open(system);
    const made = await host.call('key', undefined);
    if (!made.ok) throw new Error(made.error.code);
    return made.value as { keyId: string; available: boolean };
  };

  it('locks a new key with the system of the main thread, and opens it there', async () => {
    const { keyId, available } = await make(locking);
    expect(available).toBe(true);
    expect(protectionOf(folder, keyId, locking)).toBe('wrapped');
    expect(await host.run('j', 'unlock', keyId)).toEqual({ ok: true, value: keyId });
  });

  it('says of a key from another system that it is bound to that one', async () => {
    const { keyId } = await make(locking);
    await host.close();
    open({ ...locking, unwrap: () => null });
    expect(await host.call('unlock', keyId)).toEqual({ ok: false, error: { code: 'key-elsewhere' } });
  });

  it.each<[string, OsWrap]>([
    ['has no lock', { available: () => false, wrap: () => null, unwrap: () => null }],
    ['cannot use its lock', { available: broken, wrap: broken, unwrap: broken }],
  ])('makes do with the passphrase where the system %s', async (_, system) => {
    const { keyId, available } = await make(system);
    expect(available).toBe(false);
    expect(protectionOf(folder, keyId)).toBe('unavailable');
    expect(await host.call('unlock', keyId)).toEqual({ ok: true, value: keyId });
    expect(troubles).toEqual([]);
  });
});
