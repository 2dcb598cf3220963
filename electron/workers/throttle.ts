import type { JobProgress } from '../../shared/ipc/api.ts';

const gap = 50;

/** Lets progress through at most twenty times a second, but never swallows a new phase or the end of one. `now` is a clock that nobody sets back, in milliseconds. */
export function throttle(send: (progress: JobProgress) => void, now: () => number): (progress: JobProgress) => void {
  let last: { readonly at: number; readonly phase: string } | null = null;
  return (progress) => {
    const due = last === null || last.phase !== progress.phase || progress.done >= progress.total || now() - last.at >= gap;
    if (!due) return;
    last = { at: now(), phase: progress.phase };
    send(progress);
  };
}
