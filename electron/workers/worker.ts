import { parentPort } from 'node:worker_threads';
import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { failureOf } from '../database/trouble.ts';
import { Cancelled, type Context } from '../jobs/context.ts';
import { besideByMain } from './beside.ts';
import { createDesks } from './desks.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { handlers } from './handlers.ts';
import type { Order, Report } from './messages.ts';
import { osWrapOfMain } from './osWrap.ts';
import { openers, type Opener, type Openers } from './service.ts';
import { throttle } from './throttle.ts';
import { traceOf } from './trace.ts';

assert(parentPort, 'this file runs in a worker thread');
const port = parentPort;
const desks = createDesks();
const pending = new Set<Promise<void>>();
const report = (message: Report): void => port.postMessage(message);
const checkBeside = besideByMain((request) => port.postMessage({ kind: 'check', request } satisfies Report, [request.waiting]));
const osWrap = osWrapOfMain((request) => port.postMessage({ kind: 'lock', request } satisfies Report, [request.reply]));

port.on('message', (order: Order) => {
  switch (order.kind) {
    case 'call': {
      const work = answer(order).finally(() => pending.delete(work));
      pending.add(work);
      break;
    }
    case 'leave':
      void Promise.all(pending).then(() => {
        desks.close();
        report({ kind: 'left' });
        port.close();
      });
      break;
  }
});

async function answer(order: Extract<Order, { kind: 'call' }>): Promise<void> {
  try {
    report({ kind: 'answer', id: order.id, result: await run(order) });
  } catch (error) {
    if (error instanceof Cancelled) return report({ kind: 'answer', id: order.id, result: err({ code: 'cancelled' }) });
    const failure = failureOf(error);
    if (failure) return report({ kind: 'answer', id: order.id, result: err(failure) });
    report({ kind: 'threw', id: order.id, trace: traceOf(error) });
  }
}

async function run({ name, args, job, place, stop }: Extract<Order, { kind: 'call' }>): Promise<Result<unknown, Failure>> {
  const flag = new Int32Array(stop);
  const progress = throttle((payload) => report({ kind: 'event', event: { name: 'progress', payload } }), () => performance.now());
  const context: Context = {
    ...place,
    osWrap,
    checkBeside,
    now: Date.now,
    uuid: () => crypto.randomUUID(),
    random: Math.random,
    progress: (step) => progress({ job, ...step }),
    step: (step) => report({ kind: 'event', event: { name: 'step', payload: { job, ...step } } }),
    checkCancelled: () => {
      if (Atomics.load(flag, 0) === 1) throw new Cancelled();
    },
    skipsCheck: () => Atomics.load(flag, 1) === 1,
  };
  const open = (): Result<Desk, Failure> => desks.open(context);
  if (name in openers) return (openers[name as keyof Openers] as Opener<unknown, unknown>)(context, args, open);
  const desk = open();
  return desk.ok ? (handlers[name as keyof typeof handlers] as Handler<unknown, unknown>)(desk.value, args) : desk;
}
