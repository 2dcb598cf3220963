import { dirname, join } from 'node:path';
import { unreachable } from '../../../shared/base/assert.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { groupBy } from '../../../shared/base/group.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { compareForms } from '../../../shared/survey/evolution/compare.ts';
import type { FormChange } from '../../../shared/survey/evolution/compare.ts';
import type { MovedAnswer } from '../../../shared/survey/evolution/migrate.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { printAnswer } from '../../../shared/survey/json.ts';
import { isRowPath, repeatOf, rowPath } from '../../../shared/survey/path.ts';
import type { Answers, Path } from '../../../shared/survey/response.ts';
import { printMoved } from '../../../shared/text/moved.ts';
import { makeFolder, writeFileSafely } from '../../bundle/container/file.ts';
import { readForm } from '../../bundle/trust/formPack.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import { loadDefinition } from '../../database/tables/form.ts';
import { findResponse, loadAnswers } from '../../database/tables/response.ts';
import type { Desk } from '../../jobs/handler.ts';
import { isoWithZone } from '../../survey/check.ts';
import type { MovedDraft } from '../../survey/evolve.ts';
import { readyToInstall } from '../../survey/form.ts';
import type { Console } from '../console/console.ts';
import { readBytes } from '../console/files.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { compileFile } from './workbook.ts';

/** Two versions of a form, workbooks or form files: what the newer one has otherwise. */
export async function compare(console: Console, before: string, after: string): Promise<Result<Outcome, Failure>> {
  const [old, now] = [await definitionIn(console, before), await definitionIn(console, after)];
  if (!old.ok) return old;
  if (!now.ok) return now;
  const trouble = [old.value, now.value].find((one) => 'outcome' in one);
  if (trouble && 'outcome' in trouble) return ok(trouble.outcome);
  const [from, to] = [old.value, now.value] as [FormDefinition, FormDefinition];
  const changes = compareForms(from, to);
  const json = { from: { formId: from.id, version: from.version, hash: readyToInstall(from).hash }, to: { formId: to.id, version: to.version, hash: readyToInstall(to).hash }, changes: changes as unknown as Json };
  return ok(done(json, [...changes.map((change) => changeLine(console, change)), console.say('form.compared', { changes: changes.length })]));
}

/** The form in a file, or what is wrong with the workbook. */
async function definitionIn(console: Console, file: string): Promise<Result<FormDefinition | { readonly outcome: Outcome }, Failure>> {
  if (!file.toLowerCase().endsWith('.svodform')) {
    const compiled = await compileFile(console, file);
    return compiled.ok ? ok(compiled.value.definition ?? { outcome: compiled.value.outcome }) : compiled;
  }
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const read = readForm(bytes.value);
  return read.ok ? ok(read.value.definition) : err({ ...read.error, values: { ...read.error.values, file } });
}

/** What installing a form has done; drafts that were carried over are told value by value, and in a file of the workspace. */
export function reportInstalled(
  console: Console, desk: Desk, form: { readonly formId: string; readonly version: string; readonly hash: string; readonly signer: string | null; readonly number: number }, moved: readonly MovedDraft[],
): Result<Outcome, Failure> {
  const drafts = moved.map((draft) => draftJson(desk.db, draft));
  const after = loadDefinition(desk.db, form.hash);
  const said = [console.say('form.installed', { id: form.formId, version: form.version, hash: form.hash })];
  const aside = moved.flatMap(({ report }) => report).filter(({ to }) => to === null).length;
  const json = { ...form, moved: drafts.length, aside, drafts };
  if (drafts.length === 0) return ok(done({ ...json, report: null }, said));
  const name = `${form.formId}-${form.version}-${isoWithZone(desk.now()).slice(0, 19).replaceAll(':', '')}.json`;
  const report = join(desk.folder, 'reports', name.replace(/[^\p{L}\p{N}._-]/gu, '_'));
  const made = makeFolder(dirname(report));
  const written = made.ok ? writeFileSafely(report, new TextEncoder().encode(JSON.stringify(json, null, 2))) : made;
  if (!written.ok) return err({ ...written.error, values: { file: report } });
  const lines = moved.flatMap((draft, index) => (after ? draftLines(console, desk.db, drafts[index]?.company ?? '', draft, after) : []));
  return ok(done({ ...json, report }, [...said, ...lines, console.say('form.moved', { drafts: drafts.length, aside }), console.say('written', { file: report })]));
}

function draftJson(db: ReadDb, { entity, report }: MovedDraft): JsonObject & { readonly company: string } {
  const company = findCompany(db, entity);
  return { company: company ? `${company.country}:${company.number}` : entity, entity, changes: report.map(movedJson) };
}

function movedJson({ reason, from, value, to, now }: MovedAnswer): JsonObject {
  return { reason, from, value: printAnswer(value), to, now: now === null ? null : printAnswer(now) };
}

function draftLines({ language }: Console, db: ReadDb, company: string, { source, response, report }: MovedDraft, after: FormDefinition): readonly string[] {
  const before = loadDefinition(db, findResponse(db, source)?.form ?? '') ?? after;
  const rows = [loadAnswers(db, response), loadAnswers(db, source)].map(rowNumbers);
  const numberOf = (repeat: Path, row: string): number => rows.map((numbers) => numbers.get(rowPath(repeat, row)) ?? 0).find((number) => number > 0) ?? 0;
  return report.map((moved) => `  ${moved.to === null ? '!' : '→'} ${company}  ${printMoved(moved, { before, after, numberOf, language })}`);
}

/** Where each row stands among those of its table, from 1, by the path of its marker. */
function rowNumbers(answers: Answers): ReadonlyMap<Path, number> {
  const markers = [...answers].filter(([path, value]) => isRowPath(path) && typeof value === 'number') as (readonly [Path, number])[];
  const tables = groupBy(markers.toSorted(([a, at], [b, bt]) => at - bt || (a < b ? -1 : 1)), ([path]) => repeatOf(path));
  return new Map([...tables.values()].flatMap((table) => table.map(([path], index): readonly [Path, number] => [path, index + 1])));
}

/** One change of a form as a line. */
export function changeLine({ say }: Console, change: FormChange): string {
  switch (change.kind) {
    case 'added':
    case 'removed':
      return say(`change.${change.kind}`, { path: change.path });
    case 'renamed':
    case 'moved':
      return say(`change.${change.kind}`, { path: change.path, to: change.to });
    case 'retyped':
      return say('change.retyped', { path: change.path, from: change.from, to: change.to });
    case 'changed':
      return say('change.changed', { path: change.path, parts: change.parts.join(', ') });
    case 'choices': {
      const renamed = change.renamed.map(([from, to]) => `${from} → ${to}`);
      const part = (mark: string, codes: readonly string[]): readonly string[] => codes.map((code) => `${mark}${code}`);
      return say('change.choices', { list: change.list, codes: [...part('+', change.added), ...part('−', change.removed), ...renamed, ...part('~', change.changed)].join(', ') });
    }
    case 'list-added':
    case 'list-removed':
      return say(`change.${change.kind}`, { list: change.list });
    case 'rule-added':
    case 'rule-removed':
    case 'rule-changed':
      return say(`change.${change.kind}`, { rule: change.rule });
    case 'language-added':
    case 'language-removed':
      return say(`change.${change.kind}`, { language: change.language });
    case 'parameters':
      return say('change.parameters');
    default:
      return unreachable(change);
  }
}
