import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Identity, NamedCompany } from '../../../shared/ipc/merge.ts';
import type { ReadDb } from '../../database/db.ts';
import { courseOf } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { identify } from '../../merge/decisions/identity.ts';
import { listCandidates, listLinks } from '../../merge/view/links.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { contextOf, withDesk, withReader } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface LinkOptions extends WorkspaceOption {
  readonly reason: string;
  readonly different?: boolean;
}

/** Which companies are one: what the program suspects, and what a person says (M7). */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('candidates').description(say('candidates')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => candidates(console, db))),
  );
  for (const name of ['link', 'unlink'] as const) {
    const command = withWorkspace(program.command(name).description(say(name)), console)
      .argument('<ID>', say('option.company'))
      .argument('<OTHER>', say('argument.other-company'))
      .requiredOption('--reason <TEXT>', say('option.reason'));
    if (name === 'unlink') command.option('--different', say('option.different'));
    command.action((one: string, other: string, options: LinkOptions) => {
      const word = name === 'link' ? 'same' : options.different === true ? 'different' : null;
      return console.run(() => withDesk(console, options.workspace, (desk) => link(console, desk, [one, other], word, options.reason)));
    });
  }
}

function candidates(console: Console, db: ReadDb): Result<Outcome, Failure> {
  const found = listCandidates(db, courseOf(contextOf(console, db.folder), 'planning'));
  const links = listLinks(db);
  const pair = ([one, other]: readonly [NamedCompany, NamedCompany]): string => `${nameOf(one)} ${one.name} = ${nameOf(other)} ${other.name}`;
  const lines = [
    ...found.map(({ companies, reasons, likeness }) => `? ${pair(companies)}  ${reasons.map((reason) => console.say(`reason.${reason}`)).join(', ')} (${Math.round(likeness * 100)} %)`),
    ...links.map(({ companies, word }) => `${{ same: '=', different: '≠', disputed: '!' }[word]} ${pair(companies)}  ${console.say(`word.${word}`)}`),
    console.say('candidates.total', { total: found.length, links: links.length }),
  ];
  return ok(done({
    total: found.length,
    candidates: found.map(({ companies, reasons, likeness }) => ({ companies: companies.map(companyJson), reasons: [...reasons], likeness })),
    links: links.map(({ companies, word }) => ({ companies: companies.map(companyJson), word })),
  }, lines));
}

function link(console: Console, desk: Desk, names: readonly [string, string], word: Identity['word'], reason: string): Result<Outcome, Failure> {
  const one = lookUpCompany(desk.db, names[0]);
  if (!one.ok) return one;
  const other = lookUpCompany(desk.db, names[1]);
  if (!other.ok) return other;
  const said = identify(desk, { entities: [one.value.entity, other.value.entity], word, reason: reason.normalize('NFC') });
  if (!said.ok) return said;
  const about = { one: nameOf(one.value), other: nameOf(other.value) };
  return ok(done({ companies: [one.value.entity, other.value.entity], word, revisions: [...said.value.revisions] }, [console.say(`link.${word ?? 'nothing'}`, about)]));
}

function companyJson(company: NamedCompany): { readonly entity: string; readonly number: string; readonly name: string; readonly region: string } {
  return { entity: company.entity, number: nameOf(company), name: company.name, region: company.region };
}
