import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, ValueOf } from '../../shared/ipc/api.ts';
import type { EntryDifference, OpenedResponse } from '../../shared/ipc/survey.ts';
import { writeAnswersText } from '../../shared/survey/answersText.ts';
import type { Finding, FindingMessage } from '../../shared/survey/findings.ts';
import { isRowPath, repeatOf, rowIdOf, rowPath, templateOf } from '../../shared/survey/path.ts';
import { draftProgress } from '../../shared/survey/progress.ts';
import type { Answers, Path } from '../../shared/survey/response.ts';
import { compareEntries, type Difference } from '../../shared/survey/secondEntry.ts';
import type { Session } from '../../shared/survey/session.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { noteActs } from '../database/tables/answerHistory.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findCompany } from '../database/tables/company.ts';
import type { Company } from '../database/tables/company.ts';
import { currentResponse, findResponse } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { beginSecondEntry, dropSecondEntry, findReading, findSecondEntry, finishSecondEntry, insertSettled, listSettled, saveSecondAnswers } from '../database/tables/secondEntry.ts';
import type { SecondEntryRow } from '../database/tables/secondEntry.ts';
import { getSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk } from '../jobs/handler.ts';
import { firstPeople, isBelow, isDone, loadBoth } from './bothEntries.ts';
import type { Both } from './bothEntries.ts';
import { saveAnswers } from './draft.ts';
import { noteReading } from './firstEntry.ts';
import type { ReadyForm } from './form.ts';
import { twoPeople } from './twoPeople.ts';

const personOf = (db: ReadDb): string => getSetting(db, 'person') ?? '';

/** How the second entry of a company's draft stands. Fails with `company-unknown` or `unknown-form`. */
export function secondEntry(desk: Desk, { entity }: ArgumentsOf<'survey.second'>): Result<ValueOf<'survey.second'>, Failure> {
  if (twoPeople(desk.db).sections.length === 0) return ok(null);
  const response = currentResponse(desk.db, entity);
  if (!response) return err({ code: 'company-unknown', values: { company: entity } });
  const both = loadBoth(desk.db, desk, response);
  if (!both.ok) return both;
  const { form, sections, entry } = both.value;
  if (sections.length === 0) return ok(null);
  // Its differences say what was entered first.
  const read = isDone(entry) ? noteReading(desk, response) : ok(null);
  if (!read.ok) return read;
  return ok({
    response: response.id, sections, person: entry?.person ?? '', doneAt: entry?.doneAt ?? null, firstPeople: firstPeople(desk.db, form, response.id),
    readAt: readBefore(desk.db, response.id, entry),
    differences: isDone(entry) ? differencesOf(desk.db, both.value) : [],
  });
}

/** When whoever enters the second time had the first entry before them for the first time, if that was before they began. */
function readBefore(db: ReadDb, response: number, entry: SecondEntryRow | null): number | null {
  const at = findReading(db, response, entry?.person ?? personOf(db));
  return at !== null && (entry === null || at <= entry.begunAt) ? at : null;
}

function differencesOf(db: ReadDb, { response, first, second, sections }: Both): readonly EntryDifference[] {
  const settled = new Map(listSettled(db, response.id).map((row) => [row.place, row]));
  return compareEntries(first, second, sections).map((difference) => {
    const known = settled.get(difference.place);
    const holds = known !== undefined && known.first === JSON.stringify(difference.first) && known.second === JSON.stringify(difference.second);
    return { ...difference, settled: holds ? { chosen: known.chosen, person: known.person, at: known.at } : null, row: rowCells(difference, first, second) };
  });
}

function rowCells({ kind, firstPath, secondPath }: Difference, first: Session, second: Session): EntryDifference['row'] {
  const path = firstPath ?? secondPath;
  if (kind !== 'row' || path === null) return [];
  return [...(firstPath === null ? second : first).relevantAnswers()].filter(([at]) => at.startsWith(`${path}/`) && !isRowPath(at)).map(([at, value]) => [templateOf(at), value]);
}

/** What the two-person rule has to say against completing a response, by section. */
export function secondEntryFindings(db: ReadDb, context: Context, response: ResponseRow): Result<readonly Finding[], Failure> {
  if (twoPeople(db).sections.length === 0) return ok([]);
  const both = loadBoth(db, context, response);
  if (!both.ok) return both;
  const { sections, entry, form } = both.value;
  const open = isDone(entry) ? differencesOf(db, both.value).filter(({ settled }) => settled === null) : null;
  return ok(sections.flatMap((path): readonly Finding[] => {
    const section = form.definition.body.find((node) => node.path === path)?.name ?? path;
    const count = open?.filter(({ place }) => isBelow(place, [path])).length;
    if (count === 0) return [];
    const message: FindingMessage = { kind: 'sentence', ...(count === undefined ? { code: 'finding.second.none', values: { section } } : { code: 'finding.second.open', values: { section, count } }) };
    return [{ rule: 'second-entry', level: 'error', paths: [path], message }];
  }));
}

/**
 * Opens the sections that are entered twice for the person at work. Fails with `company-unknown`, `response-locked`, `second-none` when
 * none is wanted, `second-done` when it is finished, `same-person` when the person entered the sections the first time.
 */
export function openSecond(desk: Desk, { entity }: ArgumentsOf<'survey.openSecond'>): Result<OpenedResponse<Answers>, Failure> {
  const { db } = desk;
  const company = findCompany(db, entity);
  const response = currentResponse(db, entity);
  if (!company || !response) return err({ code: 'company-unknown', values: { company: entity } });
  if (response.status !== 'draft') return err({ code: 'response-locked' });
  const both = loadBoth(db, desk, response);
  if (!both.ok) return both;
  const { form, sections, second, entry } = both.value;
  if (sections.length === 0) return err({ code: 'second-none' });
  if (isDone(entry)) return err({ code: 'second-done' });
  const person = personOf(db);
  if (firstPeople(db, form, response.id).includes(person)) return err({ code: 'same-person', values: { person, act: 'enter' } });
  return write<OpenedResponse<Answers>>(db, () => {
    beginSecondEntry(db, response.id, person, desk.now());
    return ok(openedSecond(knownTo(form, company, sections), response, second, findSecondEntry(db, response.id)));
  });
}

/** {@link openSecond} for the window. */
export function openSecondAsText(desk: Desk, args: ArgumentsOf<'survey.openSecond'>): Result<ValueOf<'survey.openSecond'>, Failure> {
  const opened = openSecond(desk, args);
  return opened.ok ? ok({ ...opened.value, answers: writeAnswersText(opened.value.answers), last: null }) : opened;
}

/** What the list says of the company, without the name where the name is entered again. */
function knownTo({ map: { identity } }: ReadyForm, company: Company, sections: readonly Path[]): Company {
  const isEntered = [identity.name, identity.shortName].some((path) => path !== null && isBelow(path, sections));
  return isEntered ? { ...company, name: '' } : company;
}

function openedSecond(company: Company, response: ResponseRow, second: Session, entry: SecondEntryRow | null): OpenedResponse<Answers> {
  const { country, scheme, number, name } = company;
  return {
    response: response.id, entity: response.entity, company: { country, scheme, number, name }, formHash: response.form, round: response.round, status: 'draft', companyStatus: 'draft',
    answers: second.answers(), savedAt: entry?.savedAt ?? 0, person: entry?.person ?? '', review: null,
  };
}

/** Writes changes of a second entry; what lies outside its sections is let go. Fails with `second-none` or `second-done`. */
export function saveSecond(desk: Desk, { response: id, changes }: ArgumentsOf<'survey.saveSecond'>): Result<ValueOf<'survey.saveSecond'>, Failure> {
  return write<ValueOf<'survey.saveSecond'>>(desk.db, () => {
    const entered = underWay(desk, id);
    if (!entered.ok) return entered;
    const { form, sections } = entered.value;
    const now = desk.now();
    saveSecondAnswers(desk.db, id, changes.filter(({ path }) => isBelow(path, sections) && form.map.knows(path)), now);
    return ok({ savedAt: now });
  });
}

function underWay(desk: Desk, id: number): Result<Both, Failure> {
  const response = findResponse(desk.db, id);
  const entry = findSecondEntry(desk.db, id);
  if (response?.status !== 'draft' || !entry) return err({ code: 'second-none' });
  return entry.doneAt === null ? loadBoth(desk.db, desk, response) : err({ code: 'second-done' });
}

/** Ends the second entry: its differences can be settled from now on. Fails with `second-none` or `second-done`. */
export function finishSecond(desk: Desk, { response: id }: ArgumentsOf<'survey.finishSecond'>): Result<null, Failure> {
  return write(desk.db, () => {
    const entered = underWay(desk, id);
    if (!entered.ok) return entered;
    finishSecondEntry(desk.db, id, desk.now());
    const { response, sections, entry } = entered.value;
    const blind = readBefore(desk.db, id, entry) === null ? 1 : 0;
    appendAudit(desk.db, sha256, { at: desk.now(), person: personOf(desk.db), act: 'survey.second-entry', about: { entity: response.entity, sections: sections.join(' '), blind } });
    return ok(null);
  });
}

/** Throws the second entry away, to be made anew. Fails with `second-none`. */
export function dropSecond(desk: Desk, { response: id }: ArgumentsOf<'survey.dropSecond'>): Result<null, Failure> {
  return write(desk.db, () => {
    const response = findResponse(desk.db, id);
    if (response?.status !== 'draft' || !findSecondEntry(desk.db, id)) return err({ code: 'second-none' });
    dropSecondEntry(desk.db, id);
    appendAudit(desk.db, sha256, { at: desk.now(), person: personOf(desk.db), act: 'survey.second-entry-dropped', about: { entity: response.entity } });
    return ok(null);
  });
}

/** Settles one difference. Fails with `second-none` when there is no such difference, or none any more. */
export function settleSecond(desk: Desk, { response: id, place, chosen }: ArgumentsOf<'survey.settleSecond'>): Result<null, Failure> {
  const { db } = desk;
  return write(db, () => {
    const response = findResponse(db, id);
    if (response?.status !== 'draft' || !isDone(findSecondEntry(db, id))) return err({ code: 'second-none' });
    const both = loadBoth(db, desk, response);
    if (!both.ok) return both;
    const difference = compareEntries(both.value.first, both.value.second, both.value.sections).find((one) => one.place === place);
    if (!difference) return err({ code: 'second-none' });
    const [person, at] = [personOf(db), desk.now()];
    if (chosen === 'second') {
      const { first } = both.value;
      take(first, both.value.second, difference);
      const saved = saveAnswers(desk, { response: id, changes: first.takeChanges(), progress: draftProgress(first) });
      if (!saved.ok) return saved;
    }
    insertSettled(db, id, { place, chosen, first: JSON.stringify(difference.first), second: JSON.stringify(difference.second), person, at });
    if (difference.firstPath !== null && difference.kind === 'answer') noteActs(db, id, [difference.firstPath], 'settled', { at, person });
    return ok(null);
  });
}

/** Makes the first entry say what the second says at a place. */
function take(first: Session, second: Session, { kind, firstPath, secondPath, second: told }: Difference): void {
  if (kind === 'answer') {
    if (firstPath !== null) first.answer(firstPath, told);
  } else if (firstPath !== null) first.removeRow(repeatOf(firstPath), rowIdOf(firstPath));
  else if (secondPath !== null) {
    const repeat = repeatOf(secondPath);
    const { row } = first.addRow(repeat);
    for (const [path, value] of second.answers()) {
      if (!path.startsWith(`${secondPath}/`) || isRowPath(path)) continue;
      const at = rowPath(repeat, row) + path.slice(secondPath.length);
      if (!first.field(at).readonly) first.answer(at, value);
    }
  }
}
