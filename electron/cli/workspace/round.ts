import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Desk } from '../../jobs/handler.ts';
import { listRounds, openRound } from '../../survey/rounds.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

/** The rounds of a workspace: those there are, the next one, back to an earlier one. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const round = program.command('round').description(say('round'));
  withWorkspace(round.command('list').description(say('round.list')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => list(console, db))),
  );
  withWorkspace(round.command('open').description(say('round.open')).argument('<ROUND>', say('argument.round')), console).action((name: string, options: WorkspaceOption) =>
    console.run(() => withDesk(console, options.workspace, (desk) => open(console, desk, name))),
  );
}

function list(console: Console, db: ReadDb): Result<Outcome, Failure> {
  const rounds = listRounds(db);
  return ok(done({ rounds: rounds.map((one) => ({ ...one })) }, rounds.map((one) => console.say('round.line', { ...one, current: String(one.current) }))));
}

function open(console: Console, desk: Desk, round: string): Result<Outcome, Failure> {
  if (!/^[0-9A-Za-z-]{1,20}$/.test(round)) return err({ code: 'usage', values: { detail: console.say('usage.round') } });
  // One transaction, in which no signal could be heard: Ctrl+C ends the process, and nothing of it is there.
  const opened = openRound(desk, { round });
  if (!opened.ok) return opened;
  const { begun, carried } = opened.value;
  return ok(done({ round, begun, carried }, [console.say('round.opened', { round, begun, carried })]));
}
