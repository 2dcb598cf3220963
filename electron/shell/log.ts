import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { traceOf, type Trace } from '../workers/trace.ts';

/** Facts of an event: counts, codes, durations. Never what a person typed, chose or keeps secret. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  write(event: string, facts: Facts): void;
  /** Writes down where an error arose and answers with the short id a person can read out. Its message stays unwritten: it may quote data. */
  trouble(event: string, error: unknown, facts?: Facts): string;
  traced(event: string, trace: Trace, facts?: Facts): string;
}

const limit = 1_000_000;

/** A log of events in `folder`: one JSON line each; the file before the last megabyte is kept as `svod.1.log`. Logging never fails its caller. */
export function openLog(folder: string): Log {
  const file = join(folder, 'svod.log');
  const write = (event: string, facts: Facts): void => {
    try {
      mkdirSync(folder, { recursive: true });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(file, join(folder, 'svod.1.log'));
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk must not stop the work the log is about.
    }
  };
  const traced = (event: string, trace: Trace, facts: Facts = {}): string => {
    const id = crypto.randomUUID().slice(0, 8);
    write(event, { id, ...facts, ...trace });
    return id;
  };
  return { write, traced, trouble: (event, error, facts) => traced(event, traceOf(error), facts) };
}
