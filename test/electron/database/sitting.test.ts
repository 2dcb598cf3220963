import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WriteDb } from '../../../electron/database/db.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { beginSitting, forgetCutOff, KEPT_DRAFTS, keptOfCutOff } from '../../../electron/database/sitting.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { surveyHandlers as survey } from '../../../electron/survey/handlers.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

let desk: Desk;
let pass: (milliseconds: number) => void;
let remove: () => void;
let db: WriteDb;
let windows = 0;
beforeEach(async () => {
  ({ desk, pass, remove } = await openMinistry());
  ({ db } = desk);
});
afterEach(() => {
  close(db);
  remove();
});

const now = (): Desk => ({ ...desk, db });
const file = () => join(desk.folder, 'sitting.json');
const add = (number: string, name: string) => valueOf(createCompany(now(), { country: 'RU', scheme: 'ru_inn', number, name })).entity;
function enter(entity: string, answers: Readonly<Record<Path, Answer | null>>): void {
  const { response } = valueOf(openResponse(now(), { entity }));
  for (const [path, value] of Object.entries(answers)) {
    pass(1000);
    valueOf(saveAnswers(now(), { response, changes: [{ path, value }], progress: NOTHING }));
  }
}
/** Ends the work as a closed window does, or as a crash: then the file stays. */
function goOn(how: 'closed' | 'crashed'): void {
  const left = readFileSync(file());
  close(db);
  if (how === 'crashed') writeFileSync(file(), left);
  db = valueOf(openWrite(desk.folder));
  begin();
}
function begin(): void {
  pass(60_000);
  beginSitting(db, `window ${windows += 1}`, desk.now());
}
const kept = () => keptOfCutOff(db).map(({ entity, count, path }) => [entity, count, path]);

test('a sitting that was closed leaves nothing to tell, and nothing behind', () => {
  const entity = add('7735991209', 'Кристалл');
  begin();
  expect(existsSync(file())).toBe(true);
  enter(entity, { '/A/A06': 'Директор' });
  close(db);
  expect(existsSync(file())).toBe(false);
  db = valueOf(openWrite(desk.folder));
  begin();
  expect(kept()).toEqual([]);
});

test('of a sitting that was cut off every draft is told with its answers and the last of them, the latest first', async () => {
  const [first, second, third] = [add('7735991209', 'Кристалл'), add('7735007358', 'Завод'), add('7707083893', 'Старый')] as [string, string, string];
  enter(third, { '/A/A06': 'до этого' });
  begin();
  enter(first, { '/A/A06': 'Дир', '/A/A07': '+7', '/B/site[k1]': 'k1', '/B/site[k1]/B29': 'Корпус' });
  enter(second, { '/A/A05': 'Иванов' });
  enter(first, { '/A/A06': 'Директор' });
  goOn('crashed');
  expect(kept()).toEqual([[first, 3, '/A/A06'], [second, 1, '/A/A05']]);
  expect(valueOf(openResponse(now(), { entity: second })).kept).toMatchObject({ count: 1, path: '/A/A05' });
  expect(valueOf(openResponse(now(), { entity: third })).kept).toBeNull();
  const told = await survey['survey.kept'](now(), undefined);
  expect(valueOf(told).map(({ name }) => name)).toEqual(['Кристалл', 'Завод']);
});

test('a page that is loaded again within a sitting is no crash', () => {
  const entity = add('7735991209', 'Кристалл');
  begin();
  enter(entity, { '/A/A06': 'Директор' });
  beginSitting(db, `window ${windows}`, desk.now());
  expect(kept()).toEqual([]);
});

test('a worker that died and was replaced while the window stayed is no crash, then and after closing; what was to be told still is', () => {
  const entity = add('7735991209', 'Кристалл');
  begin();
  enter(entity, { '/A/A06': 'Директор' });
  goOn('crashed');
  expect(kept()).toEqual([[entity, 1, '/A/A06']]);
  enter(entity, { '/A/A07': '+7' });
  const left = readFileSync(file());
  close(db);
  writeFileSync(file(), left);
  db = valueOf(openWrite(desk.folder));
  beginSitting(db, `window ${windows}`, desk.now());
  expect(kept()).toEqual([[entity, 2, '/A/A07']]);
  forgetCutOff(db);
  expect(kept()).toEqual([]);
  close(db);
  expect(existsSync(file())).toBe(false);
});

test('what was read is not told again; what nobody has read is told after the next crash too', () => {
  const entity = add('7735991209', 'Кристалл');
  begin();
  enter(entity, { '/A/A06': 'Директор' });
  goOn('crashed');
  enter(entity, { '/A/A07': '+7' });
  goOn('crashed');
  expect(kept()).toEqual([[entity, 2, '/A/A07']]);
  forgetCutOff(db);
  expect(kept()).toEqual([]);
  enter(entity, { '/A/A05': 'Иванов' });
  goOn('crashed');
  expect(kept()).toEqual([[entity, 1, '/A/A05']]);
  goOn('closed');
  expect(kept()).toEqual([]);
});

test('a folder that takes no file does not stop the work', () => {
  rmSync(file(), { force: true });
  mkdirSync(file());
  begin();
  expect(kept()).toEqual([]);
  rmSync(file(), { recursive: true });
});

test('what was kept is looked up draft by draft, not in the whole history', () => {
  expect(db.plan(KEPT_DRAFTS, 0, 0).filter((step) => step.includes('answer_history') || / h /.test(step)).every((step) => step.includes('SEARCH'))).toBe(true);
});
