import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Check, Verdict } from '../database/soundness.ts';

/** What a worker asks of the main thread, which alone can begin and end processes: to have a database checked in one of its own. */
export interface CheckRequest {
  readonly file: string;
  /** Becomes what was found: its place among {@link VERDICTS}, from 1. */
  readonly found: SharedArrayBuffer;
  /** Is closed when the worker does not wait any more, or is no more. */
  readonly waiting: MessagePort;
}

/** Begins a process that runs `electron/workers/check.ts`. */
export type Checker = (file: string) => { readonly verdict: Promise<Verdict>; /** Ends it at once, whatever it is at. */ readonly end: () => void };

const VERDICTS = ['sound', 'damaged', 'untold'] as const satisfies readonly Verdict[];

/** Exit codes that no process has by itself: it ends with 0 before its work, and with 1 by a mistake. */
const EXITS: Readonly<Record<Verdict, number>> = { sound: 60, damaged: 61, untold: 62 };

/** The exit code by which such a process says what it found. */
export function exitOf(sound: boolean | null): number {
  return EXITS[sound === null ? 'untold' : sound ? 'sound' : 'damaged'];
}

/** What an exit code says; one that was ended, or died of anything, has told nothing. */
export function verdictOf(exit: number | null): Verdict {
  return VERDICTS.find((verdict) => EXITS[verdict] === exit) ?? 'untold';
}

/** The worker's side. The main thread must never wait for a worker in turn. */
export function besideByMain(send: (request: CheckRequest) => void): (file: string) => Check {
  return (file) => {
    const { port1, port2 } = new MessageChannel();
    const found = new SharedArrayBuffer(4);
    const cell = new Int32Array(found);
    send({ file, found, waiting: port2 });
    return {
      wait: (ms) => {
        Atomics.wait(cell, 0, 0, ms);
        return VERDICTS[Atomics.load(cell, 0) - 1] ?? null;
      },
      end: () => port1.close(),
    };
  };
}

/** The main thread's side. */
export function answerCheck(checker: Checker, { file, found, waiting }: CheckRequest): void {
  const tell = (verdict: Verdict): void => {
    const cell = new Int32Array(found);
    Atomics.store(cell, 0, VERDICTS.indexOf(verdict) + 1);
    Atomics.notify(cell, 0);
  };
  const { verdict, end } = checker(file);
  waiting.once('close', end);
  waiting.start();
  void verdict.then(tell, () => tell('untold'));
}
