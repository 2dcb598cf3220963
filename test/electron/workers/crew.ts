import { parentPort } from 'node:worker_threads';
import { createKey, unlockKey } from '../../../electron/bundle/keys/keystore.ts';
import { osWrapOfMain } from '../../../electron/workers/osWrap.ts';
import type { Order, Report } from '../../../electron/workers/messages.ts';

const PASSPHRASE = 'берёза снег река утро';

/** A worker that does what the name of the call says, to test the host without the rooms. */
const report = (message: Report): void => parentPort?.postMessage(message);
const osWrap = osWrapOfMain((request) => parentPort?.postMessage({ kind: 'lock', request } satisfies Report, [request.reply]));

let started = 0;

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'leave') {
    report({ kind: 'left' });
    return parentPort?.close();
  }
  const { id, args, place, stop } = order;
  switch (order.name as string) {
    case 'echo':
      return report({ kind: 'answer', id, result: { ok: true, value: { args, place } } });
    case 'service.start': {
      started += 1;
      if (args !== 'watched') return report({ kind: 'answer', id, result: { ok: true, value: null } });
      const flag = new Int32Array(stop);
      const waiting = setInterval(() => {
        if (Atomics.load(flag, 1) === 0) return;
        clearInterval(waiting);
        report({ kind: 'answer', id, result: { ok: true, value: { skipped: 1, cancelled: Atomics.load(flag, 0) } } });
      }, 5);
      return;
    }
    case 'started':
      return report({ kind: 'answer', id, result: { ok: true, value: started } });
    case 'throw':
      return report({ kind: 'threw', id, trace: { name: 'TypeError', stack: 'at work' } });
    case 'crash':
      return process.exit(7);
    case 'die':
      throw new Error('secret');
    case 'tell':
      report({ kind: 'event', event: { name: 'progress', payload: { job: 'j', phase: 'reading', done: 1, total: 2 } } });
      return report({ kind: 'answer', id, result: { ok: true, value: null } });
    case 'key': {
      const { folder } = place;
      const made = createKey(folder, { usage: 'official', country: 'BY', body: 'b', holder: 'h', passphrase: PASSPHRASE, now: 0 }, osWrap);
      const keyId = made.ok ? made.value.keyId : '';
      return report({ kind: 'answer', id, result: { ok: true, value: { keyId, available: osWrap.available() } } });
    }
    case 'unlock': {
      const opened = unlockKey(place.folder, args as string, PASSPHRASE, osWrap);
      return report({ kind: 'answer', id, result: opened.ok ? { ok: true, value: opened.value.keyId } : opened });
    }
    case 'wait': {
      const flag = new Int32Array(stop);
      const waiting = setInterval(() => {
        if (Atomics.load(flag, 0) === 0) return;
        clearInterval(waiting);
        report({ kind: 'answer', id, result: { ok: false, error: { code: 'cancelled' } } });
      }, 5);
    }
  }
});
