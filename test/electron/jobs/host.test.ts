import { afterEach, describe, expect, it } from 'vitest';
import { createHost, type Answer, type Host, type HostEvent } from '../../../electron/jobs/host.ts';


/** The host as it is, with the names that `crew.ts` knows. */
interface Crew {
  call(name: string, args: unknown): Promise<Answer>;
  run(job: string, name: string, args: unknown): Promise<Answer>;
}

let host: Pick<Host, 'cancel' | 'close'> & Crew;
let events: HostEvent[];
let troubles: string[];
let folder = '/first';

function open(): void {
  events = [];
  troubles = [];
  host = createHost({
    worker: new URL('./crew.ts', import.meta.url),
    place: () => ({ folder, language: 'ru' }),
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
    expect(await host.call('echo', { a: 1 })).toEqual({ ok: true, value: { args: { a: 1 }, place: { folder: '/first', language: 'ru' } } });
    folder = '/second';
    expect(await host.call('echo', undefined)).toMatchObject({ value: { place: { folder: '/second' } } });
  });

  it('answers a bug with an id, and keeps working', async () => {
    open();
    expect(await host.call('throw', {})).toEqual({ ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } });
    expect(troubles).toEqual(['throw: TypeError']);
    expect(await host.call('echo', {})).toMatchObject({ ok: true });
  });

  it.each(['crash', 'die'])('outlives a worker that ends by %s: all that waited is answered, the next call finds a new worker', async (end) => {
    open();
    const answers = await Promise.all([host.call('wait', {}), host.call(end, {})]);
    expect(answers).toEqual([
      { ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } },
      { ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } },
    ]);
    expect(await host.call('echo', {})).toMatchObject({ ok: true });
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
