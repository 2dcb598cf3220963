import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WriteDb } from '../../../electron/database/db.ts';
import { close, createDatabase } from '../../../electron/database/open.ts';
import { saveCompany } from '../../../electron/database/tables/company.ts';
import { createFilled, createResponse, saveAnswers } from '../../../electron/database/tables/response.ts';
import { deferReferences, write } from '../../../electron/database/transaction.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { compareCompany } from '../../../electron/survey/compare.ts';
import { installForm, readyToInstall } from '../../../electron/survey/form.ts';
import { ok } from '../../../shared/base/result.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const ROUND = '2025';

let folder: string;
let db: WriteDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'svod-compare-'));
  const created = createDatabase(join(folder, 'workspace'));
  if (!created.ok) throw new Error(created.error.code);
  db = created.value;
});

afterEach(() => {
  close(db);
  rmSync(folder, { recursive: true });
});

function install(definition: FormDefinition): string {
  const form = readyToInstall(definition);
  installForm(db, form, null, 0);
  return form.hash;
}

function enter(form: string, entity: string, answers: Readonly<Record<Path, Answer>>): void {
  saveCompany(db, { entity, country: 'RU', scheme: 'ru_inn', number: entity, name: entity, shortName: entity, region: 'RU-MOW' });
  const id = createResponse(db, { entity, form, round: ROUND, savedAt: 0, person: 'Иванова' });
  saveAnswers(db, { id, entity }, Object.entries(answers).map(([path, value]) => ({ path, value })), NOTHING, 0, 'Иванова');
}

const rulesOf = (entity: string): readonly string[] => {
  const found = compareCompany(db, entity);
  return found.ok ? found.value.map((finding) => finding.rule) : [found.error.code];
};

describe('companies of a workspace', () => {
  test('are compared by what their forms say', () => {
    const form = install(microelectronics());
    enter(form, 'a', { '/B/B04': 'RU', '/B/B02': 'АО «Кристалл»', '/B/B16': 'RU-MOW' });
    enter(form, 'b', { '/B/B04': 'RU', '/B/B02': 'Кристалл, АО', '/B/B16': 'RU-MOW' });
    enter(form, 'c', { '/B/B04': 'RU', '/B/B02': 'АО «Кристалл»', '/B/B16': 'RU-SPE' });
    expect([rulesOf('a'), rulesOf('b'), rulesOf('c')]).toEqual([['R55'], ['R55'], []]);
  });

  test('are looked at one by one, with how far it is, and can be left', () => {
    const form = install(microelectronics());
    for (const entity of ['a', 'b']) enter(form, entity, { '/B/B02': 'Кристалл', '/B/B16': 'RU-MOW' });
    const told: string[] = [];
    const progress = (done: number, total: number): void => void told.push(`${done}/${total}`);
    expect(compareCompany(db, 'a', { progress, checkCancelled: () => undefined })).toMatchObject({ ok: true, value: [{ rule: 'R55' }] });
    expect(told).toEqual(['0/24']);
    expect(() => compareCompany(db, 'a', { progress, checkCancelled: () => { throw new Cancelled(); } })).toThrow(Cancelled);
  });

  test('are compared when an import began their drafts as when a person did', () => {
    const form = install(microelectronics());
    for (const entity of ['a', 'b']) {
      valueOf(write(db, () => {
        deferReferences(db);
        const company = { entity, country: 'RU', scheme: 'ru_inn', number: entity, name: entity, shortName: entity, region: 'RU-MOW' };
        return ok(createFilled(db, company, { form, round: ROUND, savedAt: 0, person: 'Иванова' }, new Map([['/B/B02', 'Кристалл'], ['/B/B16', 'RU-MOW'], ['!R55:/B/B02', `Однофамильцы ${entity}`]]), NOTHING, 'Реестр'));
      }));
    }
    enter(form, 'c', { '/B/B02': 'Кристалл', '/B/B16': 'RU-MOW' });
    expect([rulesOf('a'), rulesOf('b'), rulesOf('c')]).toEqual([['R55'], ['R55'], ['R55']]);
    expect(compareCompany(db, 'b')).toMatchObject({ ok: true, value: [{ justification: 'Однофамильцы b' }] });
  });

  test('answer a warning with the justification written at it', () => {
    const form = install(microelectronics());
    enter(form, 'a', { '/B/B02': 'Кристалл', '/B/B16': 'RU-MOW', '!R55:/B/B02': 'Однофамильцы' });
    enter(form, 'b', { '/B/B02': 'Кристалл', '/B/B16': 'RU-MOW' });
    expect(compareCompany(db, 'a')).toMatchObject({ ok: true, value: [{ rule: 'R55', justification: 'Однофамильцы' }] });
  });

  test('are compared by answers in rows where a form asks for it', () => {
    const { rules, ...rest } = microelectronics();
    const form = install({ ...rest, rules: rules.map((rule) => (rule.id === 'R35' && rule.check !== undefined ? { ...rule, scope: 'workspace' } : rule)) });
    enter(form, 'fab', { '/B/B04': 'BY', '/F/line[f1]/F07': '800' });
    enter(form, 'fabless', { '/B/B04': 'RU', '/J/product[p1]/J07': '350', '/J/product[p1]/J09': 'BY' });
    expect([rulesOf('fab'), rulesOf('fabless')]).toEqual([[], ['R35']]);
  });

  test('cannot be compared when the company is unknown', () => {
    expect(rulesOf('nobody')).toEqual(['company-unknown']);
  });
});
