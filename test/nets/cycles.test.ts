import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cyclesIn, importsIn, importsOf, textsBelow } from '../../build/lint/sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('no file leads back to itself by what it imports', () => {
  it('in the product, the build and the tests', () => {
    const imports = importsOf(textsBelow(root, ['shared', 'electron', 'renderer', 'build', 'test']));
    expect(imports.get('electron/bundle/container/open.ts')).toContain('electron/bundle/container/content.ts');
    expect(cyclesIn(imports).map((cycle) => cycle.join(' → '))).toEqual([]);
  });

  it('finds two files that import each other, and a way round over several', () => {
    const imports = new Map([['a', ['b']], ['b', ['a', 'c']], ['c', ['d']], ['d', ['b', 'e']], ['e', []]]);
    expect(cyclesIn(imports)).toEqual([['a', 'b', 'a'], ['b', 'c', 'd', 'b']]);
  });

  it.each([
    ['a value', `import { b } from './b.ts';`],
    ['a type', `import type { B } from './b.ts';`],
    ['what is passed on', `export * from './b.ts';`],
    ['what is loaded when it is needed', `export const load = () => import('./b.ts');`],
    ['a file from elsewhere', `import { b } from '../survey/b.ts';`],
  ])('sees the import of %s', (_name, text) => {
    expect(importsIn('shared/survey/a.ts', `import { z } from 'zod';\n${text}`)).toEqual(['shared/survey/b.ts']);
  });
});
