import { Worker } from 'node:worker_threads';
import type { Failure } from '../../shared/base/failure.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { WorkName } from './handlers.ts';
import type { Order, Place, Report } from './messages.ts';
import { traceOf, type Trace } from './trace.ts';

export type Answer = Result<unknown, Failure>;
export type HostEvent = Extract<Report, { kind: 'event' }>['event'];

export interface HostOptions {
  readonly worker: URL;
  readonly place: () => Place;
  readonly onEvent: (event: HostEvent) => void;
  /** Writes a bug down and returns the id under which it can be found. */
  readonly onTrouble: (trace: Trace, work: string) => string;
}

/** All work with the database, off the main thread. */
export interface Host {
  /** Short work: one worker that lives as long as the window, one call after another. */
  call(name: WorkName, args: unknown): Promise<Answer>;
  /** Long work: a worker of its own, that can be cancelled by its id. */
  run(job: string, name: WorkName, args: unknown): Promise<Answer>;
  cancel(job: string): void;
  /** Waits for what is under way (cancelling long work), closes the databases, ends the workers. */
  close(): Promise<void>;
}

/** How long closing waits for a worker to close its database. */
const patience = 5_000;

export function createHost(options: HostOptions): Host {
  const running = new Map<string, { readonly stop: Int32Array; readonly done: Promise<Answer> }>();
  let service: Crew | null = null;
  return {
    call(name, args) {
      if (!service?.alive()) service = hire(options);
      return service.order(name, args, freshStop());
    },
    run(job, name, args) {
      const crew = hire(options);
      const stop = freshStop();
      const done = crew.order(name, args, stop).finally(() => {
        running.delete(job);
        void crew.leave();
      });
      running.set(job, { stop: new Int32Array(stop), done });
      return done;
    },
    cancel(job) {
      const found = running.get(job);
      if (found) Atomics.store(found.stop, 0, 1);
    },
    async close() {
      for (const { stop } of running.values()) Atomics.store(stop, 0, 1);
      await Promise.race([Promise.all([...running.values()].map(({ done }) => done)), sleep(patience)]);
      await service?.leave();
      service = null;
    },
  };
}

interface Crew {
  readonly alive: () => boolean;
  readonly order: (name: WorkName, args: unknown, stop: SharedArrayBuffer) => Promise<Answer>;
  readonly leave: () => Promise<void>;
}

/** One worker thread and the calls it has not answered yet. When it dies, they all end as `unexpected`. */
function hire(options: HostOptions): Crew {
  const worker = new Worker(options.worker);
  const waiting = new Map<number, { readonly name: string; readonly settle: (answer: Answer) => void }>();
  let next = 1;
  let alive = true;
  let onLeft = (): void => undefined;

  const settle = (id: number, answer: Answer): void => {
    waiting.get(id)?.settle(answer);
    waiting.delete(id);
  };
  const unexpected = (trace: Trace, work: string): Answer => err({ code: 'unexpected', values: { id: options.onTrouble(trace, work) } });
  const die = (trace: Trace): void => {
    alive = false;
    for (const [id, { name }] of [...waiting]) settle(id, unexpected(trace, name));
    onLeft();
  };

  worker.on('message', (report: Report) => {
    switch (report.kind) {
      case 'answer':
        settle(report.id, report.result);
        break;
      case 'threw':
        settle(report.id, unexpected(report.trace, waiting.get(report.id)?.name ?? ''));
        break;
      case 'event':
        options.onEvent(report.event);
        break;
      case 'left':
        onLeft();
        break;
    }
  });
  worker.on('error', (error: unknown) => die(traceOf(error)));
  worker.on('exit', (code) => die({ name: `WorkerExit${code}`, stack: '' }));

  return {
    alive: () => alive,
    order: (name, args, stop) =>
      new Promise((resolve) => {
        const id = next++;
        waiting.set(id, { name, settle: resolve });
        worker.postMessage({ kind: 'call', id, name, args, place: options.place(), stop } satisfies Order);
      }),
    async leave() {
      if (!alive) return;
      const left = new Promise<void>((resolve) => (onLeft = resolve));
      worker.postMessage({ kind: 'leave' } satisfies Order);
      await Promise.race([left, sleep(patience)]);
      await worker.terminate();
    },
  };
}

const freshStop = (): SharedArrayBuffer => new SharedArrayBuffer(4);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
