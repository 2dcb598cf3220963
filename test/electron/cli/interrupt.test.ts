import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const room = new URL('../../../electron/', import.meta.url).href;

/** Work on a terminal that gets Ctrl+C at its third piece and would go on for a million. */
const WORK = `
import { untilInterrupted } from '${room}cli/console/interrupt.ts';
import { isStopped } from '${room}jobs/course.ts';
const done = await untilInterrupted({ checkCancelled: () => undefined }, async (world) => {
  for (let piece = 0; piece < 1_000_000; piece += 1) {
    if (await isStopped(world)) return { ok: true, value: piece };
    if (piece === 3) process.kill(process.pid, 'SIGINT');
  }
  return { ok: true, value: Infinity };
});
process.stdout.write(String(done.value < 1_000_000 && done.value > 3));`;

test('Ctrl+C is heard between two pieces of long work, which ends with what is done', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', WORK]);
  expect(stdout).toBe('true');
});
