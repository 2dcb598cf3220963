import fc from 'fast-check';
import { made } from './draw.ts';
import { makeEdits, makeForm } from './forms.ts';
import { compareCase, emptyTally, printDisagreement } from './compare.ts';

const wanted = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const limit = Number(process.argv[4] ?? 0);
const tally = emptyTally();
const started = performance.now();
const one = fc.record({ form: made(makeForm), edits: made(makeEdits) });
const runs = Math.ceil(wanted / 6);
const result = await fc.check(fc.asyncProperty(one, async ({ form, edits }) => {
  const found = await compareCase(form, edits, tally).catch((error: unknown) => ({ edits: [], disagreements: [{ path: '/', about: 'presence' as const, ours: 'runs', theirs: String(error) }] }));
  if (found) throw new Error(printDisagreement(form, found));
}), { seed, numRuns: runs, endOnFailure: false, ...(limit > 0 && { interruptAfterTimeLimit: limit * 1000 }) });
console.log(`${tally.forms} forms, ${tally.cases} cases, ${tally.facts} facts; ${JSON.stringify(Object.fromEntries(tally.known))}; ${((performance.now() - started) / 1000).toFixed(1)} s`);
if (result.failed) {
  console.log(String((result.errorInstance as Error | undefined)?.message ?? result.error));
  console.log(`seed ${result.seed}, path ${result.counterexamplePath ?? ''}`);
  process.exitCode = 1;
}
