import process from 'node:process';
import fc from 'fast-check';
import { made } from '../../oracle/draw.ts';
import { assertFileSound } from './sound.ts';
import { drawSheets, printSheets } from './workbooks.ts';

/** `npm run fuzz:forms [-- workbooks [seed]]`: workbooks by chance through the whole way from bytes to a filled form. */
const runs = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const tally = { forms: 0, errors: 0, refused: 0, slowest: 0 };
const book = made((draw) => {
  const sheets = drawSheets(draw);
  return { sheets, bytes: printSheets(draw, sheets) };
});
const outcome = await fc.check(fc.asyncProperty(book, async ({ bytes }) => {
  const file = await bytes;
  const started = process.cpuUsage();
  const result = await assertFileSound(file);
  const { user, system } = process.cpuUsage(started);
  tally.slowest = Math.max(tally.slowest, (user + system) / 1000);
  tally[result === null ? 'refused' : result.definition ? 'forms' : 'errors']++;
}), { numRuns: runs, seed, endOnFailure: true });
console.log(`${outcome.numRuns} workbooks (seed ${seed}): ${tally.forms} forms, ${tally.errors} with errors, ${tally.refused} refused; the slowest took ${tally.slowest.toFixed(0)} ms of processor time.`);
if (outcome.failed) {
  for (const { name, cells } of outcome.counterexample?.[0].sheets ?? []) console.log(`== ${name}\n${cells.map((row) => row.map((cell) => JSON.stringify(cell)).join(' | ')).join('\n')}`);
  console.log(outcome.errorInstance instanceof Error ? outcome.errorInstance.stack : outcome.errorInstance);
  process.exitCode = 1;
}
