import fc from 'fast-check';

/** Chance, as the makers of forms and answers use it. */
export interface Draw {
  readonly below: (count: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** True in so many cases of a hundred. */
  readonly chance: (percent: number) => boolean;
}

/** Everything that can be made by chance, for property tests: a failing case is made smaller by smaller draws. */
export function made<T>(make: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.gen().map((generate) => {
    const below = (count: number): number => generate(fc.nat, count - 1);
    return make({ below, pick: (from) => from[below(from.length)] as (typeof from)[number], chance: (percent) => below(100) >= 100 - percent });
  });
}
