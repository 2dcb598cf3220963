import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The laws of the merge as they are written, each with what holds it. */
const laws = [...read('shared/merge/README.md').matchAll(/^- \*\*(M\d+)\*\* ([\s\S]*?)(?=^- \*\*M|^## )/gm)].map(([, law = '', text = '']) => ({ law, tests: text.split('*Tests:*')[1] ?? '' }));

/** Where a test is that a law names: by its whole path, or as one of the two rooms of the merge. */
function filesOf(name: string): readonly string[] {
  const places = name.includes('/') ? [name] : [`test/shared/merge/${name}`, `test/electron/merge/${name}`];
  return places.filter((place) => existsSync(join(root, place)));
}

/** What the tests of a file are called. */
function titlesOf(file: string): string {
  return [...read(file).matchAll(/\b(?:test|it|describe)(?:\.\w+(?:\([^)]*\)(?: as const\))?)?)*\(\s*(['`])([\s\S]*?)\1/g)].map(([, , title]) => title).join('\n');
}

describe('the laws of the merge', () => {
  test('are thirteen, and each names the tests that hold it', () => {
    expect(laws.map(({ law }) => law)).toEqual(Array.from({ length: 13 }, (_, index) => `M${index + 1}`));
  });

  test.each(laws)('$law: every test it names is there, once', ({ tests }) => {
    const names = [...tests.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(filesOf(name), name).toHaveLength(1);
  });

  test.each(laws)('$law: a file that is said to hold a law by number has a test of that number', ({ tests }) => {
    for (const [, name = '', number = ''] of tests.matchAll(/`([^`]+\.test\.ts)` \((M\d+)\)/g)) {
      const [file = ''] = filesOf(name);
      expect(titlesOf(file), `${name} (${number})`).toMatch(new RegExp(`\\b${number}\\b`));
    }
  });

  test('one of the tests that a law names says which law it is for', () => {
    const unnamed = laws.filter(({ law, tests }) => ![...tests.matchAll(/`([^`]+\.test\.ts)`/g)].some(([, name = '']) => filesOf(name).some((file) => new RegExp(`\\b${law}\\b`).test(titlesOf(file)))));
    expect(unnamed.map(({ law }) => law)).toEqual([]);
  });
});
