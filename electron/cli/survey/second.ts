import { Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { EntryDifference, SecondEntry } from '../../../shared/ipc/survey.ts';
import { findCompany } from '../../database/tables/company.ts';
import { listResponses } from '../../database/tables/response.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { currentForm } from '../../survey/form.ts';
import { dropSecond, secondEntry, settleSecond } from '../../survey/secondEntry.ts';
import { enterSecond } from '../../survey/secondImport.ts';
import { setTwoPeople, twoPeople } from '../../survey/twoPeople.ts';
import { chosenResponses, lookUpCompany, nameOf, parseCompany } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done, judged } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { printAnswer } from '../console/places.ts';
import { readItems } from './items.ts';

interface OfCompany extends WorkspaceOption {
  readonly company: string;
}
interface DemandOptions extends WorkspaceOption {
  readonly sections?: string;
  readonly approval?: 'yes' | 'no';
}
interface SettleOptions extends OfCompany {
  readonly take: 'first' | 'second';
  readonly place?: readonly string[];
  readonly all?: boolean;
}

/** What another person has to do before a form leaves: enter sections once more, settle the differences, approve. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const second = program.command('second').description(say('second'));
  const add = (name: 'demand' | 'show' | 'enter' | 'settle' | 'drop') => withWorkspace(second.command(name).description(say(`second.${name}`)), console);
  const run = <O extends WorkspaceOption>(options: O, work: (desk: Desk) => Result<Outcome, Failure>): Promise<void> => console.run(() => withDesk(console, options.workspace, work));
  add('demand')
    .option('--sections <LIST>', say('option.second-sections'))
    .addOption(new Option('--approval <WORD>', say('option.second-approval')).choices(['yes', 'no']))
    .action((options: DemandOptions) => run(options, (desk) => demand(console, desk, options)));
  add('show').option('--company <ID>', say('option.company')).action((options: WorkspaceOption & Partial<OfCompany>) => run(options, (desk) => show(console, desk, options.company)));
  add('enter').argument('<FILE>', say('argument.answers')).requiredOption('--company <ID>', say('option.company'))
    .action((file: string, options: OfCompany) => run(options, (desk) => enter(console, desk, file, options.company)));
  add('settle').requiredOption('--company <ID>', say('option.company'))
    .addOption(new Option('--take <ENTRY>', say('option.take')).choices(['first', 'second']).makeOptionMandatory())
    .option('--place <P...>', say('option.place')).option('--all', say('option.all-places'))
    .action((options: SettleOptions) => run(options, (desk) => settle(console, desk, options)));
  add('drop').requiredOption('--company <ID>', say('option.company')).action((options: OfCompany) => run(options, (desk) => drop(console, desk, options.company)));
}

function demand(console: Console, desk: Desk, { sections, approval }: DemandOptions): Result<Outcome, Failure> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const known = form.value.definition.body.filter(({ kind }) => kind !== 'question').map(({ name }) => name);
  const before = twoPeople(desk.db);
  const wanted = sections === undefined ? before.sections : sections === 'none' ? [] : sections.split(',').map((name) => name.trim());
  if (wanted.some((name) => !known.includes(name))) return err({ code: 'usage', values: { detail: console.say('usage.one-of', { name: '--sections', values: [...known, 'none'].join(', ') }) } });
  const demanded = { approval: approval === undefined ? before.approval : approval === 'yes', sections: known.filter((name) => wanted.includes(name)) };
  const set = sections === undefined && approval === undefined ? ok(null) : setTwoPeople(desk, demanded);
  return set.ok ? ok(done({ ...demanded, sections: [...demanded.sections] }, [console.say('second.demanded', { approval: String(demanded.approval), sections: demanded.sections.join(', ') || 'none' })])) : set;
}

type Standing = 'none' | 'begun' | 'open' | 'settled';

function standingOf({ doneAt, person, differences }: SecondEntry): Standing {
  if (doneAt === null) return person === '' ? 'none' : 'begun';
  return differences.some(({ settled }) => settled === null) ? 'open' : 'settled';
}

function show(console: Console, desk: Desk, company: string | undefined): Result<Outcome, Failure> {
  const chosen = company === undefined ? ok(listResponses(desk.db, null).filter(({ status }) => status === 'draft')) : chosenResponses(desk.db, company);
  if (!chosen.ok) return chosen;
  const entries: JsonObject[] = [];
  const lines: string[] = [];
  for (const { entity } of chosen.value) {
    const told = stateOf(console, desk, entity);
    if (!told.ok) return told;
    if (told.value === null) continue;
    entries.push(told.value.json);
    lines.push(...told.value.lines);
  }
  return ok(done({ entries }, lines.length === 0 ? [console.say('second.nothing')] : lines));
}

/** How the second entry of a company stands; null when none is wanted. */
function stateOf(console: Console, desk: Desk, entity: string): Result<{ readonly json: JsonObject; readonly lines: readonly string[] } | null, Failure> {
  const found = secondEntry(desk, { entity });
  if (!found.ok) return found;
  const company = findCompany(desk.db, entity);
  if (found.value === null || !company) return ok(null);
  const { sections, person, firstPeople, readAt, differences } = found.value;
  const standing = standingOf(found.value);
  const open = differences.filter(({ settled }) => settled === null).length;
  const read = person === '' || readAt === null ? null : new Date(readAt).toISOString();
  return ok({
    json: { company: entity, number: nameOf(company), name: company.name, standing, sections: [...sections], person, firstPeople: [...firstPeople], readAt: read, open, differences: differences.map(differenceJson) },
    lines: [`${nameOf(company)} ${company.name}  ${console.say(`second.standing.${standing}`, { person, open })}`, ...(read === null ? [] : [`  ${console.say('second.read', { person, day: read.slice(0, 10) })}`]), ...differences.map((difference) => differenceLine(console, difference))],
  });
}

function differenceJson({ place, kind, first, second, settled, row }: EntryDifference): JsonObject {
  return { place, kind, first: first as Json, second: second as Json, settled: settled && { ...settled, at: new Date(settled.at).toISOString() }, ...(kind === 'row' && { row: row.map(([path, value]) => ({ path, value: value as Json })) }) };
}

function differenceLine(console: Console, { place, kind, firstPath, first, second, settled }: EntryDifference): string {
  const said = kind === 'row' ? console.say(firstPath === null ? 'second.row-second' : 'second.row-first') : `1: ${printAnswer(first)}  2: ${printAnswer(second)}`;
  return `  ${settled ? '✓' : '✗'} ${place}  ${said}${settled ? `  → ${settled.chosen === 'first' ? 1 : 2}, ${settled.person}` : ''}`;
}

function enter(console: Console, desk: Desk, file: string, company: string): Result<Outcome, Failure> {
  const found = lookUpCompany(desk.db, company);
  if (!found.ok) return found;
  const { entity } = found.value;
  const items = readItems(file, company);
  if (!items.ok) return items;
  const [item] = items.value.filter((one) => {
    const named = parseCompany(one.company ?? company);
    return named.ok && named.value === entity;
  });
  if (!item) return err({ code: 'usage', values: { detail: console.say('second.not-in-file', { file, company }) } });
  const entered = enterSecond(desk, { entity, answers: item.answers });
  if (entered.ok) return standing(console, desk, entity);
  const { failure, problems } = entered.error;
  if (failure.code !== 'answers-invalid') return err(failure);
  const named = problems.map(({ path, code }) => ({ path, code, message: console.say(`answers.${code}`) }));
  return ok(judged(false, { problems: named }, [`✗ ${file}`, ...named.map((problem) => `    ${problem.path}  ${problem.message}`)]));
}

/** What stands now; refused while a difference is open. */
function standing(console: Console, desk: Desk, entity: string): Result<Outcome, Failure> {
  const told = stateOf(console, desk, entity);
  if (!told.ok) return told;
  if (told.value === null) return err({ code: 'second-none' });
  return ok(judged(told.value.json['standing'] !== 'open', told.value.json, told.value.lines));
}

function settle(console: Console, desk: Desk, { company, take, place = [], all }: SettleOptions): Result<Outcome, Failure> {
  if (all === true ? place.length > 0 : place.length === 0) return err({ code: 'usage', values: { detail: console.say('usage.place-or-all') } });
  const found = lookUpCompany(desk.db, company);
  if (!found.ok) return found;
  const { entity } = found.value;
  const settled = write<null>(desk.db, () => {
    const state = secondEntry(desk, { entity });
    if (!state.ok) return state;
    if (state.value === null) return err({ code: 'second-none' });
    const { response, differences } = state.value;
    const places = all === true ? differences.filter((one) => one.settled === null).map((one) => one.place) : place;
    for (const one of places) {
      const done = settleSecond(desk, { response, place: one, chosen: take });
      if (!done.ok) return done;
    }
    return ok(null);
  });
  return settled.ok ? standing(console, desk, entity) : settled;
}

function drop(console: Console, desk: Desk, company: string): Result<Outcome, Failure> {
  const chosen = chosenResponses(desk.db, company);
  if (!chosen.ok) return chosen;
  for (const { id } of chosen.value) {
    const dropped = dropSecond(desk, { response: id });
    if (!dropped.ok) return dropped;
  }
  return ok(done({ dropped: chosen.value.length }, [console.say('second.dropped')]));
}
