/** Milliseconds without a key, a press or a turn of the wheel after which a person is taken to rest. */
const QUIET = 500;
const ACTS = ['keydown', 'pointerdown', 'wheel', 'scroll'] as const;

/** What the machine tells of time: this moment in milliseconds, a while that passes, a frame that has time left. */
export interface Clock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly idle: () => Promise<unknown>;
}

/** Returns a wait for the moment in which nobody has done anything in the window for half a second and it has nothing to draw: the time for work that nobody waits for. It looks on until `over`: each key is told to whoever listens. */
export function createRest(window: EventTarget, clock: Clock, over: AbortSignal): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  for (const act of ACTS) window.addEventListener(act, () => { last = clock.now(); }, { capture: true, passive: true, signal: over });
  return async () => {
    for (let left = last + QUIET - clock.now(); left > 0; left = last + QUIET - clock.now()) await clock.wait(left);
    await clock.idle();
  };
}
