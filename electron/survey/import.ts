import type { Failure } from '../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../shared/base/json.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { rowsAround } from '../../shared/merge/rules.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Finding } from '../../shared/survey/findings.ts';
import { schemeOfCountry } from '../../shared/survey/identifiers/check.ts';
import { answersFromJson, answersToJson, indexedPath, pathOfIndexed } from '../../shared/survey/json.ts';
import type { AnswersProblem } from '../../shared/survey/json.ts';
import { carriedPath, isRowPath, justificationPath, parseJustificationPath, repeatOf, rowPath } from '../../shared/survey/path.ts';
import type { Answer, AnswerChange, Answers, Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { findCompany } from '../database/tables/company.ts';
import { findLastRound } from '../database/tables/lastRound.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import type { Desk } from '../jobs/handler.ts';
import { checkResponse, environmentOf } from './check.ts';
import { findOrCreate } from './create.ts';
import { openResponse, saveAnswers } from './draft.ts';
import type { ReadyForm } from './form.ts';

export interface ImportItem {
  /** A company that must be there, one that is added when it is not, or null: the answers themselves say which it is. */
  readonly company: { readonly entity: string } | { readonly country: string; readonly number: string } | null;
  /** Nested as the form is. */
  readonly answers: Json;
  /** Texts by `RULE:/place`, places count rows from 1. */
  readonly justifications: JsonObject;
}

export interface ImportedCompany {
  readonly kind: 'created' | 'updated';
  readonly entity: string;
  readonly changes: number;
  readonly findings: readonly Finding[];
  readonly place: (path: Path) => string;
}

export interface ImportRefusal {
  readonly failure: Failure;
  readonly problems: readonly AnswersProblem[];
}

/**
 * Takes the answers of one company into its draft; a company that is not there yet is added. What the file says is
 * written, what it is silent about stays; a repeat is replaced as a whole, its rows keeping their ids by place. Call it
 * inside a transaction. Refuses what does not fit the form, wrong identifiers and responses that are no drafts.
 */
export function importAnswers(desk: Desk, form: ReadyForm, item: ImportItem): Result<ImportedCompany, ImportRefusal> {
  const refuse = (failure: Failure, problems: readonly AnswersProblem[] = []): Result<never, ImportRefusal> => err({ failure, problems });
  const first = answersFromJson(form.definition, item.answers);
  if (!first.ok) return refuse({ code: 'answers-invalid' }, first.error);
  const found = item.company !== null && 'entity' in item.company ? ok({ entity: item.company.entity, created: false }) : entityFrom(desk, form, first.value, item.company);
  if (!found.ok) return refuse(found.error);
  const { entity, created } = found.value;
  if (!findCompany(desk.db, entity)) return refuse({ code: 'company-unknown', values: { company: entity } });
  const opened = openResponse(desk, { entity });
  if (!opened.ok) return refuse(opened.error);
  if (opened.value.status !== 'draft') return refuse({ code: 'response-locked' });

  const before = opened.value.answers;
  const last = findLastRound(desk.db, opened.value.response);
  const session = createSession(form.compiled, before, environmentOf(desk), last);
  const read = answersFromJson(form.definition, item.answers, { rowId: (repeat, index) => session.rows(repeat)[index] ?? newRowId(desk) });
  if (!read.ok) return refuse({ code: 'answers-invalid' }, read.error);
  const after = overlay(before, read.value, session);
  for (const [path, value] of after) if (before.has(carriedPath(path)) && JSON.stringify(before.get(path)) !== JSON.stringify(value)) after.delete(carriedPath(path));
  const filled = createSession(form.compiled, after, environmentOf(desk), last);
  justify(filled, item.justifications);
  const changes = differences(before, filled.answers());
  const saved = saveAnswers(desk, { response: opened.value.response, changes, progress: filled.progress('/') });
  if (!saved.ok) return refuse(saved.error);
  return ok({ kind: created ? 'created' : 'updated', entity, changes: changes.length, findings: filled.findings('draft'), place: (path) => indexedPath(filled, path) });
}

/** Answers, justifications of a response as the import reads them. Fails with `unknown-form`. */
export function exportAnswers(desk: Desk, response: ResponseRow): Result<{ readonly answers: JsonObject; readonly justifications: JsonObject }, Failure> {
  const checked = checkResponse(desk.db, desk, response, 'draft');
  if (!checked.ok) return checked;
  const { session, form } = checked.value;
  const answers = session.answers();
  const justifications = [...answers].flatMap(([path, text]): readonly (readonly [string, Json])[] => {
    const named = parseJustificationPath(path);
    return named && typeof text === 'string' ? [[`${named.rule}:${indexedPath(session, named.at)}`, text]] : [];
  });
  return ok({ answers: answersToJson(form.definition, answers), justifications: Object.fromEntries(justifications) });
}

function entityFrom(
  desk: Desk, form: ReadyForm, answers: Answers, named: { readonly country: string; readonly number: string } | null,
): Result<{ readonly entity: string; readonly created: boolean }, Failure> {
  const text = (path: Path | null | undefined): string => {
    const value = path ? answers.get(path) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const { identity } = form.map;
  const country = named?.country ?? text(identity.country);
  const scheme = schemeOfCountry(country) ?? '';
  const number = named?.number ?? text(identity.number.get(scheme));
  return findOrCreate(desk, { country, scheme, number, name: text(identity.name) || number });
}

/** Answers with those of a file laid over them: rows of a repeat that the file speaks of and no longer has are taken away. */
export function overlay(before: Answers, file: Answers, session: Session): Map<Path, Answer> {
  const after = new Map(before);
  const spoken = new Set([...file.keys()].flatMap((path) => (isRowPath(path) ? [repeatOf(path)] : [])));
  for (const repeat of spoken) {
    for (const row of session.rows(repeat)) {
      const at = rowPath(repeat, row);
      for (const path of before.keys()) if (path.startsWith(at)) after.delete(path);
    }
  }
  for (const [path, value] of file) after.set(path, value);
  // What was justified or noted in a row goes with it.
  for (const path of before.keys()) if (path.startsWith('!') && rowsAround(path).some((row) => !after.has(row))) after.delete(path);
  return after;
}

function justify(session: Session, texts: JsonObject): void {
  for (const [key, text] of Object.entries(texts)) {
    const named = parseJustificationPath(`!${key}`);
    const at = named && pathOfIndexed(session, named.at);
    if (named && at && typeof text === 'string' && text.trim() !== '') session.answer(justificationPath(named.rule, at), text.normalize('NFC').trim());
  }
}

/** What turns some answers into others. */
export function differences(before: Answers, after: Answers): readonly AnswerChange[] {
  const changes: AnswerChange[] = [];
  for (const [path, value] of after) if (JSON.stringify(before.get(path)) !== JSON.stringify(value)) changes.push({ path, value });
  for (const path of before.keys()) if (!after.has(path)) changes.push({ path, value: null });
  return changes;
}

/** Letters and digits, never a number alone, so that nobody takes it for a place. */
export function newRowId(desk: Desk): string {
  return `r${desk.uuid().replaceAll('-', '').slice(0, 11)}`;
}

