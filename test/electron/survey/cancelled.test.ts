import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { write } from '../../../electron/database/transaction.ts';
import { listResponses } from '../../../electron/database/tables/response.ts';
import { approveCompanies, completeResponse } from '../../../electron/survey/complete.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { moveDrafts } from '../../../electron/survey/evolve.ts';
import { installForm, readyToInstall, useForm } from '../../../electron/survey/form.ts';
import { intakeHandlers } from '../../../electron/survey/intake/handlers.ts';
import { ok } from '../../../shared/base/result.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import type { AnswerChange, Path } from '../../../shared/survey/response.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const FORM = microelectronics();
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

let desk: Desk;
let remove: () => void;
beforeEach(async () => { ({ desk, remove } = await openMinistry()); });
afterEach(() => remove());

/** The same desk; whoever works at it is stopped when they ask so many times. It keeps what was said of the progress. */
function stopped(looks = 3): Desk & { readonly told: string[] } {
  const told: string[] = [];
  let asked = 0;
  return {
    ...desk, told,
    progress: ({ phase, done, total }) => { told.push(`${phase} ${done}/${total}`); },
    checkCancelled: () => { if ((asked += 1) === looks) throw new Cancelled(); },
  };
}

function addFilled(name: string): string {
  const profile = createProfile(createDice(name), { kind: 'materials', country: 'RU', name, year: 2025, day: '2026-03-02', body: 'Министерство' });
  const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: profile.number, name }));
  const { response } = valueOf(openResponse(desk, { entity }));
  const read = answersFromJson(FORM, fillSurvey(profile, createDice('answers')));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const changes = [...read.value].map(([path, value]: readonly [Path, AnswerChange['value']]) => ({ path, value: path.endsWith('/K12') ? 40 : value }));
  valueOf(saveAnswers(desk, { response, changes, progress: NOTHING }));
  return entity;
}

test('approving many says how far it is, and approves none when it is stopped', () => {
  const entities = ['Пинега', 'Мезень', 'Онега'].map((name) => {
    const entity = addFilled(name);
    const { response } = valueOf(openResponse(desk, { entity }));
    expect(valueOf(completeResponse(desk, { response })), name).toMatchObject({ kind: 'completed' });
    return entity;
  });
  const at = stopped();
  expect(() => approveCompanies(at, { entities })).toThrow(Cancelled);
  expect(at.told).toEqual(['approving 0/3', 'approving 1/3']);
  expect(listResponses(desk.db, 'approved')).toEqual([]);
  expect(valueOf(approveCompanies(desk, { entities }))).toMatchObject({ approved: 3 });
});

test('carrying drafts over to another version says how far it is, and carries none when it is stopped', () => {
  for (const name of ['Пинега', 'Мезень', 'Онега']) addFilled(name);
  const next = readyToInstall({ ...FORM, version: '2027-1' });
  const move = (at: Desk) => write(desk.db, () => {
    installForm(desk.db, next, null, desk.now());
    return ok(moveDrafts(at, valueOf(useForm(desk.db, next.hash))).length);
  });
  const at = stopped();
  expect(() => move(at)).toThrow(Cancelled);
  expect(at.told).toEqual(['moving 0/3', 'moving 1/3']);
  expect(listResponses(desk.db, 'draft').every(({ form }) => form !== next.hash)).toBe(true);
  expect(valueOf(move(desk))).toBe(3);
});

test('reading a workbook says how many rows it has read, and ends when it is stopped', async () => {
  const path = join(desk.folder, 'список.xlsx');
  writeFileSync(path, await writeWorkbook(Array.from({ length: 5_000 }, (_, row) => [{ value: `Завод ${row}` }, { value: row, type: Number }]), { sheet: 'Перечень' }).toBuffer());
  const at = stopped(9);
  await expect(async () => intakeHandlers['survey.openIntake'](at, { path })).rejects.toThrow(Cancelled);
  // While it unpacks and reads the texts that the sheets share, it knows no number.
  expect(at.told.filter((said) => said !== 'reading 0/0')).toEqual(['reading 0/5000', 'reading 1000/5000']);
  expect(valueOf(await intakeHandlers['survey.openIntake'](desk, { path })).found).toMatchObject({ kind: 'list', sample: { rows: 4_999 } });
});

test('writing a workbook for a company says how far it is, and writes nothing when it is stopped', async () => {
  const path = join(desk.folder, 'книга.xlsx');
  const write = (at: Desk) => intakeHandlers['survey.writeTemplate'](at, { entity: addFilled('Пинега'), texts: 'ru', path });
  const at = stopped();
  await expect(async () => write(at)).rejects.toThrow(Cancelled);
  expect(at.told).toHaveLength(2);
  expect(at.told[0]).toBe('writing 0/100');
  expect(existsSync(path)).toBe(false);
});
