import { afterEach, describe, expect, it } from 'vitest';
import { createHost, type Host, type HostEvent } from '../../../electron/jobs/host.ts';
import type { WorkName } from '../../../electron/jobs/handlers.ts';

const work = (name: string): WorkName => name as WorkName;

let host: Host;
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
  });
}
afterEach(() => host.close());

describe('the host of the workers', () => {
  it('gives work its arguments and the place as it is at that moment', async () => {
    open();
    expect(await host.call(work('echo'), { a: 1 })).toEqual({ ok: true, value: { args: { a: 1 }, place: { folder: '/first', language: 'ru' } } });
    folder = '/second';
    expect(await host.call(work('echo'), undefined)).toMatchObject({ value: { place: { folder: '/second' } } });
  });

  it('answers a bug with an id, and keeps working', async () => {
    open();
    expect(await host.call(work('throw'), {})).toEqual({ ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } });
    expect(troubles).toEqual(['throw: TypeError']);
    expect(await host.call(work('echo'), {})).toMatchObject({ ok: true });
  });

  it.each(['crash', 'die'])('outlives a worker that ends by %s: all that waited is answered, the next call finds a new worker', async (end) => {
    open();
    const answers = await Promise.all([host.call(work('wait'), {}), host.call(work(end), {})]);
    expect(answers).toEqual([
      { ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } },
      { ok: false, error: { code: 'unexpected', values: { id: 'id-1' } } },
    ]);
    expect(await host.call(work('echo'), {})).toMatchObject({ ok: true });
  });

  it('runs long work beside short work and cancels it by its id', async () => {
    open();
    const long = host.run('job-1', work('wait'), {});
    expect(await host.call(work('echo'), {})).toMatchObject({ ok: true });
    host.cancel('job-of-another');
    host.cancel('job-1');
    expect(await long).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('passes events on', async () => {
    open();
    await host.run('j', work('tell'), {});
    expect(events).toEqual([{ name: 'progress', payload: { job: 'j', phase: 'reading', done: 1, total: 2 } }]);
  });

  it('cancels long work when it closes, and waits for it', async () => {
    open();
    const long = host.run('job-1', work('wait'), {});
    await host.close();
    expect(await long).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
});
