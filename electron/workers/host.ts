import { Worker } from 'node:worker_threads';
import type { Failure } from '../../shared/base/failure.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { OPENING } from '../../shared/ipc/service.ts';
import type { WorkArguments, WorkName, WorkResult } from './handlers.ts';
import type { OsWrap } from '../jobs/context.ts';
import { answerCheck, type Checker } from './beside.ts';
import type { Order, Place, Report } from './messages.ts';
import { answerLock } from './osWrap.ts';
import { traceOf, type Trace } from './trace.ts';

export type Answer = Result<unknown, Failure>;
export type HostEvent = Extract<Report, { kind: 'event' }>['event'];

export interface HostOptions {
  readonly worker: URL;
  readonly place: () => Place;
  /** The second lock of keys, which only the main thread can reach (B20). */
  readonly osWrap: OsWrap;
  /** Checks of large databases, in processes that only the main thread can begin and end. */
  readonly checker: Checker;
  readonly onEvent: (event: HostEvent) => void;
  /** Writes a bug down and returns the id under which it can be found. */
  readonly onTrouble: (trace: Trace, work: string) => string;
}

/** All work with the database, off the main thread. */
export interface Host {
  /** Short work: one worker that lives as long as the window, one call after another. */
  call<N extends WorkName>(name: N, args: WorkArguments<N>): Promise<WorkResult<N>>;
  /** Long work: a worker of its own, that can be cancelled by its id. */
  run<N extends WorkName>(job: string, name: N, args: WorkArguments<N>): Promise<WorkResult<N>>;
  cancel(job: string): void;
  /** Waits for what is under way (cancelling long work), closes the databases, ends the workers. */
  close(): Promise<void>;
}

/** How long closing waits for a worker to close its database. */
const patience = 5_000;

export function createHost(options: HostOptions): Host {
  const running = new Map<string, { readonly stop: Int32Array; readonly done: Promise<Answer> }>();
  let service: Crew | null = null;
  let opening: Int32Array | null = null;
  return {
    call<N extends WorkName>(name: N, args: WorkArguments<N>) {
      if (!service?.alive()) {
        const again = service !== null;
        service = hire(options);
        // The window has been at work all the time: the new worker goes on with its sitting before anything else.
        if (again) void service.order({ name: 'service.start', args: undefined, job: '', stop: freshStop() });
      }
      const stop = freshStop();
      if (name === 'service.start') opening = new Int32Array(stop);
      return service.order({ name, args, job: name === 'service.start' ? OPENING : '', stop }) as Promise<WorkResult<N>>;
    },
    run<N extends WorkName>(job: string, name: N, args: WorkArguments<N>) {
      const crew = hire(options);
      const stop = freshStop();
      const done = crew.order({ name, args, job, stop }).finally(() => {
        running.delete(job);
        void crew.leave();
      });
      running.set(job, { stop: new Int32Array(stop), done });
      return done as Promise<WorkResult<N>>;
    },
    cancel(job) {
      // Opening a workspace is not given up, only the check before it.
      if (job === OPENING && opening) Atomics.store(opening, 1, 1);
      const found = running.get(job);
      if (found) Atomics.store(found.stop, 0, 1);
    },
    async close() {
      if (opening) Atomics.store(opening, 1, 1);
      for (const { stop } of running.values()) Atomics.store(stop, 0, 1);
      await Promise.race([Promise.all([...running.values()].map(({ done }) => done)), sleep(patience)]);
      await service?.leave();
      service = null;
    },
  };
}

type Task = Pick<Extract<Order, { kind: 'call' }>, 'name' | 'args' | 'job' | 'stop'>;

interface Crew {
  readonly alive: () => boolean;
  readonly order: (task: Task) => Promise<Answer>;
  readonly leave: () => Promise<void>;
}

/** Keeps the young generation of a worker small (three semi-spaces of 8 MiB): by itself it grows by a hundred MiB while rows stream through. */
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 24 } as const;

/** One worker thread and the calls it has not answered yet. When it dies, they all end as `unexpected`. */
function hire(options: HostOptions): Crew {
  const worker = new Worker(options.worker, { resourceLimits: WORKER_LIMITS });
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
      case 'lock':
        answerLock(options.osWrap, report.request);
        break;
      case 'check':
        answerCheck(options.checker, report.request);
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
    order: (task) =>
      new Promise((resolve) => {
        const id = next++;
        waiting.set(id, { name: task.name, settle: resolve });
        worker.postMessage({ kind: 'call', id, place: options.place(), ...task } satisfies Order);
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

const freshStop = (): SharedArrayBuffer => new SharedArrayBuffer(8);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
