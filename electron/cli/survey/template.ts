import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CellPlace } from '../../../shared/ipc/intake.ts';
import { indexedPath, printAnswer } from '../../../shared/survey/json.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { currentResponse } from '../../database/tables/response.ts';
import type { Desk } from '../../jobs/handler.ts';
import { noteReading } from '../../survey/firstEntry.ts';
import { currentForm } from '../../survey/form.ts';
import { importTemplate, type ImportedTemplate } from '../../survey/template/import.ts';
import { makeTemplate, ROOM, usualTexts } from '../../survey/template/make.ts';
import type { Precedence, TemplateChange } from '../../survey/template/take.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { withWorkspace, type WorkspaceOption } from '../console/options.ts';
import { done, judged, type Outcome } from '../console/outcome.ts';
import { findingJson, findingLine } from './findings.ts';

interface Options extends WorkspaceOption {
  readonly form?: string;
  readonly company?: string;
  readonly rows: string;
  readonly texts?: string;
  readonly out: string;
}

/** `answers template`: the workbook that a company fills in. */
export function registerTemplate(answers: Command, console: Console): void {
  const { say } = console;
  withWorkspace(answers.command('template').description(say('answers.template')), console)
    .requiredOption('--out <FILE>', say('option.out'))
    .option('--form <ID>', say('option.form'))
    .option('--company <ID>', say('option.company'))
    .option('--rows <N>', say('option.rows'), String(ROOM))
    .option('--texts <LANGUAGE>', say('option.texts'))
    .action((options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => writeTemplate(console, desk, options))));
}

async function writeTemplate(console: Console, desk: Desk, options: Options): Promise<Result<Outcome, Failure>> {
  const room = Number(options.rows);
  if (!Number.isInteger(room) || room < 0 || room > 500) return err({ code: 'usage', values: { detail: console.say('usage.number', { name: '--rows', from: 0, to: 500 }) } });
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  if (options.form !== undefined && options.form !== form.value.definition.id && options.form !== form.value.hash) return err({ code: 'unknown-form', values: { form: options.form } });
  const company = options.company === undefined ? ok(null) : lookUpCompany(desk.db, options.company);
  if (!company.ok) return company;
  const known = company.value && currentResponse(desk.db, company.value.entity);
  const read = known ? noteReading(desk, known) : ok(null);
  if (!read.ok) return read;
  const texts = options.texts ?? usualTexts(form.value.definition, console.language);
  const made = await makeTemplate(desk, { entity: company.value?.entity ?? null, room, texts });
  if (!made.ok) return made;
  const file = resolve(options.out);
  const written = writeFileSafely(file, made.value.bytes);
  if (!written.ok) return err({ ...written.error, values: { file } });
  const { definition, hash } = made.value.form;
  return ok(done({ file, form: definition.id, version: definition.version, hash, company: company.value ? nameOf(company.value) : null, language: texts }, [console.say('written', { file })]));
}

/** `answers import` of a workbook that a company returned. */
export function importReturned(console: Console, desk: Desk, file: string, sheets: readonly Sheet[], options: { readonly precedence: Precedence; readonly rehearse: boolean }): Result<Outcome, Failure> {
  const imported = importTemplate(desk, sheets, options);
  if (!imported.ok) return err({ ...imported.error, values: { file, ...imported.error.values } });
  const { company, kind, written, troubles } = imported.value;
  const refused = troubles.map(({ sheet, cell, code, values }) => ({ sheet, cell, message: printSentence(console.language, code, values) }));
  const json = companyJson(console, imported.value);
  const lines = [
    `${nameOf(company)} ${company.name}`,
    ...imported.value.changes.map((change) => `  ${placeOf(change.place)} ${changeLine(console, change)}`),
    ...imported.value.findings.map((finding) => `${placeOf(finding.place)}${findingLine(console.language, finding, shown(imported.value))}`),
    ...refused.map(({ sheet, cell, message }) => `✗ ${file} ${sheet}!${cell}  ${message}`),
    ...(imported.value.absent.length > 0 ? [`! ${console.say('answers.absent', { names: imported.value.absent.join(', ') })}`] : []),
    ...(options.rehearse ? [console.say('answers.rehearsed')] : []),
    console.say('answers.imported', { created: Number(written && kind === 'created'), updated: Number(written && kind === 'updated'), refused: refused.length }),
  ];
  return ok(judged(refused.length === 0, {
    template: true, dryRun: options.rehearse, written, older: imported.value.older, absent: [...imported.value.absent],
    created: Number(kind === 'created' && refused.length === 0), updated: Number(kind === 'updated' && refused.length === 0),
    companies: [json], findings: json.findings as Json, refused,
  }, lines));
}

function companyJson(console: Console, taken: ImportedTemplate): JsonObject {
  const { company, kind, changes, findings } = taken;
  return {
    company: company.entity, number: nameOf(company), kind, changes: changes.length,
    changed: changes.map(({ shown: path, place, before, after, both }) => ({ path, ...cellJson(place), before: jsonOf(before), after: jsonOf(after), both })),
    findings: findings.map((finding) => ({ ...findingJson(console.language, finding, shown(taken)), ...cellJson(finding.place) })),
  };
}

const shown = ({ session }: ImportedTemplate) => (path: Path): string => indexedPath(session, path);
const cellJson = (place: CellPlace | null): JsonObject => ({ sheet: place?.sheet ?? null, cell: place?.cell ?? null });
const placeOf = (place: CellPlace | null): string => (place === null ? '' : `${place.sheet}!${place.cell}`);
const jsonOf = (answer: Answer | null): Json => (answer === null ? null : printAnswer(answer));

function changeLine(console: Console, { shown: path, before, after, both }: TemplateChange): string {
  const said = (answer: Answer | null): string => (answer === null ? '–' : JSON.stringify(printAnswer(answer)));
  return `${path}: ${said(before)} → ${said(after)}${both ? `  (${console.say('answers.both')})` : ''}`;
}
