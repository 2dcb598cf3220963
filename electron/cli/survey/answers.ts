import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { AnswersProblem } from '../../../shared/survey/json.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { findCompany } from '../../database/tables/company.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { noteReadings } from '../../survey/firstEntry.ts';
import { exportAnswers, importAnswers } from '../../survey/import.ts';
import type { ImportedCompany } from '../../survey/import.ts';
import { currentForm } from '../../survey/form.ts';
import type { ReadyForm } from '../../survey/form.ts';
import { readWorkbook } from '../../survey/workbook/read.ts';
import { sayRefused } from '../../survey/workbook/refusal.ts';
import { nameOf, parseCompany, parseNumber } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { readBytes } from '../console/files.ts';
import { findingJson } from './findings.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { judged } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readItems } from './items.ts';
import type { Item } from './items.ts';
import { importFromList, registerMap } from './list.ts';
import { readableResponses } from './readable.ts';
import { importReturned, registerTemplate } from './template.ts';

interface Options extends WorkspaceOption {
  readonly form?: string;
  readonly company?: string;
  readonly out: string;
  readonly dryRun?: boolean;
  readonly prefer: string;
  readonly map?: string;
  readonly report?: string;
}

/** Bulk entry: answers in and out as JSON that mirrors the form. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const answers = program.command('answers').description(say('answers'));
  withWorkspace(answers.command('import').description(say('answers.import')).argument('<FILE>', say('argument.answers')), console)
    .option('--form <ID>', say('option.form'))
    .option('--company <ID>', say('option.company'))
    .option('--dry-run', say('option.dry-run-import'))
    .option('--prefer <SIDE>', say('option.prefer'), 'file')
    .option('--map <FILE>', say('option.map'))
    .option('--report <FILE>', say('option.report'))
    .action((file: string, options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => importFile(console, desk, file, options))));
  registerTemplate(answers, console);
  registerMap(answers, console);
  withWorkspace(answers.command('export').description(say('answers.export')), console)
    .requiredOption('--out <FILE>', say('option.out'))
    .option('--company <ID>', say('option.company'))
    .action((options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => exportFile(console, desk, options))));
}

async function importFile(console: Console, desk: Desk, file: string, options: Options): Promise<Result<Outcome, Failure>> {
  return /\.(?:xlsx|xlsm|xls|csv|tsv|txt)$/i.test(file) ? importTable(console, desk, file, options) : importJson(console, desk, file, options);
}

/** A workbook or a list in columns. */
async function importTable(console: Console, desk: Desk, file: string, options: Options): Promise<Result<Outcome, Failure>> {
  const form = chosenForm(desk, options.form);
  if (!form.ok) return form;
  const { prefer, dryRun = false, map, report } = options;
  if (map !== undefined) return importFromList(console, desk, file, { map, rehearse: dryRun, ...(report === undefined ? {} : { report }) });
  if (prefer !== 'file' && prefer !== 'draft') return err({ code: 'usage', values: { detail: console.say('usage.one-of', { name: '--prefer', values: 'file, draft' }) } });
  if (!/\.xls[xm]?$/i.test(file)) return err({ code: 'usage', values: { detail: console.say('usage.list-needs-map') } });
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const sheets = await readWorkbook(bytes.value);
  if (!sheets.ok) return err({ code: 'workbook-unreadable', values: { file, said: sayRefused(console.language, sheets.error) } });
  return importReturned(console, desk, file, sheets.value, { precedence: prefer, rehearse: dryRun });
}

function importJson(console: Console, desk: Desk, file: string, options: Options): Result<Outcome, Failure> {
  const form = chosenForm(desk, options.form);
  if (!form.ok) return form;
  const items = readItems(file, options.company ?? null);
  if (!items.ok) return items;
  const imported = { created: 0, updated: 0 };
  const seen: string[] = [];
  const companies: JsonObject[] = [];
  const refused: JsonObject[] = [];
  const lines: string[] = [];
  const refuse = (item: Item, message: string, problems: readonly AnswersProblem[] = []): void => {
    const named = problems.map(({ path, code }) => ({ path, code, message: console.say(`answers.${code}`) }));
    refused.push({ place: item.place, company: item.company, message, problems: named });
    lines.push(`✗ ${file} ${item.place}  ${message}`, ...named.map((problem) => `    ${problem.path}  ${problem.message}`));
  };
  const rehearse = options.dryRun === true;
  const written = write(desk.db, () => {
    for (const [index, item] of items.value.entries()) {
      console.progress({ phase: 'reading', done: index, total: items.value.length });
      const one = importItem(desk, form.value, item);
      if (!one.ok) {
        const { failure, problems } = one.error;
        if (failure.code === 'disk-full') return err(failure);
        refuse(item, printFailure(console.language, failure), problems);
        continue;
      }
      imported[one.value.kind] += 1;
      if (one.value.kind === 'updated') seen.push(one.value.entity);
      companies.push(companyJson(console, desk, one.value));
    }
    return rehearse ? err({ code: 'cancelled' }) : ok(null);
  });
  if (!written.ok && !(rehearse && written.error.code === 'cancelled')) return written;
  const noted = noteReadings(desk, seen);
  if (!noted.ok) return noted;
  if (rehearse) lines.push(console.say('answers.rehearsed'));
  lines.push(console.say('answers.imported', { ...imported, refused: refused.length }));
  return ok(judged(refused.length === 0, { ...imported, dryRun: rehearse, companies, refused }, lines));
}

function importItem(desk: Desk, form: ReadyForm, item: Item): ReturnType<typeof importAnswers> {
  const { answers, justifications } = item;
  const number = item.company === null ? null : parseNumber(item.company);
  if (item.company === null || number) return importAnswers(desk, form, { company: number, answers, justifications });
  const entity = parseCompany(item.company);
  return entity.ok ? importAnswers(desk, form, { company: { entity: entity.value }, answers, justifications }) : err({ failure: entity.error, problems: [] });
}

function companyJson(console: Console, desk: Desk, imported: ImportedCompany): JsonObject {
  const company = findCompany(desk.db, imported.entity);
  const { place } = imported;
  return {
    company: imported.entity, number: company ? nameOf(company) : null, kind: imported.kind, changes: imported.changes,
    findings: imported.findings.map((finding) => findingJson(console.language, finding, place)),
  };
}

function exportFile(console: Console, desk: Desk, options: Options): Result<Outcome, Failure> {
  const readable = readableResponses(console, desk, options.company);
  if (!readable.ok) return readable;
  const { responses, refused, lines } = readable.value;
  const items: JsonObject[] = [];
  for (const response of responses) {
    const company = findCompany(desk.db, response.entity);
    const exported = exportAnswers(desk, response);
    if (!exported.ok) return exported;
    items.push({ company: company ? nameOf(company) : response.entity, status: response.status, ...exported.value });
  }
  const file = resolve(options.out);
  const text = file.toLowerCase().endsWith('.jsonl') ? items.map((item) => `${JSON.stringify(item)}\n`).join('') : `${JSON.stringify(items, null, 2)}\n`;
  const written = writeFileSafely(file, Buffer.from(text));
  if (!written.ok) return err({ ...written.error, values: { file } });
  return ok(judged(refused.length === 0, { file, companies: items.length, refused }, [...lines, console.say('written', { file })]));
}

/** The current form; an id or a hash that names another one is refused. */
function chosenForm(desk: Desk, named: string | undefined): Result<ReadyForm, Failure> {
  const form = currentForm(desk.db);
  if (!form.ok || named === undefined || named === form.value.definition.id || named === form.value.hash) return form;
  return err({ code: 'unknown-form', values: { form: named } });
}
