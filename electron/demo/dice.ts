/** Chance that repeats itself: the same seed gives the same throws on every machine. */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly integer: (from: number, to: number) => number;
  /** A number between two, rounded to so many decimals. */
  readonly between: (from: number, to: number, decimals?: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** So many different members of a list, in the list's order; all of them when it is shorter. */
  readonly sample: <T>(list: readonly T[], count: number) => readonly T[];
  readonly shuffle: <T>(list: readonly T[]) => readonly T[];
  /** Whole shares that sum to `total`, one for each weight. */
  readonly split: (total: number, weights: readonly number[]) => readonly number[];
  /** Independent dice for one thing, so that adding another thing changes nothing here. */
  readonly fork: (label: string) => Dice;
  readonly uuid: () => string;
}

/** Dice from a text seed (generator sfc32, seeded by FNV-1a mixing). */
export function createDice(seed: string): Dice {
  const next = sfc32(seed);
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const shuffle = <T>(list: readonly T[]): readonly T[] => {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = integer(0, last);
      [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
    }
    return mixed;
  };
  return {
    next, integer, shuffle,
    between: (from, to, decimals = 0) => Number((from + next() * (to - from)).toFixed(decimals)),
    chance: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)] as (typeof list)[number],
    sample: (list, count) => {
      const chosen = new Set(shuffle(list.map((_, index) => index)).slice(0, count));
      return list.filter((_, index) => chosen.has(index));
    },
    split: (total, weights) => {
      const thrown = weights.map((weight) => weight * (0.7 + 0.6 * next()));
      const sum = thrown.reduce((a, b) => a + b, 0);
      const shares = thrown.map((weight) => Math.floor((total * weight) / sum));
      const rest = total - shares.reduce((a, b) => a + b, 0);
      return shares.map((share, index) => (index === 0 ? share + rest : share));
    },
    fork: (label) => createDice(`${seed}/${label}`),
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => integer(0, 15).toString(16));
      hex[12] = '4';
      hex[16] = '89ab'.charAt(integer(0, 3));
      return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}

function sfc32(seed: string): () => number {
  let [a, b, c, d] = [1, 2, 3, 4].map((lane) => mix(`${lane}:${seed}`)) as [number, number, number, number];
  const step = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let turn = 0; turn < 16; turn += 1) step();
  return step;
}

function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) | 0;
}
