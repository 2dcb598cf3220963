import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { openWrite } from '../../electron/database/open.ts';
import { findCompany, listEntities } from '../../electron/database/tables/company.ts';
import { currentResponse } from '../../electron/database/tables/response.ts';
import { write } from '../../electron/database/transaction.ts';
import { fillSurvey } from '../../electron/demo/company.ts';
import { createDice } from '../../electron/demo/dice.ts';
import { ruInn } from '../../electron/demo/identifiers.ts';
import { createProfile } from '../../electron/demo/profile.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { identifyCompany } from '../../electron/survey/company.ts';
import { completeResponse, reopenResponse } from '../../electron/survey/complete.ts';
import { openResponse, saveAnswers } from '../../electron/survey/draft.ts';
import { currentForm } from '../../electron/survey/form.ts';
import { importAnswers } from '../../electron/survey/import.ts';
import { importList } from '../../electron/survey/intake/importList.ts';
import { readList } from '../../electron/survey/intake/listTable.ts';
import type { Json } from '../../shared/base/json.ts';
import { ok } from '../../shared/base/result.ts';
import type { ListMapping } from '../../shared/ipc/intake.ts';
import { answersFromJson } from '../../shared/survey/json.ts';
import type { Answer, AnswerChange, Path } from '../../shared/survey/response.ts';
import { valueOf } from '../helpers/result.ts';
import type { Said, Work } from './work.ts';

/**
 * An official at work in a process of its own: types, completes and imports without end, until the process is killed. What is about to be
 * done and what the program has acknowledged is said on the standard output, before anything else happens.
 */
const [folder = ''] = argv.slice(2);
const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const db = valueOf(openWrite(folder));
let ids = Date.now();
const desk: Desk = {
  folder, db, language: 'ru', now: Date.now, random: Math.random, uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
  progress: () => undefined, step: () => undefined, checkCancelled: () => undefined,
};
const form = valueOf(currentForm(db));
const profile = createProfile(createDice('kills'), { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
/** One company has a whole survey and is completed, the others are typed in, and so are those that came with a list. */
const isWhole = (entity: string): boolean => findCompany(db, entity)?.number === profile.number;
const whole = listEntities(db).find(isWhole) ?? '';
const listed = listEntities(db).filter((entity) => findCompany(db, entity)?.name.startsWith('Из списка'));
const others = listEntities(db).filter((entity) => !isWhole(entity) && !listed.includes(entity));
const TEXTS: readonly Path[] = ['/A/A04', '/A/A06', '/A/A14', '/B/B02', '/B/B15', '/B/B17', '/P/P03', '/P/P04'];
const NUMBERS: readonly Path[] = ['/C/C02', '/C/C03', '/C/C04', '/D/D01', '/D/D02'];
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

const some = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
const typed = (turn: number): AnswerChange[] => {
  const changes = new Map<Path, Answer | null>();
  for (let count = 1 + Math.floor(Math.random() * 12); count > 0; count -= 1) {
    if (Math.random() < 0.5) changes.set(some(TEXTS), Math.random() < 0.1 ? null : `${turn} ${'слово '.repeat(Math.floor(Math.random() * 40)).trim()}`);
    else changes.set(some(NUMBERS), turn + count);
  }
  const row = `/B/site[r${turn % 50}]`;
  if (Math.random() < 0.3) for (const [path, value] of [[row, turn], [`${row}/B29`, `Площадка ${turn}`]] as const) changes.set(path, value);
  return [...changes].map(([path, value]) => ({ path, value }));
};

const responseOf = (entity: string): number => currentResponse(db, entity)?.id ?? valueOf(openResponse(desk, { entity })).response;

/** The whole survey of the first company, with a name for this turn. */
function wholeSurvey(turn: number): readonly AnswerChange[] {
  const read = valueOf(answersFromJson(form.definition, fillSurvey(profile, createDice('answers'))) as ReturnType<typeof ok<ReadonlyMap<Path, Answer>>>);
  const calm = [...read.keys()].filter((path) => path.endsWith('/K12')).map((path): [Path, number] => [path, 40]);
  return [...new Map<Path, Answer>([...read, ...calm, ['/P/P04', `Завершено ${turn}`]])].map(([path, value]) => ({ path, value }));
}

/** Companies that are not here yet, as many as the importer takes in two steps. */
function newCompanies(turn: number): Extract<Work, { kind: 'list' }>['companies'] {
  const made = new Map<string, { readonly entity: string; readonly number: string; readonly name: string }>();
  for (let index = 0; made.size < 60; index += 1) {
    const number = ruInn(createDice(`${turn} ${index}`));
    const name = `Из списка ${turn} ${index}`;
    const { entity } = valueOf(identifyCompany({ country: 'RU', scheme: 'ru_inn', number, name }));
    if (!findCompany(db, entity)) made.set(entity, { entity, number, name });
  }
  return [...made.values()];
}

const MAPPING: ListMapping = {
  formatVersion: 1, form: form.definition.id, name: 'Перечень', reading: { sheet: null, encoding: null, separator: null, headRow: null }, writing: null, country: null, repeat: null,
  columns: [['ИНН', '@number'], ['Наименование', '/A/A04'], ['Примечание', '/P/P04']].map(([column = '', question = '']) => ({ column, question, values: {} })),
};

async function perform(work: Work): Promise<string | null> {
  switch (work.kind) {
    case 'type':
      valueOf(saveAnswers(desk, { response: responseOf(work.entity), changes: work.changes, progress: NOTHING }));
      return null;
    case 'complete': {
      const completed = valueOf(completeResponse(desk, { response: responseOf(work.entity) }));
      if (completed.kind === 'blocked') throw new Error(JSON.stringify(completed.findings));
      return completed.revision;
    }
    case 'reopen':
      valueOf(reopenResponse(desk, { response: responseOf(work.entity), reason: 'Уточнение' }));
      return null;
    case 'import':
      valueOf(write(db, () => {
        for (const entity of work.entities) {
          const imported = importAnswers(desk, form, { company: { entity }, answers: { P: { P04: work.text } } as Json as never, justifications: {} });
          if (!imported.ok) throw new Error(imported.error.failure.code);
        }
        return ok(null);
      }));
      return null;
    case 'list': {
      const text = ['ИНН;Наименование;Примечание', ...work.companies.map(({ number, name }) => `${number};${name};${work.text}`)].join('\n');
      const table = await readList(Buffer.from(text), MAPPING.reading);
      if (!table.ok) throw new Error(table.error.problem);
      const { created } = valueOf(await importList(desk, table.value, MAPPING, { rehearse: false, onCompany: () => undefined }));
      if (created !== work.companies.length) throw new Error(`${created} companies of the list were new`);
      listed.push(...work.companies.map(({ entity }) => entity));
      return null;
    }
  }
}

async function act(work: Work): Promise<void> {
  say({ kind: 'begins', work });
  say({ kind: 'done', revision: await perform(work) });
}

say({ kind: 'ready' });
if (currentResponse(db, whole)?.status !== 'draft' && currentResponse(db, whole)) await act({ kind: 'reopen', entity: whole });
for (let turn = Date.now(); ; turn += 1) {
  const chance = Math.random();
  if (chance < 0.6) await act({ kind: 'type', entity: some(listed.length > 0 && Math.random() < 0.3 ? listed : others), changes: typed(turn) });
  else if (chance < 0.7) await act({ kind: 'list', companies: newCompanies(turn), text: `Перечень ${turn}` });
  else if (chance < 0.9) await act({ kind: 'import', entities: others, text: `Импорт ${turn}` });
  else {
    await act({ kind: 'type', entity: whole, changes: wholeSurvey(turn) });
    await act({ kind: 'complete', entity: whole });
    await act({ kind: 'reopen', entity: whole });
  }
}
