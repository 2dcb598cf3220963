import { Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { QUALITIES, type Quality } from '../../../shared/bundle/revision/revision.ts';
import type { Decision, NewComments } from '../../../shared/ipc/merge.ts';
import type { Company } from '../../database/tables/company.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { commentCompany, decideCompany, replyToComments } from '../../merge/decisions/review.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { concretePath, sessionOf } from '../console/places.ts';

interface ReviewOptions extends WorkspaceOption {
  readonly company: string;
  readonly accept?: boolean;
  readonly return?: boolean;
  readonly reason?: string;
  readonly quality?: Quality;
  readonly due?: string;
  readonly comment: readonly string[];
}

/** The Commission's word on a company, and a body's reply to it. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('review').description(say('review')), console)
    .requiredOption('--company <ID>', say('option.company'))
    .option('--accept', say('option.accept'))
    .option('--return', say('option.return'))
    .option('--reason <TEXT>', say('option.reason'))
    .addOption(new Option('--quality <CLASS>', say('option.quality')).choices(QUALITIES))
    .option('--due <DAY>', say('option.due'))
    .option('--comment <PATH=TEXT...>', say('option.comment'), [])
    .action((options: ReviewOptions) => console.run(() => withDesk(console, options.workspace, (desk) => review(console, desk, options))));
}

/** Comments and decision in one transaction. Fails with `usage` when there is nothing to do, or too much. */
function review(console: Console, desk: Desk, options: ReviewOptions): Result<Outcome, Failure> {
  const company = lookUpCompany(desk.db, options.company);
  if (!company.ok) return company;
  const { entity } = company.value;
  const comments = commentsOf(console, desk, entity, options.comment);
  if (!comments.ok) return comments;
  if (getSetting(desk.db, 'workspace')?.role === 'ministry') return reply(console, desk, company.value, comments.value, options);
  const decision = decisionOf(options);
  if (!decision.ok) return decision;
  if (decision.value === null && comments.value.length === 0) return err({ code: 'usage', values: { detail: '--accept | --return | --comment' } });
  const quality = decision.value === null ? null : (options.quality ?? null);
  const due = decision.value === 'returned' ? (options.due ?? null) : null;
  return write(desk.db, () => {
    const revisions: string[] = [];
    if (comments.value.length > 0) {
      const made = commentCompany(desk, { entity, comments: comments.value });
      if (!made.ok) return made;
      revisions.push(made.value.revision);
    }
    if (decision.value !== null) {
      const made = decideCompany(desk, { entity, decision: decision.value, reason: (options.reason ?? '').normalize('NFC'), quality, due });
      if (!made.ok) return made;
      revisions.push(made.value.revision);
    }
    const name = nameOf(company.value);
    const lines = [
      ...(comments.value.length > 0 ? [console.say('review.commented', { company: name, count: comments.value.length })] : []),
      ...(decision.value === null ? [] : [console.say(`review.${decision.value}`, { company: name })]),
    ];
    return ok(done({ company: entity, number: name, decision: decision.value, quality, due, comments: comments.value.map((comment) => ({ ...comment })), revisions }, lines));
  });
}

/** What a body says to the Commission's comments. Fails with `wrong-role` when it wants to decide. */
function reply(console: Console, desk: Desk, company: Company, comments: NewComments['comments'], { accept, return: back }: ReviewOptions): Result<Outcome, Failure> {
  if (accept === true || back === true) return err({ code: 'wrong-role' });
  if (comments.length === 0) return err({ code: 'usage', values: { detail: '--comment' } });
  const made = replyToComments(desk, { entity: company.entity, comments });
  if (!made.ok) return made;
  const name = nameOf(company);
  return ok(done({ company: company.entity, number: name, replies: comments.map((comment) => ({ ...comment })), revisions: [made.value.revision] }, [console.say('review.replied', { company: name, count: comments.length })]));
}

function decisionOf({ accept, return: back, reason, quality, due }: ReviewOptions): Result<Decision['decision'] | null, Failure> {
  if (accept === true && back === true) return err({ code: 'usage', values: { detail: '--accept | --return' } });
  if (back === true && (reason ?? '').trim() === '') return err({ code: 'usage', values: { detail: '--return --reason' } });
  if (quality !== undefined && accept !== true && back !== true) return err({ code: 'usage', values: { detail: '--quality --accept | --return' } });
  if (due !== undefined && (back !== true || !/^\d{4}-\d{2}-\d{2}$/.test(due) || Number.isNaN(Date.parse(due)))) return err({ code: 'usage', values: { detail: '--return --due YYYY-MM-DD' } });
  return ok(accept === true ? 'accepted' : back === true ? 'returned' : null);
}

/** `PATH=TEXT`; rows counted from 1, as everywhere on the command line. */
function commentsOf(console: Console, desk: Desk, entity: string, given: readonly string[]): Result<NewComments['comments'], Failure> {
  const session = given.length === 0 ? null : sessionOf(console, desk.db, entity);
  const comments: NewComments['comments'][number][] = [];
  for (const one of given) {
    const at = one.indexOf('=');
    if (at < 1) return err({ code: 'usage', values: { detail: '--comment PATH=TEXT' } });
    const path = one.slice(0, at).trim();
    const text = one.slice(at + 1).normalize('NFC').trim();
    comments.push({ path: path === '/' ? path : concretePath(session, path), text: text === '' ? null : text });
  }
  return ok(comments);
}
