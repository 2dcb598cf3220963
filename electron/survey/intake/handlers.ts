import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ArgumentsOf, ValueOf } from '../../../shared/ipc/api.ts';
import type { CellPlace, ListedCompany, ListMapping, ListReading, ListReport, ListSample, TemplateReport } from '../../../shared/ipc/intake.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { write } from '../../database/transaction.ts';
import type { Desk, Handler } from '../../jobs/handler.ts';
import { unlessBlind } from '../firstEntry.ts';
import { currentForm, type ReadyForm } from '../form.ts';
import { readAbout } from '../template/about.ts';
import { importTemplate } from '../template/import.ts';
import { makeTemplate, ROOM } from '../template/make.ts';
import { lookOf } from '../workbook/look.ts';
import { readWorkbook } from '../workbook/read.ts';
import { sayRefused } from '../workbook/refusal.ts';
import { sayAside, sayNoted } from './asideRows.ts';
import { readIntake } from './file.ts';
import { importList, type ImportedRow } from './importList.ts';
import { dropMapping, keepMapping, keptMappings } from './kept.ts';
import { listIn, readList, type ListRefusal, type ListTable } from './listTable.ts';
import { parseMapping } from './mapping.ts';
import { printRefused } from './report.ts';
import { readExamples, sampleOf, valuesOf } from './sample.ts';
import { shownChanges, shownFinding } from './shown.ts';

/**
 * Methods of the window whose dialogs have been answered before: in the place of tickets they are given paths to write to, and what
 * was read from the file that was chosen, so that what is written is what was shown, whatever becomes of the file meanwhile.
 */
export interface IntakeHandlers {
  readonly 'survey.writeTemplate': Handler<{ readonly entity: string | null; readonly texts: string; readonly path: string }, null>;
  /** What the file name of a company's workbook says. */
  readonly 'survey.companyNumber': Handler<{ readonly entity: string }, string>;
  readonly 'survey.openIntake': Handler<{ readonly path: string }, { readonly bytes: Uint8Array; readonly found: { readonly kind: 'template' } | { readonly kind: 'list'; readonly sample: ListSample } }>;
  readonly 'survey.importTemplate': Handler<{ readonly bytes: Uint8Array; readonly precedence: 'file' | 'draft'; readonly rehearse: boolean }, TemplateReport>;
  readonly 'survey.readList': Handler<{ readonly bytes: Uint8Array; readonly reading: ListReading; readonly repeat: Path | null }, ListSample>;
  readonly 'survey.columnValues': Handler<{ readonly bytes: Uint8Array; readonly reading: ListReading; readonly column: string; readonly question: Path }, ValueOf<'survey.columnValues'>>;
  readonly 'survey.importList': Handler<{ readonly bytes: Uint8Array; readonly mapping: ListMapping; readonly rehearse: boolean }, Omit<ListReport, 'report'> & { readonly report: Uint8Array | null }>;
  readonly 'survey.writeReport': Handler<{ readonly path: string; readonly bytes: Uint8Array }, null>;
  readonly 'survey.mappings': Handler<ArgumentsOf<'survey.mappings'>, ValueOf<'survey.mappings'>>;
  readonly 'survey.keepMapping': Handler<ArgumentsOf<'survey.keepMapping'>, null>;
  readonly 'survey.dropMapping': Handler<ArgumentsOf<'survey.dropMapping'>, null>;
}

const AS_RECOGNISED: ListReading = { sheet: null, encoding: null, separator: null, headRow: null };
/** How many companies, changes of each and refusals a window is given; the counts are of all. */
const SHOWN = { companies: 500, changes: 30, findings: 30, refusals: 500 };

export const intakeHandlers: IntakeHandlers = {
  'survey.writeTemplate': unlessBlind(async (desk, { entity, texts, path }) => {
    const made = await makeTemplate(desk, { entity, texts, room: ROOM });
    return made.ok ? written(path, made.value.bytes) : made;
  }),
  'survey.companyNumber': ({ db }, { entity }) => {
    const number = db.value<string>('SELECT number FROM company WHERE entity = ?', entity);
    return number === undefined ? err({ code: 'company-unknown', values: { company: entity } }) : ok(number);
  },
  'survey.openIntake': async (desk, { path }) => {
    const bytes = readIntake(path, basename(path), desk.language);
    if (!bytes.ok) return bytes;
    // Read once, whichever of the two it is.
    const book = await readWorkbook(bytes.value, undefined, lookOf(desk));
    if (book.ok && readAbout(book.value)) return ok({ bytes: bytes.value, found: { kind: 'template' } });
    const list = listFor(desk, book.ok ? listIn(book.value, AS_RECOGNISED) : book.error.problem === 'not-a-workbook' ? await readList(bytes.value, AS_RECOGNISED, lookOf(desk)) : book);
    return list.ok ? ok({ bytes: bytes.value, found: { kind: 'list', sample: sampleOf(list.value.table, list.value.form, null) } }) : err({ ...list.error, values: { file: basename(path), ...list.error.values } });
  },
  'survey.importTemplate': async (desk, { bytes, ...options }) => {
    const sheets = await sheetsOf(desk, bytes);
    return sheets.ok ? templateReport(desk, sheets.value, options) : sheets;
  },
  'survey.readList': (desk, { bytes, reading, repeat }) => withList(desk, bytes, reading, (table, form) => ok(sampleOf(table, form, repeat))),
  'survey.columnValues': (desk, { bytes, reading, column, question }) => withList(desk, bytes, reading, (table, form) => ok(valuesOf(table, form, column, question))),
  'survey.importList': (desk, { bytes, mapping, rehearse }) => withList(desk, bytes, mapping.reading, (table) => listReport(desk, table, mapping, rehearse)),
  'survey.writeReport': (_, { path, bytes }) => written(path, bytes),
  'survey.mappings': ({ db }) => {
    const form = currentForm(db);
    return ok(form.ok ? keptMappings(db).filter((mapping) => parseMapping(mapping, form.value.definition).ok) : []);
  },
  'survey.keepMapping': ({ db }, { mapping }) => write(db, () => {
    keepMapping(db, mapping);
    return ok(null);
  }),
  'survey.dropMapping': ({ db }, { name }) => write(db, () => {
    dropMapping(db, name);
    return ok(null);
  }),
};

function templateReport(desk: Desk, sheets: readonly Sheet[], options: { readonly precedence: 'file' | 'draft'; readonly rehearse: boolean }): Result<TemplateReport, Failure> {
  const imported = importTemplate(desk, sheets, { ...options, asked: true });
  if (!imported.ok) return imported;
  const { kind, company, older, absent, session, changes, findings, troubles, written: done } = imported.value;
  return ok({
    kind, entity: company.entity, company: { country: company.country, number: company.number, name: company.name }, older, absent, written: done,
    changes: shownChanges(session, changes, desk.language),
    findings: findings.map((finding) => shownFinding(session, finding, finding.place, desk.language)),
    troubles: troubles.map(({ sheet, cell, code, values }) => ({ sheet, cell, message: printSentence(desk.language, code, values) })),
  });
}

async function listReport(desk: Desk, table: ListTable, mapping: ListMapping, rehearse: boolean): Promise<Result<Omit<ListReport, 'report'> & { readonly report: Uint8Array | null }, Failure>> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const fitting = parseMapping(mapping, form.value.definition);
  if (!fitting.ok) return err({ code: 'mapping-invalid', values: { said: printSentence(desk.language, `mapping.${fitting.error.kind}`, { at: fitting.error.at }) } });
  const companies: ListedCompany[] = [];
  const onCompany = (one: ImportedRow): void => {
    if (companies.length < SHOWN.companies) companies.push(listedCompany(desk, one));
  };
  const imported = await importList(desk, table, fitting.value, { rehearse, onCompany });
  if (!imported.ok) return imported;
  const { rows, created, updated, refused, aside, noted, columns, writing, written: done } = imported.value;
  return ok({
    rows, created, updated, companies, written: done, refused: refused.length, told: [...sayAside(aside, desk.language), ...sayNoted(noted, desk.language)],
    examples: readExamples(table, columns, writing, desk.language),
    refusals: refused.slice(0, SHOWN.refusals).map(({ row, company, code, values }) => ({ row, company, reason: printSentence(desk.language, code, values) })),
    report: refused.length === 0 ? null : await printRefused(table, imported.value, desk.language, (count, total) => {
      // What is written stays written: only a rehearsal can still be given up.
      if (!done) desk.checkCancelled();
      desk.progress({ phase: 'writing', done: count, total });
    }),
  });
}

function listedCompany(desk: Desk, { kind, company: { entity, country, number, name }, row, changes, findings, session, placeOf }: ImportedRow): ListedCompany {
  const changed = changes();
  const placed = changed.slice(0, SHOWN.changes).map(({ path, before, value }) => ({ path, before, after: value, place: placeOf(path), both: false }));
  const first = (paths: readonly Path[]): CellPlace | null => paths.map(placeOf).find((place) => place !== null) ?? null;
  return {
    kind, entity, country, number, name, row, changed: changed.length,
    changes: shownChanges(session, placed, desk.language),
    findings: findings().slice(0, SHOWN.findings).map((finding) => shownFinding(session, finding, first(finding.paths), desk.language)),
  };
}

async function withList<T>(desk: Desk, bytes: Uint8Array, reading: ListReading, work: (table: ListTable, form: ReadyForm) => Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const list = listFor(desk, await readList(bytes, reading, lookOf(desk)));
  return list.ok ? work(list.value.table, list.value.form) : list;
}

/** A list that was read, with the form that it is for. */
function listFor(desk: Desk, table: Result<ListTable, ListRefusal>): Result<{ readonly table: ListTable; readonly form: ReadyForm }, Failure> {
  // What was asked while the last rows were read counts before anything is made of them.
  desk.checkCancelled();
  if (!table.ok) return err({ code: 'list-invalid', values: { said: sayRefused(desk.language, table.error) } });
  const form = currentForm(desk.db);
  return form.ok ? ok({ table: table.value, form: form.value }) : form;
}

async function sheetsOf(desk: Desk, bytes: Uint8Array): Promise<Result<readonly Sheet[], Failure>> {
  const sheets = await readWorkbook(bytes, undefined, lookOf(desk));
  return sheets.ok ? sheets : err({ code: 'workbook-unreadable', values: { said: sayRefused(desk.language, sheets.error) } });
}

function written(path: string, bytes: Uint8Array): Result<null, Failure> {
  const done = writeFileSafely(path, bytes);
  return done.ok ? ok(null) : err(done.error);
}
