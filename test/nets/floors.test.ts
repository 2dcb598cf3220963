import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles one planted file (and the files planted beside it) as a member of a floor, with that floor's own tsconfig. */
function compile(file: string, code: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const config = join(root, file.split('/')[0] ?? '', 'tsconfig.json');
  const { options, projectReferences } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config, ts.sys, dirname(config));
  const planted = new Map(Object.entries({ ...others, [file]: code }).map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => planted.has(path) || fileExists.call(host, path);
  host.directoryExists = (path) => [...planted.keys()].some((file) => file.startsWith(`${path}/`)) || ts.sys.directoryExists(path);
  // Read the sources of the floors below, as an editor does: their declarations need not be built yet.
  Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
  host.readFile = (path) => planted.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = planted.get(path);
    return text === undefined ? getSourceFile.call(host, path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram({ rootNames: [join(root, file)], options, host, projectReferences });
  return ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, '\n'));
}

describe('the types of a floor', () => {
  it.each([
    ['the DOM in shared', 'shared/survey/planted.ts', `export const width = window.innerWidth;`, "Cannot find name 'window'"],
    ['Node in shared', 'shared/survey/planted.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync('x');`, "'node:fs'"],
    ['the DOM in electron', 'electron/shell/planted.ts', `export const width: unknown = document;`, "Cannot find name 'document'"],
    ['Node in renderer', 'renderer/survey/planted.ts', `export const home: unknown = process.env;`, "Cannot find name 'process'"],
    ['an enum', 'shared/survey/planted.ts', `export enum State { Draft }`, 'erasableSyntaxOnly'],
  ])('refuse %s', (_name, file, code, expected) => {
    expect(compile(file, code)).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    ['renderer → electron', 'renderer/survey/planted.ts', 'electron/database/planted.ts'],
    ['electron → renderer', 'electron/shell/planted.ts', 'renderer/survey/planted.ts'],
    ['shared → electron', 'shared/survey/planted.ts', 'electron/database/planted.ts'],
  ])('refuse %s', (_name, file, target) => {
    const found = compile(file, `export { planted } from '../../${target}';`, { [target]: 'export const planted = 1;' });
    expect(found).toContainEqual(expect.stringMatching(/is not listed within the file list of project/));
  });

  it('let an honest file pass', () => {
    expect(compile('renderer/survey/planted.ts', `import type { Result } from '../../shared/base/result.ts';\nexport const show = (result: Result<string, string>): string => (result.ok ? result.value : document.title);`)).toEqual([]);
  });
});
