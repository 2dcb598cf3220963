import writeWorkbook from 'write-excel-file/node';
import type { Cell } from 'write-excel-file/node';
import { fillSurvey } from '../../electron/demo/company.ts';
import { createDice } from '../../electron/demo/dice.ts';
import { KINDS } from '../../electron/demo/kind.ts';
import { createProfile } from '../../electron/demo/profile.ts';
import { importList } from '../../electron/survey/intake/importList.ts';
import { readList } from '../../electron/survey/intake/listTable.ts';
import type { ListMapping } from '../../shared/ipc/intake.ts';
import { readWorkbook } from '../../electron/survey/workbook/read.ts';
import { mapForm } from '../../electron/survey/formMap.ts';
import { isAsked } from '../../electron/survey/template/cells.ts';
import type { Question } from '../../shared/survey/form.ts';
import { answersFromJson } from '../../shared/survey/json.ts';
import { isMissing } from '../../shared/survey/response.ts';
import { microelectronics } from '../helpers/forms.ts';
import { inn } from '../helpers/inn.ts';
import { openMinistry } from '../helpers/ministry.ts';
import { valueOf } from '../helpers/result.ts';
import { mediansByTurns, printComparison } from './measure.ts';

/** A ministry's list: every question that is asked once a company, a column each. */
const COMPANIES = 2_000;
const RUNS = 9;

const form = microelectronics();
const { questions, identity } = mapForm(form);
const numbers = new Set(identity.number.values());
const asked = [...questions.values()].filter((question) => isAsked(question) && question.path.split('/').length === 3 && !(numbers.has(question.path) && question.path !== '/B/B05'));

/** Fictional companies of every kind, filled in without contradictions; more of the same under other numbers. */
const filled = KINDS.flatMap((kind) => Array.from({ length: 10 }, (_, turn) => {
  const dice = createDice(`${kind} ${turn}`);
  const answers = answersFromJson(form, fillSurvey(createProfile(dice, { kind, country: 'RU', name: `АО «${kind} ${turn}»`, year: 2025, day: '2026-03-02', body: 'Министерство' }), dice));
  if (!answers.ok) throw new Error(JSON.stringify(answers.error));
  return answers.value;
}));

/** An answer as a ministry's list writes it: labels, days with dots. */
function cellOf({ path, list }: Question, index: number): Cell {
  const answer = path === '/B/B05' ? inn(index) : filled[index % filled.length]?.get(path);
  const label = (code: string): string => form.choices[list ?? '']?.find(({ value }) => value === code)?.label['ru'] ?? code;
  if (answer === undefined || isMissing(answer)) return null;
  if (typeof answer === 'number') return { value: answer, type: Number };
  if (typeof answer !== 'string') return { value: answer.map(label).join('; '), type: String };
  return { value: /^\d{4}-\d\d-\d\d$/.test(answer) ? answer.split('-').toReversed().join('.') : label(answer), type: String };
}

const head = asked.map(({ name }) => ({ value: name, type: String }));
const bytes = await writeWorkbook([{ sheet: 'Список', data: [head, ...Array.from({ length: COMPANIES }, (_, index) => asked.map((question) => cellOf(question, index)))] }]).toBuffer();
const mapping: ListMapping = {
  formatVersion: 1, form: form.id, name: 'bench', reading: { sheet: null, encoding: null, separator: null, headRow: null }, writing: null, country: 'RU', repeat: null,
  columns: asked.map(({ name, path }) => ({ column: name, question: path, values: {} })),
};

let ministry = await openMinistry();
const { ours, floor } = await mediansByTurns(RUNS, {
  prepare: async () => {
    ministry.remove();
    ministry = await openMinistry();
  },
  work: async () => {
    const table = await readList(bytes, mapping.reading);
    if (!table.ok) throw new Error(table.error.problem);
    const { created, refused } = valueOf(await importList({ ...ministry.desk, uuid: () => crypto.randomUUID() }, table.value, mapping, { rehearse: false, onCompany: () => undefined }));
    if (created !== COMPANIES || refused.length > 0) throw new Error(`${created} created, ${refused.length} refused: ${JSON.stringify(refused[0])}`);
  },
}, { work: () => readWorkbook(bytes) });
ministry.remove();
printComparison({
  name: `Importing ${COMPANIES} companies from a workbook of ${asked.length} columns`,
  ours: { label: 'reading, mapping, checking by the form, writing drafts with history', ms: ours },
  floor: { label: 'reading the cells of the same file with the same reader', ms: floor },
  limit: 3,
});
