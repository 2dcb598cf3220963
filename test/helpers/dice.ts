/** A chain of numbers that looks like chance and is the same every time: each call rolls a die of so many sides, from 0. */
export function dice(seed: number): (sides: number) => number {
  let at = seed;
  return (sides) => {
    at = (at * 48_271) % 2_147_483_647;
    return at % sides;
  };
}
