import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { currentResponse } from '../../database/tables/response.ts';
import type { Desk } from '../../jobs/handler.ts';
import { reopenResponse } from '../../survey/complete.ts';
import { dropWithdrawal, withdrawal, withdrawResponse } from '../../survey/withdraw.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface ReopenOptions extends WorkspaceOption {
  readonly company: string;
  readonly reason: string;
}

interface WithdrawOptions extends WorkspaceOption {
  readonly company: string;
  readonly reason?: string;
  readonly drop?: boolean;
}

/** Commands that take a response back: `reopen` for correcting it, `withdraw` for good. */
export function registerBack(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('reopen').description(say('reopen')), console)
    .requiredOption('--company <ID>', say('option.company'))
    .requiredOption('--reason <TEXT>', say('option.reason'))
    .action((options: ReopenOptions) => console.run(async () => {
      if (options.reason.trim() === '') return err({ code: 'usage', values: { detail: say('option.reason') } });
      return withDesk(console, options.workspace, (desk) => reopen(console, desk, options));
    }));
  withWorkspace(program.command('withdraw').description(say('withdraw')), console)
    .requiredOption('--company <ID>', say('option.company'))
    .option('--reason <TEXT>', say('option.reason-withdraw'))
    .option('--drop', say('option.drop-withdraw'))
    .action((options: WithdrawOptions) => console.run(async () => {
      if (options.reason?.trim() === '' || (options.drop === true && options.reason !== undefined)) return err({ code: 'usage', values: { detail: say('option.reason-withdraw') } });
      return withDesk(console, options.workspace, (desk) => (options.drop === true ? drop(console, desk, options) : withdraw(console, desk, options)));
    }));
}

/** Does something with a company that is named on the command line. Fails with `company-unknown` and as the act does. */
function withCompany(desk: Desk, text: string, act: (entity: string, number: string) => Result<Outcome, Failure>): Result<Outcome, Failure> {
  const found = lookUpCompany(desk.db, text);
  return found.ok ? act(found.value.entity, nameOf(found.value)) : found;
}

function reopen(console: Console, desk: Desk, { company, reason }: ReopenOptions): Result<Outcome, Failure> {
  return withCompany(desk, company, (entity, number) => {
    const response = currentResponse(desk.db, entity);
    if (!response) return err({ code: 'company-unknown', values: { company } });
    const reopened = reopenResponse(desk, { response: response.id, reason: reason.trim().normalize('NFC') });
    return reopened.ok ? ok(done({ company: entity, number }, [console.say('reopen.done', { number })])) : reopened;
  });
}

function withdraw(console: Console, desk: Desk, { company, reason = '' }: WithdrawOptions): Result<Outcome, Failure> {
  return withCompany(desk, company, (entity, number) => {
    const made = withdrawResponse(desk, { entity, reason });
    if (!made.ok) return made;
    if (made.value.kind === 'withdrawn') return ok(done({ company: entity, number, revision: made.value.revision, asked: null }, [console.say('withdraw.done', { number })]));
    const standing = withdrawal(desk, { entity });
    if (!standing.ok) return standing;
    const { asked } = standing.value;
    return ok(done({ company: entity, number, revision: null, asked: asked && { ...asked, at: new Date(asked.at).toISOString() } }, [console.say('withdraw.asked', { number })]));
  });
}

function drop(console: Console, desk: Desk, { company }: WithdrawOptions): Result<Outcome, Failure> {
  return withCompany(desk, company, (entity, number) => {
    const dropped = dropWithdrawal(desk, { entity });
    return dropped.ok ? ok(done({ company: entity, number, revision: null, asked: null }, [console.say('withdraw.dropped', { number })])) : dropped;
  });
}
