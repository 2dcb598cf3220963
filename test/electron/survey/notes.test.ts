import { beforeEach, describe, expect, test } from 'vitest';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { completeResponse, reopenResponse, approveCompanies } from '../../../electron/survey/complete.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { surveyHandlers } from '../../../electron/survey/handlers.ts';
import { exportAnswers, importAnswers } from '../../../electron/survey/import.ts';
import { currentForm } from '../../../electron/survey/form.ts';
import { fieldNotes } from '../../../electron/survey/notes.ts';
import { openRound } from '../../../electron/survey/rounds.ts';
import { findResponse, type ResponseRow } from '../../../electron/database/tables/response.ts';
import { makeTemplate } from '../../../electron/survey/template/make.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { FieldChange, FieldNote } from '../../../shared/ipc/survey.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { notePath } from '../../../shared/survey/path.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newOffices, send } from '../../helpers/merging.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const one = entity(1);
const SAID = 'Директор подтвердил по телефону: с филиалом';

let body: Workspace;
let other: Workspace;
let commission: Workspace;
beforeEach(() => {
  ({ body, other, commission } = newOffices(1));
  for (const { db } of [body, other]) setSetting(db, 'person', 'Снегирёва Елена');
});

const responseIn = (workspace: Workspace): number => valueOf(openResponse(deskOf(workspace), { entity: one })).response;
function enter(workspace: Workspace, changes: Readonly<Record<string, Answer | null>>, now = NOON): void {
  valueOf(saveAnswers(deskOf(workspace, { now: () => now }), { response: responseIn(workspace), changes: Object.entries(changes).map(([path, value]) => ({ path, value })), progress: NOTHING }));
}
function complete(workspace: Workspace): void {
  expect(valueOf(completeResponse(deskOf(workspace), { response: responseIn(workspace) })).kind).toBe('completed');
  valueOf(approveCompanies(deskOf(workspace), { entities: [one] }));
}
const cellIn = (workspace: Workspace, path: string): CellView | undefined => valueOf(viewCompany(workspace.db, deskOf(workspace), one)).cells.find((cell) => cell.path === path);
const notesIn = async (workspace: Workspace): Promise<readonly FieldNote[]> => valueOf(await surveyHandlers['survey.notes'](deskOf(workspace), { response: responseIn(workspace) }));

describe('a note on a question', () => {
  test('leaves with the form, signed as it is, and stands at the Commission beside the value until it is taken back', async () => {
    enter(body, { '/A/name': 'Завод 1', '/F/line[a]': 1, '/F/line[a]/p': '90 нм', [notePath('/A/amount')]: SAID, [notePath('/F/line[a]/p')]: 'линия строится' });
    complete(body);
    await merge(commission, await send(body));
    expect(cellIn(commission, notePath('/A/amount'))).toMatchObject({ state: 'clean', value: SAID, writes: [{ person: 'Снегирёва Елена' }] });
    expect(cellIn(commission, notePath('/F/line[a]/p'))).toMatchObject({ value: 'линия строится' });
    valueOf(reopenResponse(deskOf(body), { response: responseIn(body), reason: 'уточнение' }));
    enter(body, { [notePath('/A/amount')]: null, '/F/line[a]/p': null, '/F/line[a]': null, [notePath('/F/line[a]/p')]: null });
    complete(body);
    await merge(commission, await send(body));
    expect(cellIn(commission, notePath('/A/amount'))?.value ?? null).toBeNull();
    expect(cellIn(commission, notePath('/F/line[a]/p'))?.value ?? null).toBeNull();
  });

  test('of another body comes with the company, by the name of who wrote it', async () => {
    enter(body, { '/A/name': 'Завод 1', [notePath('/A/amount')]: SAID });
    complete(body);
    setSetting(other.db, 'person', 'Орлов Пётр');
    await merge(other, await send(body));
    expect(await notesIn(other)).toEqual([{ path: '/A/amount', text: SAID, person: 'Снегирёва Елена', at: NOON }]);
    enter(other, { [notePath('/A/amount')]: 'Филиал продан' }, NOON + 1);
    expect(await notesIn(other)).toEqual([{ path: '/A/amount', text: 'Филиал продан', person: 'Орлов Пётр', at: NOON + 1 }]);
  });

  test('M3: two bodies that note different things are shown side by side, and nothing is picked in silence', async () => {
    for (const [workspace, text] of [[body, SAID], [other, 'Филиал продан']] as const) {
      enter(workspace, { '/A/name': 'Завод 1', [notePath('/A/amount')]: text });
      complete(workspace);
      await merge(commission, await send(workspace));
    }
    expect(cellIn(commission, notePath('/A/amount'))).toMatchObject({ state: 'conflict' });
    expect(cellIn(commission, notePath('/A/amount'))?.writes.map(({ value }) => value).sort()).toEqual([SAID, 'Филиал продан'].sort());
  });

  test('B7: on a personal answer travels with the personal answers and never in the open', async () => {
    enter(body, { '/A/name': 'Завод 1', '/A/phone': '+7 495', [notePath('/A/phone')]: 'Звонить Петрову после обеда' });
    complete(body);
    await merge(commission, await send(body));
    expect(cellIn(commission, notePath('/A/phone'))).toBeUndefined();
    expect(String(body.db.value("SELECT group_concat(CAST(body AS TEXT)) FROM revision"))).not.toContain('Петрову');
    valueOf(reopenResponse(deskOf(body), { response: responseIn(body), reason: 'уточнение' }));
    enter(body, { [notePath('/A/phone')]: 'Звонить Петрову до обеда' });
    complete(body);
    await merge(commission, await send(body, true));
    expect(cellIn(commission, notePath('/A/phone'))).toMatchObject({ value: 'Звонить Петрову до обеда' });
  });

  test('stands in the history of its field, who wrote what and when', async () => {
    enter(body, { '/A/name': 'Завод 1', [notePath('/A/name')]: 'по выписке' });
    enter(body, { [notePath('/A/name')]: null }, NOON + 3_600_000);
    const history: readonly FieldChange[] = valueOf(await surveyHandlers['survey.fieldHistory'](deskOf(body), { response: responseIn(body), path: '/A/name' }));
    expect(history.filter(({ rule }) => rule === 'note').map(({ before, after, person }) => ({ before, after, person }))).toEqual([
      { before: 'по выписке', after: null, person: 'Снегирёва Елена' }, { before: null, after: 'по выписке', person: 'Снегирёва Елена' },
    ]);
  });

  test('is not carried into the next round, nor into the workbook of the company', async () => {
    enter(body, { '/A/name': 'Завод 1', [notePath('/A/name')]: SAID });
    complete(body);
    valueOf(openRound(deskOf(body), { round: '2027' }));
    expect(valueOf(openResponse(deskOf(body), { entity: one })).answers.get('/A/name')).toBe('Завод 1');
    expect(await notesIn(body)).toEqual([]);
    enter(body, { [notePath('/A/name')]: SAID });
    const { bytes } = valueOf(await makeTemplate(deskOf(body), { entity: one, room: 2, texts: 'ru' }));
    const sheets = valueOf(await readWorkbook(bytes));
    expect(JSON.stringify(sheets)).toContain('Завод 1');
    expect(JSON.stringify(sheets)).not.toContain(SAID);
  });

  test('is refused where no question stands', () => {
    const refused = saveAnswers(deskOf(body), { response: responseIn(body), changes: [{ path: notePath('/F/line'), value: SAID }], progress: NOTHING });
    expect(refused).toMatchObject({ ok: false, error: { code: 'unknown-path' } });
  });
});

test('notes go out and in with the answers on the command line; a row that an import takes away takes its note along', async () => {
  const { desk, remove } = await openMinistry();
  try {
    const { entity: company } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: 'АО «Кристалл»' }));
    const { response } = valueOf(openResponse(desk, { entity: company }));
    const at = (row: string) => `/J/product[${row}]/J02`;
    const written: Readonly<Record<string, Answer>> = {
      '/J/product[a]': 1, [at('a')]: 'Приёмник', '/J/product[b]': 2, [at('b')]: 'Усилитель', [notePath('/A/A04')]: SAID, [notePath(at('a'))]: 'первая', [notePath(at('b'))]: 'вторая',
    };
    const changes = Object.entries(written).map(([path, value]) => ({ path, value }));
    valueOf(saveAnswers(desk, { response, changes, progress: NOTHING }));
    const { justifications } = valueOf(exportAnswers(desk, findResponse(desk.db, response) as ResponseRow));
    expect(justifications).toEqual({ 'note:/A/A04': SAID, 'note:/J/product[1]/J02': 'первая', 'note:/J/product[2]/J02': 'вторая' });
    const take = (answers: Json, texts: JsonObject) => {
      expect(importAnswers(desk, valueOf(currentForm(desk.db)), { company: { entity: company }, answers, justifications: texts }).ok).toBe(true);
      return fieldNotes(desk.db, response).map(({ text }) => text);
    };
    expect(take({ J: { product: [{ J02: 'Приёмник' }] } }, {})).toEqual([SAID, 'первая']);
    expect(take({}, { 'note:/A/A04': 'уточнено', 'note:/J/product[2]/J02': 'такой строки нет' })).toEqual(['уточнено', 'первая']);
  } finally {
    remove();
  }
});
