import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz [-- cases [seed]]`: random changes of good bundles, judged by two readers. What is found is kept beside the frozen vectors. */
const cases = Number(process.argv[2] ?? 200_000);
const seed = Number(process.argv[3] ?? 2026);
const corpus = join(import.meta.dirname, '../vectors/fuzz');
const started = performance.now();
const seconds = (): number => (performance.now() - started) / 1000;

const { ends, longest, findings } = await fuzz({
  cases, seed,
  onProgress: (done) => {
    if (process.stderr.isTTY || done % 20_000 === 0) process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${done} of ${cases}, ${(done / seconds()).toFixed(0)} a second${process.stderr.isTTY ? ' ' : '\n'}`);
  },
});
console.log(`${cases} cases (seed ${seed}) in ${seconds().toFixed(0)} s, ${(cases / seconds()).toFixed(0)} a second; longest ${(longest / 1000).toFixed(3)} s.`);
for (const [end, count] of [...ends].sort(([, left], [, right]) => right - left)) console.log(`  ${String(count).padStart(7)}  ${end}`);
mkdirSync(corpus, { recursive: true });
for (const { why, number, base, bytes } of findings) {
  const file = join(corpus, `${sha256(bytes).slice(0, 16)}.svod`);
  writeFileSync(file, bytes);
  console.log(`case ${number} (${base}): ${why}\n  kept as ${file}`);
}
console.log(findings.length === 0 ? 'Nothing was found.' : `${findings.length} found.`);
process.exitCode = findings.length === 0 ? 0 : 1;
