import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { walls } from '../../build/lint/rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [tseslint.configs.disableTypeChecked, { languageOptions: { parserOptions: { projectService: false } } }],
});

/** What the net says about one line of code planted in one file. */
async function complaints(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${file}` });
  return (result?.messages ?? []).map((message) => `${message.ruleId ?? 'parse'}: ${message.message}`);
}

const planted: readonly (readonly [wall: string, file: string, code: string])[] = [
  ['shared stands alone', 'shared/survey/planted.ts', `import { readFile } from 'node:fs';\nexport const x = readFile;`],
  ['renderer does not reach electron', 'renderer/survey/planted.ts', `export { open } from '../../electron/database/open.ts';`],
  ['electron does not reach renderer', 'electron/shell/planted.ts', `export { App } from '../../renderer/App.tsx';`],
  ['nobody imports test or build', 'electron/survey/planted.ts', `export { launchApp } from '../../test/helpers/app.ts';`],
  ['shared/base does not look up', 'shared/base/planted.ts', `export type { Form } from '../survey/form.ts';`],
  ['shared/survey does not look up', 'shared/survey/planted.ts', `export const x = import('../bundle/manifest.ts');`],
  ['shared/bundle does not look up', 'shared/bundle/planted.ts', `export * from '../merge/view.ts';`],
  ['shared/merge does not look up', 'shared/merge/planted.ts', `export * from '../insight/match.ts';`],
  ['shared/text does not look up', 'shared/text/planted.ts', `export * from '../ipc/api.ts';`],
  ['shared/insight does not look up', 'shared/insight/planted.ts', `export * from '../ipc/api.ts';`],
  ['electron/database does not look up', 'electron/database/planted.ts', `export * from '../survey/handlers.ts';`],
  ['electron/jobs does not look up', 'electron/jobs/planted.ts', `export * from '../bundle/handlers.ts';`],
  ['electron/insight does not look up', 'electron/insight/planted.ts', `export * from '../demo/create.ts';`],
  ['electron/demo does not look up', 'electron/demo/planted.ts', `export * from '../workers/handlers.ts';`],
  ['electron/survey does not look up', 'electron/survey/planted.ts', `export * from '../merge/handlers.ts';`],
  ['electron/bundle does not look up', 'electron/bundle/planted.ts', `export * from '../merge/handlers.ts';`],
  ['electron/merge does not look up', 'electron/merge/planted.ts', `export * from '../insight/handlers.ts';`],
  ['renderer/text does not look up', 'renderer/text/planted.ts', `export * from '../ui/dates.ts';`],
  ['renderer/service does not look up', 'renderer/service/planted.ts', `export * from '../help/tour.ts';`],
  ['renderer/help does not look up', 'renderer/help/planted.ts', `export * from '../survey/companies.ts';`],
  ['renderer/trust does not look up', 'renderer/trust/planted.ts', `export * from '../merge/conflicts.ts';`],
  ['renderer/ui does not look up', 'renderer/ui/planted.tsx', `export * from '../survey/store.ts';`],
  ['renderer/survey does not look up', 'renderer/survey/planted.ts', `export * from '../merge/store.ts';`],
  ['renderer/bundle does not look up', 'renderer/bundle/planted.ts', `export * from '../merge/store.ts';`],
  ['renderer/merge does not look up', 'renderer/merge/planted.ts', `export * from '../insight/store.ts';`],
  ['rooms do not know the shell', 'electron/workers/planted.ts', `import { app } from 'electron';\nexport const x = app;`],
  ['the command line runs without Electron', 'electron/cli/planted.ts', `export * from '../shell/window.ts';`],
  ['ipcMain in one file', 'electron/shell/window/window.ts', `import { app, ipcMain } from 'electron';\nexport const x = [app, ipcMain];`],
  ['ipcMain in one file', 'electron/main.ts', `import * as electron from 'electron';\nexport const x = electron;`],
  ['ipcRenderer in one file', 'electron/shell/window/window.ts', `export { ipcRenderer } from 'electron';`],
  ['better-sqlite3 in the database room', 'electron/merge/planted.ts', `import Database from 'better-sqlite3';\nexport const x = Database;`],
  ['electron/store does not look up', 'electron/store/planted.ts', `export * from '../merge/sync.ts';`],
  ['pg in the store room', 'electron/merge/planted.ts', `import { Client } from 'pg';\nexport const x = Client;`],
  ['pg in the store room', 'electron/insight/planted.ts', `import { from } from 'pg-copy-streams';\nexport const x = from;`],
  ['node:crypto in the bundle room', 'electron/merge/planted.ts', `import { createHash } from 'node:crypto';\nexport const x = createHash;`],
  ['no network', 'electron/bundle/planted.ts', `import { request } from 'node:https';\nexport const x = request;`],
];

/** Rooms within a room, from the ground up. */
const stairs: readonly (readonly [room: string, rooms: readonly string[]])[] = [
  ['shared/survey', ['expression', 'identifiers', 'engine', 'evolution', 'comparison', 'xlsform']],
  ['shared/bundle', ['canonical', 'revision', 'signing', 'trust', 'evidence']],
  ['electron/database', ['tables', 'copies']],
  ['electron/bundle', ['crypto', 'container', 'keys', 'trust', 'export']],
  ['electron/survey', ['workbook', 'template', 'intake']],
  ['electron/merge', ['group', 'view', 'desk', 'decisions', 'central', 'doctor']],
  ['electron/shell', ['guard', 'window', 'desk']],
  ['electron/cli', ['text', 'console', 'survey', 'form', 'bundle', 'trust', 'merge', 'insight', 'workspace']],
  ['renderer/service', ['frame', 'passphrase', 'settings', 'start']],
  ['renderer/survey', ['fill', 'intake', 'companies', 'form', 'inspect', 'second']],
  ['renderer/survey/form', ['question', 'grid', 'past', 'rows', 'findings', 'notes', 'keys', 'notices']],
  ['renderer/merge', ['answer', 'company', 'conflicts', 'pairs', 'desk', 'jobs', 'journal', 'rules']],
];

const within = stairs.flatMap(([room, rooms]) => rooms.slice(0, -1).map((lower, step) => [`${room}/${lower} does not look up`, `${room}/${lower}/planted.ts`, `export * from '../${rooms[step + 1]}/planted.ts';`] as const));

describe('the walls between rooms', () => {
  it.each([...planted, ...within])('%s: a bad import in %s is caught', async (wall, file, code) => {
    expect(await complaints(file, code)).toContainEqual(expect.stringContaining(`(${wall})`));
  });

  it('has a planted import for every wall', () => {
    expect(new Set([...planted, ...within].map(([wall]) => wall))).toEqual(new Set(walls.map((wall) => wall.name)));
  });

  it.each([
    ['shared/bundle/planted.ts', `export * from '../survey/form.ts';\nexport * from '../base/result.ts';`],
    ['electron/database/planted.ts', `import Database from 'better-sqlite3';\nexport const x = Database;`],
    ['electron/store/planted.ts', `import { Client } from 'pg';\nexport const x = Client;`],
    ['electron/bundle/planted.ts', `import { sign } from 'node:crypto';\nexport const x = sign;`],
    ['electron/shell/guard/ipc.ts', `import { ipcMain } from 'electron';\nexport const x = ipcMain;`],
    ['electron/preload.ts', `import { ipcRenderer } from 'electron';\nexport const x = ipcRenderer;`],
    ['electron/merge/planted.ts', `export * from '../bundle/container/open.ts';\nexport * from '../../shared/merge/view.ts';`],
    ['renderer/App.tsx', `export * from './merge/store.ts';\nexport * from '../shared/survey/form.ts';`],
  ])('lets an honest import in %s pass', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});

describe('the manners of a file', () => {
  it.each([
    ['a default export', 'shared/survey/planted.ts', 'export default 1;', 'Name the export.'],
    ['more than 400 lines', 'shared/survey/planted.ts', 'export {};\n'.repeat(401), 'max-lines'],
    ['a type imported as a value', 'shared/bundle/planted.ts', `import { Form } from '../survey/form.ts';\nexport const x = (form: Form): Form => form;`, 'consistent-type-imports'],
    ['a word on the console', 'electron/shell/planted.ts', `console.log('hello');`, 'no-console'],
    ['eval', 'renderer/planted.ts', `eval('1');`, 'no-eval'],
  ])('catches %s', async (_name, file, code, expected) => {
    expect(await complaints(file, code)).toContainEqual(expect.stringContaining(expected));
  });
});
