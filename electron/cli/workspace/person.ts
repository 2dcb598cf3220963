import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { peopleOf, setPerson } from '../../bundle/people.ts';
import type { ReadDb } from '../../database/db.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

/** Under whose name the work in a workspace is done. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const person = program.command('person').description(say('person'));
  withWorkspace(person.command('list').description(say('person.list')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, async (db) => ok(told(console, db)))),
  );
  withWorkspace(person.command('use').description(say('person.use')).argument('<NAME>', say('argument.person')), console).action((name: string, options: WorkspaceOption) =>
    console.run(() => withDesk(console, options.workspace, (desk) => use(console, desk, name))),
  );
}

function use(console: Console, desk: Desk, name: string): Result<Outcome, Failure> {
  const person = name.normalize('NFC').trim();
  if (person.length < 2) return err({ code: 'usage', values: { detail: console.say('usage.person') } });
  const set = setPerson(desk.db, person);
  return set.ok ? ok(told(console, desk.db)) : set;
}

function told(console: Console, db: ReadDb): Outcome {
  const person = getSetting(db, 'person') ?? '';
  const people = peopleOf(db);
  return done({ person, people: [...people] }, [console.say('person.now', { person }), ...people.filter((one) => one !== person).map((one) => `  ${one}`)]);
}
