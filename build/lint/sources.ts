import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** The texts of the files of some floors, by their paths relative to the root. */
export function textsBelow(root: string, floors: readonly string[]): ReadonlyMap<string, string> {
  const files = floors.flatMap((floor) => readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' }).map((name) => join(floor, name)));
  return new Map(files.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** What each file imports, types included; packages are left out. */
export function importsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  return new Map([...texts].map(([file, text]) => [file, importsIn(file, text)]));
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

/** Functions, constants and classes that files export and no other file names: they are dead, or are not to be exported. */
export function untakenIn(texts: ReadonlyMap<string, string>): readonly string[] {
  const namedIn = new Map<string, number>();
  for (const text of texts.values()) for (const name of new Set(text.match(/[\w$]+/g))) namedIn.set(name, (namedIn.get(name) ?? 0) + 1);
  return [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) ([\w$]+)/gm)].flatMap(([, name = '']) => (namedIn.get(name) === 1 ? [`${file}: ${name}`] : [])));
}
