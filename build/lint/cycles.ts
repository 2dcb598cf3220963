import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** What each file of a floor imports, types included, by paths relative to the root; packages are left out. */
export function importsBelow(root: string, floors: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = floors.flatMap((floor) => readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' }).map((name) => join(floor, name)));
  return new Map(files.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, importsIn(file, readFileSync(join(root, file), 'utf8'))]));
}

/** What the text of a file imports from files beside it. */
export function importsIn(file: string, text: string): readonly string[] {
  const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return named.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(file), name)));
}

/** Ways that lead from a file back to itself, each once; at least one wherever there are any. */
export function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const left = new Set<string>();
  const way: string[] = [];
  const follow = (file: string): void => {
    if (left.has(file)) return;
    const seen = way.indexOf(file);
    if (seen >= 0) {
      cycles.push([...way.slice(seen), file]);
      return;
    }
    way.push(file);
    for (const target of imports.get(file) ?? []) follow(target);
    way.pop();
    left.add(file);
  };
  for (const file of imports.keys()) follow(file);
  return cycles;
}
