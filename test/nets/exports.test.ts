import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { textsBelow, untakenIn } from '../../build/lint/sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('nothing is exported that no other file takes', () => {
  const texts = textsBelow(root, ['shared', 'electron', 'renderer', 'build', 'test']);
  expect(untakenIn(new Map([...texts, ['eslint.config.js', readFileSync(`${root}eslint.config.js`, 'utf8')]]))).toEqual([]);
});

it.each([
  ['a function', 'export function lost() {}'],
  ['what a file alone waits for', 'export async function lost() {}\nvoid lost();'],
  ['a constant', 'export const lost = 1;\nconst more = lost + 1;'],
  ['a class', 'export class lost {}'],
])('finds %s that nobody takes', (_name, text) => {
  expect(untakenIn(new Map([['a.ts', text], ['b.ts', 'const found = 1;']]))).toEqual(['a.ts: lost']);
  expect(untakenIn(new Map([['a.ts', text], ['b.ts', `import { lost } from './a.ts';`]]))).toEqual([]);
});
