import { performance } from 'node:perf_hooks';

/** One benchmark line: two sides measured in the same run, and the ratio the product promises. */
export interface Comparison {
  readonly name: string;
  readonly ours: Side;
  readonly floor: Side;
  /** Promised upper bound of ours ÷ floor. */
  readonly limit: number;
}

export interface Side {
  readonly label: string;
  /** Milliseconds. */
  readonly ms: number;
}

/** Milliseconds of one run; `prepare` is not counted. */
export async function timed(work: () => unknown, prepare: () => unknown = () => undefined): Promise<number> {
  await prepare();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The medians of two kinds of work, run by turns so that a busy moment of the machine falls on both. */
export async function mediansByTurns(runs: number, ours: Prepared, floor: Prepared): Promise<{ readonly ours: number; readonly floor: number }> {
  const times: { readonly ours: number[]; readonly floor: number[] } = { ours: [], floor: [] };
  for (let run = 0; run < runs; run += 1) {
    times.ours.push(await timed(ours.work, ours.prepare));
    times.floor.push(await timed(floor.work, floor.prepare));
  }
  return { ours: quantile(times.ours, 0.5), floor: quantile(times.floor, 0.5) };
}

export interface Prepared {
  readonly prepare: () => unknown;
  readonly work: () => unknown;
}

/** The q-quantile of measured values (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** Prints both sides and the ratio; says plainly when the promise is missed. */
export function printComparison({ name, ours, floor, limit }: Comparison): void {
  const ratio = ours.ms / floor.ms;
  const verdict = ratio <= limit ? 'kept' : 'MISSED';
  console.log(`${name}\n  ${ours.label}: ${ours.ms.toFixed(2)} ms\n  ${floor.label}: ${floor.ms.toFixed(2)} ms\n  ratio ${ratio.toFixed(2)}, promised ≤ ${limit}: ${verdict}`);
}

/** Prints measured values and the bound that each of them is promised to keep. */
export function printLimit({ name, values, limit, unit }: { readonly name: string; readonly values: readonly number[]; readonly limit: number; readonly unit: string }): void {
  const verdict = values.every((value) => value <= limit) ? 'kept' : 'MISSED';
  console.log(`${name}\n  ${values.map((value) => `${value.toFixed(1)} ${unit}`).join(', ')}, promised ≤ ${limit} ${unit}: ${verdict}`);
}
