import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '../../helpers/bundles.ts';
import { fuzz, judge } from '../../fuzz/fuzz.ts';

const corpus = new URL('../../vectors/fuzz/', import.meta.url).pathname;

test('B18: two thousand random changes of good bundles: refused with a code, or saying exactly what was signed; both readers agree in code and step', async () => {
  const { ends, findings } = await fuzz({ cases: 2000, seed: 1 });
  expect(findings.map(({ why, number }) => `${number}: ${why}`)).toEqual([]);
  // The changes reach every step, and some change nothing that is said.
  for (const step of [1, 2, 3, 4, 5, 6]) expect([...ends.keys()].some((end) => end.startsWith(`${step} `)), `step ${step}`).toBe(true);
  expect(ends.get('accepted')).toBeGreaterThan(50);
}, 180_000);

test('what was found once is judged rightly for ever', async () => {
  const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.svod')) : [];
  for (const name of files) expect((await judge({ bytes: readFileSync(join(corpus, name)), content: null }, join(newFolder(), name))).why, name).toBeNull();
});
