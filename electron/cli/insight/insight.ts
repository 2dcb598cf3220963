import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Coverage, CoverageCounts } from '../../../shared/insight/coverage.ts';
import type { RefusedLine } from '../../../shared/insight/invitation.ts';
import type { Letter } from '../../../shared/insight/letter.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import type { ReadDb } from '../../database/db.ts';
import { coverageHere } from '../../insight/coverage.ts';
import { importInvited, previewInvited, setDeadline } from '../../insight/invited.ts';
import { listDebtors, noteReminded, writeReminders } from '../../insight/reminders.ts';
import { courseOf } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Console } from '../console/console.ts';
import { contextOf, withDesk, withReader } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface InviteOptions extends WorkspaceOption {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

interface RemindOptions extends WorkspaceOption {
  readonly out: string;
  readonly letters?: Language;
}

/** `insight`: the response of a round, the list of those who were asked, reminders. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const insight = program.command('insight').description(say('insight'));
  withWorkspace(insight.command('coverage').description(say('insight.coverage')), console)
    .action((options: WorkspaceOption) => console.run(() => withReader(options.workspace, (db) => ok(coverage(console, db)))));
  withWorkspace(insight.command('invite').description(say('insight.invite')), console)
    .argument('<FILE>', say('argument.invited'))
    .option('--replace', say('option.replace'))
    .option('--dry-run', say('option.invite-dry-run'))
    .action((file: string, options: InviteOptions) => console.run(() => withDesk(console, options.workspace, (desk) => invite(console, desk, file, options))));
  withWorkspace(insight.command('deadline').description(say('insight.deadline')), console)
    .argument('<DAY>', say('argument.day'))
    .action((day: string, options: WorkspaceOption) => console.run(() => withDesk(console, options.workspace, (desk) => deadline(console, desk, day))));
  withWorkspace(insight.command('remind').description(say('insight.remind')), console)
    .requiredOption('--out <DIR>', say('option.out-folder'))
    .addOption(new Option('--letters <L>', say('option.letters')).choices(['ru', 'en']))
    .action((options: RemindOptions) => console.run(() => withDesk(console, options.workspace, (desk) => remind(console, desk, options))));
}

function coverage(console: Console, db: ReadDb): Outcome {
  const { say } = console;
  const found = coverageHere(db, Date.now(), courseOf(contextOf(console, db.folder), 'collecting'));
  return done(coverageJson(found), [
    say('insight.round', { round: found.round, deadline: found.deadline ?? 'none' }),
    ...found.states.map((state) => say('insight.state', { country: state.country, ...counted(state) })),
    say('insight.total', counted(found.total)),
    ...found.companies.filter(({ missing, overdue }) => missing || overdue).map((row) => say(row.overdue ? 'insight.overdue' : 'insight.missing', { number: `${row.country}:${row.number}`, name: row.name })),
  ]);
}

const counted = ({ invited, answered, missing, late, overdue, uninvited, progress }: CoverageCounts) => ({ invited, answered, missing, late, overdue, uninvited, returned: progress.returned, accepted: progress.accepted });

function coverageJson({ round, deadline: last, announced, total, states, companies }: Coverage): Outcome['json'] {
  const counts = (one: CoverageCounts) => ({ ...one, progress: { ...one.progress } });
  return { round, deadline: last, announced, total: counts(total), states: states.map((state) => ({ ...counts(state), country: state.country })), companies: companies.map((row) => ({ ...row, number: `${row.country}:${row.number}` })) };
}

async function invite(console: Console, desk: Desk, file: string, { replace, dryRun }: InviteOptions): Promise<Result<Outcome, Failure>> {
  const path = resolve(file);
  const { say } = console;
  if (dryRun === true) {
    const preview = await previewInvited(desk, { path });
    if (!preview.ok) return preview;
    const { added, updated, unlisted, refused, deadline: last } = preview.value;
    return ok(done({ added, updated, unlisted, deadline: last, refused: refused.map((line) => ({ ...line })), written: false }, [...refused.map((line) => refusedLine(console, line)), say('insight.would-invite', { added, updated, unlisted, refused: refused.length })]));
  }
  const made = await importInvited(desk, { path, replace: replace === true });
  if (!made.ok) return made;
  const { added, updated, removed, refused, deadline: last } = made.value;
  return ok(done({ added, updated, removed, deadline: last, refused: refused.map((line) => ({ ...line })), written: true }, [...refused.map((line) => refusedLine(console, line)), say('insight.invited', { added, updated, removed, refused: refused.length })]));
}

const refusedLine = ({ language }: Console, { line, problem, shown }: RefusedLine): string => printSentence(language, `invitation.${problem}`, { line, shown });

function deadline({ say }: Console, desk: Desk, day: string): Result<Outcome, Failure> {
  const none = day === 'none';
  if (!none && (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))) return err({ code: 'usage', values: { detail: 'YYYY-MM-DD | none' } });
  const set = setDeadline(desk, { deadline: none ? null : day });
  return set.ok ? ok(done({ deadline: none ? null : day }, [say('insight.deadline-set', { deadline: day })])) : set;
}

/** The lists as CSV; the letters as PDF where something writes it, else as text. */
async function remind({ say, papers }: Console, desk: Desk, { out, letters }: RemindOptions): Promise<Result<Outcome, Failure>> {
  const debtors = listDebtors(desk);
  if (!debtors.ok) return debtors;
  const folder = resolve(out);
  mkdirSync(folder, { recursive: true });
  const written = writeReminders(desk, { folder, letters: debtors.value.map(({ country, body, language }) => ({ country, body, language: letters ?? language })) });
  if (!written.ok) return written;
  const files: { country: string; body: string; file: string; code: string }[] = [];
  for (const one of written.value) {
    const { order, letter, path, code } = one;
    const file = `${path}.${papers ? 'pdf' : 'txt'}`;
    const saved = papers ? await papers.letter(one, file) : writeFileSafely(file, Buffer.from(plainLetter(letter)));
    if (!saved.ok) return err({ ...saved.error, values: { file } });
    files.push({ country: order.country, body: order.body, file, code });
  }
  const noted = noteReminded(desk, { letters: written.value });
  if (!noted.ok) return noted;
  return ok(done({ letters: files }, files.map(({ file }) => say('written', { file }))));
}

function plainLetter({ title, facts, paragraphs, tables, closing, person, sign }: Letter): string {
  return [
    ...facts.map(([name, value]) => `${name}: ${value}`), '', title, '', ...paragraphs,
    ...tables.flatMap(({ title: heading, columns, rows }) => ['', heading, columns.join(' | '), ...rows.map((row) => row.join(' | '))]),
    '', ...closing, '', `${person}  ${sign}: ____________`, '',
  ].join('\n');
}
