import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const floors = ['electron', 'renderer', 'shared', 'build', 'test'];
const places = floors.flatMap((floor) => [floor, ...readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' }).map((place) => `${floor}/${place.split(sep).join('/')}`)]);
const documents = ['README.md', ...places.filter((place) => place.endsWith('/README.md'))];

/** All files and folders, each by every end of its path. */
const known = new Set(places.flatMap((place) => place.split('/').map((_, from, parts) => parts.slice(from).join('/'))));

/** What a text names in its code style that looks like a file or a folder of this tree. Capitals stand for a name to be chosen. */
function namedIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name.replace(/\/$/, ''))
    .filter((name) => /^(?:electron|renderer|shared|build|test|e2e)\/|\w\.(?:ts|tsx|css|tsv)$/.test(name) && !/[A-Z]{4}|[*{]/.test(name));
}

describe('the documents', () => {
  test('are those of the house and of its rooms', () => {
    expect(documents).toContain('README.md');
    expect(documents).toContain('shared/bundle/README.md');
  });

  test.each(documents)('%s names no file that is not there', (document) => {
    const named = namedIn(readFileSync(join(root, document), 'utf8'));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('a file that is not there would be noticed', () => {
    expect(namedIn('see `shared/bundle/canonical.ts`, `nowhere.ts` and `electron/ROOM/handlers.ts`')).toEqual(['shared/bundle/canonical.ts', 'nowhere.ts']);
    expect(['shared/bundle/canonical.ts', 'nowhere.ts'].filter((name) => known.has(name))).toEqual([]);
  });
});
