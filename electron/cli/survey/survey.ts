import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { isObject } from '../../../shared/base/json.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { blocksCompleting } from '../../../shared/survey/findings.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { indexedPath } from '../../../shared/survey/json.ts';
import { justificationPath } from '../../../shared/survey/path.ts';
import type { AnswerChange } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { findCompany } from '../../database/tables/company.ts';
import type { Company } from '../../database/tables/company.ts';
import { findResponse } from '../../database/tables/response.ts';
import type { ResponseRow } from '../../database/tables/response.ts';
import { headsOf } from '../../database/tables/revision.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import { checkResponse } from '../../survey/check.ts';
import type { CheckedResponse } from '../../survey/check.ts';
import { compareWorkspace } from '../../survey/compare.ts';
import type { Compared } from '../../survey/compare.ts';
import { approveCompanies, completeResponse } from '../../survey/complete.ts';
import { saveAnswers } from '../../survey/draft.ts';
import { chosenResponses, nameOf, parseCompany } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { readJson } from '../console/files.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { judged } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { registerBack } from './back.ts';
import { validateBase } from './base.ts';
import { findingJson, findingLine } from './findings.ts';
import type { Place } from './findings.ts';
import { readableResponses } from './readable.ts';

interface Options extends WorkspaceOption {
  readonly company?: string;
  readonly all?: boolean;
  readonly justify?: string;
}

/** Commands over responses: validate, complete, approve, reopen, withdraw. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('validate').description(say('validate')), console)
    .option('--company <ID>', say('option.company'))
    .action((options: Options) => console.run(() =>
      withDesk(console, options.workspace, (desk) =>
        isCommission(desk.db) ? validateBase(console, desk, options.company) : validate(console, desk, options),
      ),
    ));
  for (const name of ['complete', 'approve'] as const) {
    const command = withWorkspace(program.command(name).description(say(name)), console).option('--company <ID>', say('option.company')).option('--all', say('option.all'));
    if (name === 'complete') command.option('--justify <FILE>', say('option.justify'));
    command.action((options: Options) =>
      console.run(async () => {
        if (options.all !== true && options.company === undefined) return err({ code: 'usage', values: { detail: say('usage.all-or-company') } });
        return withDesk(console, options.workspace, (desk) => (name === 'complete' ? complete(console, desk, options) : approve(console, desk, options)));
      }),
    );
  }
  registerBack(program, console);
}

interface Checked {
  readonly response: ResponseRow;
  readonly company: Company;
  readonly findings: readonly Finding[];
  readonly place: Place;
}

function validate(console: Console, desk: Desk, options: Options): Result<Outcome, Failure> {
  const readable = readableResponses(console, desk, options.company);
  if (!readable.ok) return readable;
  const { responses, refused } = readable.value;
  const counts = { error: 0, warning: 0, info: 0, justified: 0 };
  const findings: JsonObject[] = [];
  const lines = [...readable.value.lines];
  let blocked = 0;
  const comparisons = new Map<string, Compared>();
  for (const [index, response] of responses.entries()) {
    console.progress({ phase: 'checking', done: index, total: responses.length });
    const checked = check(desk, response, comparisons);
    if (!checked.ok) return checked;
    const { company, place } = checked.value;
    if (checked.value.findings.some(blocksCompleting)) blocked += 1;
    if (checked.value.findings.length > 0) lines.push(`${nameOf(company)} ${company.shortName}`);
    for (const finding of checked.value.findings) {
      counts[finding.level] += 1;
      if (finding.level === 'warning' && finding.justification !== undefined) counts.justified += 1;
      findings.push({ company: response.entity, number: nameOf(company), ...findingJson(console.language, finding, place) });
      lines.push(findingLine(console.language, finding, place));
    }
  }
  return ok(judged(
    blocked === 0 && refused.length === 0, { responses: responses.length, blocked, counts, findings, refused },
    [...lines, console.say('validate.total', { ...counts, responses: responses.length, blocked })],
  ));
}

function check(desk: Desk, response: ResponseRow, comparisons: Map<string, Compared>): Result<Checked, Failure> {
  const checked = checkResponse(desk.db, desk, response, 'complete');
  if (!checked.ok) return checked;
  const key = `${response.form} ${response.round}`;
  const known = comparisons.get(key);
  const compared = known ? ok(known) : compareWorkspace(desk.db, response.form, response.round);
  if (!compared.ok) return compared;
  comparisons.set(key, compared.value);
  // What compares companies speaks only when the Commission accepts: it is said here, and blocks nothing.
  const beside = (compared.value.get(response.entity) ?? []).map((finding): Finding => ({ ...finding, level: 'info' }));
  const company = findCompany(desk.db, response.entity) as Company;
  return ok({ response, company, findings: [...checked.value.findings, ...beside], place: placeIn(checked.value.session) });
}

function complete(console: Console, desk: Desk, options: Options): Result<Outcome, Failure> {
  const readable = readableResponses(console, desk, options.company);
  if (!readable.ok) return readable;
  const { responses, refused } = readable.value;
  const answers = options.justify === undefined ? ok({}) : readJson(options.justify);
  if (!answers.ok) return answers;
  const completed: JsonObject[] = [];
  const blocked: JsonObject[] = [];
  const lines = [...readable.value.lines];
  const drafts = responses.filter((response) => response.status === 'draft');
  for (const [index, draft] of drafts.entries()) {
    console.progress({ phase: 'checking', done: index, total: drafts.length });
    const justified = justify(desk, draft, answers.value);
    if (!justified.ok) return justified;
    const result = completeResponse(desk, { response: draft.id });
    if (!result.ok) return result;
    const company = findCompany(desk.db, draft.entity) as Company;
    const about = { company: draft.entity, number: nameOf(company) };
    if (result.value.kind === 'completed') {
      completed.push({ ...about, revision: result.value.revision });
      continue;
    }
    const place = placeIn(justified.value.session);
    blocked.push({ ...about, findings: result.value.findings.map((finding) => findingJson(console.language, finding, place)) });
    lines.push(`${nameOf(company)} ${company.shortName}`, ...result.value.findings.map((finding) => findingLine(console.language, finding, place)));
  }
  const revisions = completed.map((one) => one.revision as string);
  lines.push(console.say('complete.total', { completed: completed.length, blocked: blocked.length }));
  return ok(judged(blocked.length === 0 && refused.length === 0, { revisions, completed, blocked, refused }, lines));
}

/** Writes the justifications of a file into a draft: `{"RULE": text}` or `{"RULE:/place": text}`, by company where wanted. */
function justify(desk: Desk, draft: ResponseRow, file: Json): Result<CheckedResponse, Failure> {
  const checked = checkResponse(desk.db, desk, draft, 'complete');
  if (!checked.ok) return checked;
  const texts = textsFor(draft.entity, file);
  const place = placeIn(checked.value.session);
  const changes: AnswerChange[] = [];
  for (const finding of checked.value.findings) {
    const at = finding.paths[0];
    if (finding.level !== 'warning' || finding.justification !== undefined || at === undefined) continue;
    const text = texts[`${finding.rule}:${place(at)}`] ?? texts[finding.rule];
    if (typeof text === 'string' && text.trim() !== '') changes.push({ path: justificationPath(finding.rule, at), value: text.normalize('NFC').trim() });
  }
  if (changes.length === 0) return checked;
  const { progress } = checked.value;
  const saved = saveAnswers(desk, { response: draft.id, changes, progress: { ...progress, unjustified: Math.max(0, progress.unjustified - changes.length) } });
  if (!saved.ok) return saved;
  return checkResponse(desk.db, desk, findResponse(desk.db, draft.id) as ResponseRow, 'complete');
}

function textsFor(entity: string, file: Json): JsonObject {
  if (!isObject(file)) return {};
  for (const [key, value] of Object.entries(file)) {
    const named = isObject(value) ? parseCompany(key) : null;
    if (named?.ok === true && named.value === entity) return { ...file, ...(value as JsonObject) };
  }
  return file;
}

function approve(console: Console, desk: Desk, options: Options): Result<Outcome, Failure> {
  const chosen = chosenResponses(desk.db, options.company);
  if (!chosen.ok) return chosen;
  const all = options.company === undefined;
  // Of all, only those whose turn it is; a company named by hand is answered for, whatever its state.
  const asked = chosen.value.filter((response) => !all || response.status === 'complete');
  const result = approveCompanies(desk, { entities: asked.map((response) => response.entity) });
  if (!result.ok) return result;
  const left = new Set(result.value.refused);
  const approved = asked.filter((response) => !left.has(response.entity));
  const revisions = approved.flatMap((response) => [...headsOf(desk.db, { entity: response.entity, formId: formIdOf(desk, response), round: response.round })]);
  const refused = result.value.refused.map((entity) => {
    const reason = result.value.sameHand?.includes(entity) ? 'same-person' : 'not-complete';
    const company = findCompany(desk.db, entity) as Company;
    return { company: entity, number: nameOf(company), reason, message: console.say(`approve.${reason}`, { person: getSetting(desk.db, 'person') ?? '' }) };
  });
  return ok(judged(
    refused.length === 0, { approved: approved.length, revisions, blocked: refused.map(({ company }) => company), refused },
    [...refused.map(({ number, message }) => `✗ ${number}  ${message}`), console.say('approve.total', { approved: approved.length, blocked: refused.length })],
  ));
}

const placeIn = (session: Session): Place => (path) => indexedPath(session, path);

const formIdOf = (desk: Desk, response: ResponseRow): string => desk.db.value<string>('SELECT id FROM form WHERE hash = ?', response.form) ?? '';
