import { appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

/** One benchmark line: two sides measured in the same run, and the ratio the product promises. */
export interface Comparison {
  readonly name: string;
  readonly ours: Side;
  readonly floor: Side;
  /** Promised upper bound of ours ÷ floor. */
  readonly limit: number;
}

/** What one side took: time, or memory. */
export type Side = { readonly label: string } & ({ readonly ms: number } | { readonly bytes: number });

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
  readonly prepare?: () => unknown;
  readonly work: () => unknown;
}

/** The q-quantile of measured values (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** Where the lines of the closing table are gathered while several benchmarks run one after another. */
export const TABLE = 'SVOD_BENCH_TABLE';

/** Prints both sides and the ratio; says plainly when the promise is missed. */
export function printComparison({ name, ours, floor, limit }: Comparison): void {
  const ratio = sizeOf(ours) / sizeOf(floor);
  const verdict = ratio <= limit ? 'kept' : 'MISSED';
  console.log(`${name}\n  ${ours.label}: ${printSide(ours)}\n  ${floor.label}: ${printSide(floor)}\n  ratio ${printRatio(ratio)}, promised ≤ ${printRatio(limit)}: ${verdict}`);
  const table = process.env[TABLE];
  if (table !== undefined) appendFileSync(table, `${JSON.stringify([name, printSide(ours), printSide(floor), printRatio(ratio), `≤ ${printRatio(limit)}`, verdict])}\n`);
}

const sizeOf = (side: Side): number => ('ms' in side ? side.ms : side.bytes);

function printSide(side: Side): string {
  return 'ms' in side ? `${side.ms.toFixed(side.ms < 1 ? 4 : 2)} ms` : `${(side.bytes / 1024 / 1024).toFixed(2)} MiB`;
}

/** `2.35`; below a half as its inverse, `1/34`. */
function printRatio(ratio: number): string {
  return ratio >= 0.5 ? ratio.toFixed(2).replace(/\.?0+$/, '') : `1/${(1 / ratio).toFixed(1).replace(/\.0$/, '')}`;
}

/** Prints measured values and the bound that each of them is promised to keep. */
export function printLimit({ name, values, limit, unit }: { readonly name: string; readonly values: readonly number[]; readonly limit: number; readonly unit: string }): void {
  const verdict = values.every((value) => value <= limit) ? 'kept' : 'MISSED';
  console.log(`${name}\n  ${values.map((value) => `${value.toFixed(1)} ${unit}`).join(', ')}, promised ≤ ${limit} ${unit}: ${verdict}`);
}
