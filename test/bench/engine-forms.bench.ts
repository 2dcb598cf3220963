import { readFileSync } from 'node:fs';
import { saveCompany } from '../../electron/database/tables/company.ts';
import { createResponse, listResponses, loadAnswers, saveAnswers } from '../../electron/database/tables/response.ts';
import { write } from '../../electron/database/transaction.ts';
import { checkResponse } from '../../electron/survey/check.ts';
import { currentForm } from '../../electron/survey/form.ts';
import { readWorkbook } from '../../electron/survey/workbook/read.ts';
import { ok } from '../../shared/base/result.ts';
import { answersFromJson } from '../../shared/survey/json.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { Sheet } from '../../shared/survey/xlsform/sheet.ts';
import { compileWorkbook } from '../../shared/survey/xlsform/compile.ts';
import { VALID_FAB } from '../helpers/microelectronics.ts';
import { openMinistry } from '../helpers/ministry.ts';
import { valueOf } from '../helpers/result.ts';
import { mediansByTurns, printComparison } from './measure.ts';

const bytes = new Uint8Array(readFileSync(new URL('../../shared/forms/microelectronics.xlsx', import.meta.url)));
const readSheets = async (): Promise<readonly Sheet[]> => {
  const sheets = await readWorkbook(bytes);
  if (!sheets.ok) throw new Error(sheets.error.problem);
  return sheets.value;
};
/** So many times untimed first: both sides are then compiled by the machine as far as they will be. */
const WARM = 30;
for (let run = 0; run < WARM; run++) compileWorkbook(await readSheets());
const compiled = await mediansByTurns(21, { work: async () => compileWorkbook(await readSheets()) }, { work: readSheets });
printComparison({
  name: 'Compiling the workbook of the microelectronics survey',
  ours: { label: 'read its cells and compile them', ms: compiled.ours },
  floor: { label: 'read its cells', ms: compiled.floor },
  limit: 3,
});

const COMPANIES = Number(process.env['SVOD_BENCH_COMPANIES'] ?? 1_000);

const { desk, remove } = await openMinistry();
const form = valueOf(currentForm(desk.db));
const read = answersFromJson(form.definition, VALID_FAB);
if (!read.ok) throw new Error('The answers do not fit the form.');
const answers = read.value;

/** The same company in other figures: three in four break no rule, the fourth a few. */
function answersOf(company: number): readonly { readonly path: Path; readonly value: Answer }[] {
  return [...answers].map(([path, value]) => ({ path, value: typeof value === 'number' && path.endsWith('C02') ? value + company : path.endsWith('C05') && company % 4 === 3 ? 81 : value }));
}

const PROGRESS = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
valueOf(write(desk.db, () => {
  for (let number = 0; number < COMPANIES; number++) {
    const company = { entity: `company-${number}`, country: 'RU', scheme: 'ru_inn', number: '7735991209', name: `АО «Северный кристалл ${number}»`, shortName: '', region: '' };
    saveCompany(desk.db, company);
    const id = createResponse(desk.db, { entity: company.entity, form: form.hash, round: '2026', savedAt: desk.now(), person: 'bench' });
    saveAnswers(desk.db, { id, entity: company.entity }, answersOf(number), PROGRESS, desk.now(), 'bench');
  }
  return ok(null);
}));
const responses = listResponses(desk.db, null);
const found = responses.reduce((sum, response) => sum + valueOf(checkResponse(desk.db, desk, response, 'complete')).findings.length, 0);
// By turns at each company, so that what else the machine does falls on both sides and neither finds its own work still warm.
const validated = { ours: 0, floor: 0 };
for (const response of responses) {
  const times = await mediansByTurns(3,
    { work: () => checkResponse(desk.db, desk, response, 'complete') },
    { work: () => loadAnswers(desk.db, response.id) });
  validated.ours += times.ours;
  validated.floor += times.floor;
}
remove();
printComparison({
  name: `Validating ${responses.length} companies (${answers.size} answers each, ${found} findings)`,
  ours: { label: 'read the answers, run the whole form over them, read the findings', ms: validated.ours },
  floor: { label: 'read and parse the answers', ms: validated.floor },
  limit: 5,
});
