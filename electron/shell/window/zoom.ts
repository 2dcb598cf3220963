import { ZOOMS } from '../../../shared/ipc/service.ts';

/** How large everything in the window is drawn, in per cent: one of {@link ZOOMS}, the same at the next start. */
export interface Zoom {
  readonly current: () => number;
  readonly set: (percent: number) => void;
  /** To the next size up or down; stays at the ends. */
  readonly step: (direction: 1 | -1) => void;
}

export interface ZoomOptions {
  readonly kept: () => number | undefined;
  readonly keep: (percent: number) => void;
  /** Draws the window at this size. */
  readonly apply: (percent: number) => void;
}

const USUAL = 100;

export function createZoom({ kept, keep, apply }: ZoomOptions): Zoom {
  const current = (): number => kept() ?? USUAL;
  const set = (percent: number): void => {
    keep(percent);
    apply(percent);
  };
  return {
    current,
    set,
    step(direction) {
      const sizes = direction > 0 ? ZOOMS : ZOOMS.toReversed();
      set(sizes.find((size) => (size - current()) * direction > 0) ?? current());
    },
  };
}
