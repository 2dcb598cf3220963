import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ReadDb } from '../database/db.ts';
import { findCompany } from '../database/tables/company.ts';
import { currentResponse, findResponse, responsesIn } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { findReading, findSecondEntry, insertReading, unfinishedOf } from '../database/tables/secondEntry.ts';
import { getSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { firstPeople, isDone, loadBoth } from './bothEntries.ts';
import { useForm } from './form.ts';
import { twoPeople } from './twoPeople.ts';

/** A desk where nothing is written. */
type ReadDesk = Context & { readonly db: ReadDb };

/** How what was entered first stands towards the person at work. */
type Sight =
  /** Nothing is kept from them: none is wanted, it is theirs, they have had it before them already, or there is nothing. */
  | 'free'
  /** They have not seen it, and may be the one who makes the second entry. */
  | 'ahead'
  /** They are making the second entry. */
  | 'blind'
  /** It is not kept from them any more; a second entry that was begun anew would not be blind. */
  | 'late';

/**
 * A handler of the window that shows the first entry, kept from whoever makes the second one: fails with `second-blind` until they have
 * finished, and with `second-ahead` before that, until they have said that they want to read ({@link readFirst}).
 */
export function unlessBlind<Arguments extends { readonly entity: string | null } | { readonly response: number }, Value>(handler: Handler<Arguments, Value>): Handler<Arguments, Value> {
  return (desk, args) => {
    const response = 'response' in args ? findResponse(desk.db, args.response) : args.entity === null ? null : currentResponse(desk.db, args.entity);
    const asked = response ? refuseUnasked(desk, response) : ok(null);
    if (!asked.ok) return asked;
    const read = response ? noteReading(desk, response) : ok(null);
    return read.ok ? handler(desk, args) : read;
  };
}

/**
 * A handler that shows what was stated of a company in earlier revisions, from which the first entry may have begun: fails with `second-blind`
 * while the person at work makes its second entry in that round. Whoever may still make it is not blind from then on, and told to be so.
 */
export function unlessEntering<Arguments extends { readonly entity: string; readonly round?: string | undefined }, Value>(handler: Handler<Arguments, Value>): Handler<Arguments, Value> {
  return (desk, args) => {
    const read = noteStated(desk, args.entity, args.round);
    return read.ok ? handler(desk, args) : read;
  };
}

/** The same for what works without such arguments: `round` is the current one unless said otherwise. */
export function noteStated(desk: Desk, entity: string, round?: string): Result<null, Failure> {
  const of = round ?? currentResponse(desk.db, entity)?.round;
  for (const response of of === undefined ? [] : responsesIn(desk.db, entity, of)) {
    const read = noteReading(desk, response);
    if (!read.ok) return read;
  }
  return ok(null);
}

/**
 * A handler that shows what was entered or stated of many companies: fails with `second-unfinished`, which names the first of them, while the person at work
 * makes the second entry of any. `shown` says of which companies it has shown something: whoever may still make their second entry is not blind from then on.
 */
export function unlessEnteringAny<Arguments, Value>(handler: Handler<Arguments, Value>, shown: (value: Value, desk: Desk) => readonly string[]): Handler<Arguments, Value> {
  return async (desk, args) => {
    const free = refuseAny(desk);
    if (!free.ok) return free;
    const answer = await handler(desk, args);
    if (!answer.ok) return answer;
    const noted = noteReadings(desk, shown(answer.value, desk));
    return noted.ok ? answer : noted;
  };
}

/** Fails with `second-unfinished`, which names the first, while the person at work makes the second entry of any company. */
export function refuseAny(desk: ReadDesk): Result<null, Failure> {
  const [first] = twoPeople(desk.db).sections.length === 0 ? [] : unfinishedOf(desk.db, personOf(desk)).flatMap((id) => findResponse(desk.db, id) ?? []).filter((response) => isBlind(desk, response));
  return first ? err(kept(desk, first, 'second-unfinished')) : ok(null);
}

/**
 * Writes down that the person at work is shown what was entered first of these companies, where that says something; of many it is not asked whether a second
 * entry is wanted of each, which would take the engine. Gives of how many that was not known. Call it where {@link refuseAny} found nothing.
 */
export function noteReadings(desk: Desk, entities: Iterable<string>): Result<number, Failure> {
  if (twoPeople(desk.db).sections.length === 0) return ok(0);
  return write(desk.db, () => {
    let noted = 0;
    for (const entity of entities) {
      const response = currentResponse(desk.db, entity);
      if (!response || isOwn(desk, response) !== false || findReading(desk.db, response.id, personOf(desk)) !== null) continue;
      insertReading(desk.db, response.id, personOf(desk), desk.now());
      noted += 1;
    }
    return ok(noted);
  });
}

/** Fails with `second-ahead` where the person at work has not seen what was entered first and has not said yet that they want to read it, with `second-blind` while they enter it again. */
export function refuseUnasked(desk: ReadDesk, response: ResponseRow): Result<null, Failure> {
  return sightOf(desk, response) === 'ahead' ? err(kept(desk, response, 'second-ahead')) : refuseBlind(desk, response);
}

/** The person at work wants the form before them: from now on a second entry of theirs is not blind, and is told to be so. Fails with `company-unknown`, `second-blind`. */
export function readFirst(desk: Desk, { entity }: { readonly entity: string }): Result<null, Failure> {
  const response = currentResponse(desk.db, entity);
  return response ? noteReading(desk, response) : err({ code: 'company-unknown', values: { company: entity } });
}

/** Writes down that the person at work is shown what was entered first, where that says something. Fails with `second-blind` while they enter it a second time. */
export function noteReading(desk: Desk, response: ResponseRow): Result<null, Failure> {
  const sight = sightOf(desk, response);
  if (sight === 'blind') return refuseBlind(desk, response);
  if (sight === 'free') return ok(null);
  return write(desk.db, () => {
    insertReading(desk.db, response.id, personOf(desk), desk.now());
    return ok(null);
  });
}

/** Fails with `second-blind` while the person at work makes the second entry of a response. */
export function refuseBlind(desk: ReadDesk, response: ResponseRow): Result<null, Failure> {
  return isBlind(desk, response) ? err(kept(desk, response, 'second-blind')) : ok(null);
}

/** Whether the person at work has begun the second entry of a response and can go on with it. */
function isBlind(desk: ReadDesk, response: ResponseRow): boolean {
  const entry = findSecondEntry(desk.db, response.id);
  return response.status === 'draft' && entry?.person === personOf(desk) && !isDone(entry) && !isOwn(desk, response) && isWanted(desk, response);
}

/** Of which company the form is kept: by its number, for its name may be what is entered again. */
function kept({ db }: ReadDesk, { entity }: ResponseRow, code: 'second-ahead' | 'second-blind' | 'second-unfinished'): Failure {
  const company = findCompany(db, entity);
  return { code, values: { company: company ? `${company.country} ${company.number}` : '' } };
}

function sightOf(desk: ReadDesk, response: ResponseRow): Sight {
  const { db } = desk;
  if (twoPeople(db).sections.length === 0) return 'free';
  if (isBlind(desk, response)) return 'blind';
  if (findReading(db, response.id, personOf(desk)) !== null || isOwn(desk, response) !== false || !isWanted(desk, response)) return 'free';
  return response.status === 'draft' && !isDone(findSecondEntry(db, response.id)) ? 'ahead' : 'late';
}

/** Whether the person at work is one of those who entered the sections first; null when nobody has. */
function isOwn(desk: ReadDesk, response: ResponseRow): boolean | null {
  const form = useForm(desk.db, response.form);
  const people = form.ok ? firstPeople(desk.db, form.value, response.id) : [];
  return people.length === 0 ? null : people.includes(personOf(desk));
}

/** Whether a second entry is asked of the company: that takes the engine. */
function isWanted(desk: ReadDesk, response: ResponseRow): boolean {
  const both = loadBoth(desk.db, desk, response);
  return both.ok && both.value.sections.length > 0;
}

const personOf = ({ db }: ReadDesk): string => getSetting(db, 'person') ?? '';
