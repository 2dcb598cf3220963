import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CellPlace, ListMapping } from '../../../shared/ipc/intake.ts';
import { indexedPath, printAnswer } from '../../../shared/survey/json.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import type { Desk } from '../../jobs/handler.ts';
import { currentForm, type ReadyForm } from '../../survey/form.ts';
import { sayAside, sayNoted } from '../../survey/intake/asideRows.ts';
import { listFailure, readIntake } from '../../survey/intake/file.ts';
import { importList, type ImportedRow } from '../../survey/intake/importList.ts';
import { keptMappings } from '../../survey/intake/kept.ts';
import { readList, type ListTable } from '../../survey/intake/listTable.ts';
import { parseMapping } from '../../survey/intake/mapping.ts';
import { printRefused } from '../../survey/intake/report.ts';
import { guessedMapping, readExamples, sampleOf } from '../../survey/intake/sample.ts';
import { nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { readJson } from '../console/files.ts';
import { untilInterrupted } from '../console/interrupt.ts';
import { withWorkspace, type WorkspaceOption } from '../console/options.ts';
import { done, judged, type Outcome } from '../console/outcome.ts';
import { findingJson, findingLine } from './findings.ts';

interface MapOptions extends WorkspaceOption {
  readonly out: string;
  readonly repeat?: string;
}

export interface ListOptions {
  readonly map: string;
  readonly report?: string;
  readonly rehearse: boolean;
}

/** `answers map`: a mapping to begin with, of what the headings of a list seem to ask. */
export function registerMap(answers: Command, console: Console): void {
  const { say } = console;
  withWorkspace(answers.command('map').description(say('answers.map')).argument('<FILE>', say('argument.list')), console)
    .requiredOption('--out <FILE>', say('option.out'))
    .option('--repeat <PATH>', say('option.repeat'))
    .action((file: string, options: MapOptions) => console.run(() => withDesk(console, options.workspace, (desk) => writeMap(console, desk, file, options))));
}

async function writeMap(console: Console, desk: Desk, file: string, { out, repeat = '' }: MapOptions): Promise<Result<Outcome, Failure>> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const read = await readTable(console, file, null);
  if (!read.ok) return read;
  if (repeat !== '' && !form.value.map.repeats.has(repeat)) return refusedMapping(console, repeat, 'repeat', repeat);
  const sample = sampleOf(read.value, form.value, repeat || null);
  const mapping = guessedMapping(sample, form.value, basename(file).replace(/\.[^.]*$/, ''), repeat || null);
  const written = writeFileSafely(resolve(out), Buffer.from(`${JSON.stringify(mapping, null, 2)}\n`));
  if (!written.ok) return err({ ...written.error, values: { file: out } });
  const lines = sample.columns.map(({ name, guess }) => `${guess === null ? '·' : '✓'} ${name}${guess === null ? '' : ` → ${guess}`}`);
  return ok(done({ file: resolve(out), mapping: mapping as unknown as Json, columns: sample.columns as unknown as Json }, [...lines, console.say('written', { file: resolve(out) })]));
}

/** `answers import` of a list in columns. */
export async function importFromList(console: Console, desk: Desk, file: string, options: ListOptions): Promise<Result<Outcome, Failure>> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const mapping = mappingOf(console, desk, form.value, options.map);
  if (!mapping.ok) return mapping;
  const table = await readTable(console, file, mapping.value);
  if (!table.ok) return table;
  const companies: JsonObject[] = [];
  const lines: string[] = [];
  const onCompany = (one: ImportedRow): void => {
    const json = companyJson(console, one);
    companies.push(json);
    for (const finding of one.findings()) lines.push(`${nameOf(one.company)}${findingLine(console.language, finding, (path) => indexedPath(one.session, path))}`);
  };
  const imported = await untilInterrupted(desk, (stoppable) => importList(stoppable, table.value, mapping.value, { rehearse: options.rehearse, onCompany }));
  if (!imported.ok) return err({ ...imported.error, values: { file: options.map, ...imported.error.values } });
  const { created, updated, refused, aside, noted, rows, writing, columns, written } = imported.value;
  const said = refused.map(({ row, company, code, values }) => ({ row, company, message: printSentence(console.language, code, values) }));
  lines.push(...said.map(({ row, company, message }) => `✗ ${file}:${row} ${company}  ${message}`));
  lines.push(...sayAside(aside, console.language), ...sayNoted(noted, console.language));
  if (options.report !== undefined && refused.length > 0) {
    const report = resolve(options.report);
    const kept = writeFileSafely(report, await printRefused(table.value, imported.value, console.language));
    if (!kept.ok) return err({ ...kept.error, values: { file: report } });
    lines.push(console.say('written', { file: report }));
  }
  if (options.rehearse) lines.push(console.say('answers.rehearsed'));
  lines.push(console.say('answers.imported', { created, updated, refused: refused.length }));
  const examples = readExamples(table.value, columns, writing, console.language);
  return ok(judged(refused.length === 0, {
    dryRun: options.rehearse, written, rows, created, updated, aside: aside.map(({ row, kind }) => ({ row, kind })), noted, companies, findings: companies.flatMap(({ findings }) => findings as Json[]), refused: said,
    read: { ...table.value.reading, kind: table.value.kind, hiddenRows: table.value.hiddenRows, ...writing, examples: examples as unknown as Json },
  }, lines));
}

async function readTable(console: Console, file: string, mapping: ListMapping | null): Promise<Result<ListTable, Failure>> {
  const bytes = readIntake(file, file, console.language);
  if (!bytes.ok) return bytes;
  const table = await readList(bytes.value, mapping?.reading ?? { sheet: null, encoding: null, separator: null, headRow: null });
  return table.ok ? table : err(listFailure(table.error, file, console.language));
}

/** A mapping from a file, else one that is kept in the workspace under this name. */
function mappingOf(console: Console, desk: Desk, form: ReadyForm, named: string): Result<ListMapping, Failure> {
  const kept = keptMappings(desk.db).find(({ name }) => name === named);
  const json = kept ? ok(kept as unknown as Json) : readJson(named);
  if (!json.ok) return json;
  const mapping = parseMapping(json.value, form.definition);
  return mapping.ok ? mapping : refusedMapping(console, named, mapping.error.kind, mapping.error.at);
}

function refusedMapping(console: Console, file: string, kind: 'shape' | 'form' | 'question' | 'repeat' | 'twice' | 'nothing', at: string): Result<never, Failure> {
  return err({ code: 'mapping-invalid', values: { file, said: printSentence(console.language, `mapping.${kind}`, { at }) } });
}

function companyJson(console: Console, { company, kind, row, changes, findings, session, placeOf }: ImportedRow): JsonObject {
  const cellJson = (place: CellPlace | null): JsonObject => ({ sheet: place?.sheet ?? null, cell: place?.cell ?? null });
  const jsonOf = (answer: Answer | null): Json => (answer === null ? null : printAnswer(answer));
  const shown = (path: string): string => indexedPath(session, path);
  const changed = changes();
  return {
    company: company.entity, number: nameOf(company), name: company.name, kind, row, changes: changed.length,
    changed: kind === 'created' ? [] : changed.map(({ path, before, value }) => ({ path: shown(path), ...cellJson(placeOf(path)), before: jsonOf(before), after: jsonOf(value) })),
    findings: findings().map((finding) => ({ company: nameOf(company), ...findingJson(console.language, finding, shown), ...cellJson(finding.paths.map(placeOf).find((place) => place !== null) ?? null) })),
  };
}
