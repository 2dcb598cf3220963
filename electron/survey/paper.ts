import { printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Failure } from '../../shared/base/failure.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { RESERVED, type RevisionId } from '../../shared/bundle/revision/revision.ts';
import { shortCode } from '../../shared/bundle/signing/fingerprint.ts';
import type { CompanyPage, RegisterQuery } from '../../shared/ipc/survey.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Text } from '../../shared/survey/form.ts';
import type { ResponseStatus } from '../../shared/survey/response.ts';
import { textIn } from '../../shared/text/formText.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { countCompanies, findCompany, listCompanies, type Company } from '../database/tables/company.ts';
import { findForm } from '../database/tables/form.ts';
import { currentResponse, loadAnswers, type ResponseRow } from '../database/tables/response.ts';
import { findRevision, headsOf } from '../database/tables/revision.ts';
import { getSetting } from '../database/tables/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import { checkResponse, environmentOf } from './check.ts';
import { currentForm } from './form.ts';
import { printedItems, printedJustifications, printedNotes, type PrintedForm, type PrintedJustification, type PrintedNote } from './printed.ts';
import { regionNames } from './regions.ts';

/** A form as it goes on paper. */
export interface FormPaper extends PrintedForm {
  readonly body: string;
  readonly round: string;
  readonly title: string;
  readonly version: string;
  /** Only what the short form shows. */
  readonly short: boolean;
  /** Null for an empty form. */
  readonly filled: null | {
    readonly company: Company;
    readonly status: ResponseStatus;
    readonly code: string;
    readonly savedAt: number;
    readonly person: string;
    readonly justifications: readonly PrintedJustification[];
    readonly notes: readonly PrintedNote[];
  };
}

/** The list of companies as it goes on paper. */
export interface RegisterPaper extends Pick<CompanyPage, 'rows' | 'counts'> {
  readonly body: string;
  readonly round: string;
  /** What the list was narrowed to. */
  readonly search: string;
  readonly printedAt: number;
  /** How the form at work calls the regions, by code. */
  readonly regions: Readonly<Record<string, Text>>;
}

/**
 * What is printed of a company's form, from the stored answers alone; without a company the empty form that is filled in now.
 * Fails with `company-unknown` (also when nothing has been begun) or `unknown-form`.
 */
export function formPaper(desk: Desk, { entity, short = false }: { readonly entity: string | null; readonly short?: boolean | undefined }): Result<FormPaper, Failure> {
  const { db, language } = desk;
  const body = getSetting(db, 'workspace')?.body ?? '';
  if (entity === null) {
    const form = currentForm(db);
    if (!form.ok) return form;
    const { definition, compiled } = form.value;
    const session = createSession(compiled, new Map(), environmentOf(desk));
    return ok({ body, round: getSetting(db, 'round') ?? '', title: textIn(definition.title, language, definition.defaultLanguage), version: definition.version, short, ...printedItems(session, language, { blank: true, short }), filled: null });
  }
  const company = findCompany(db, entity);
  const response = currentResponse(db, entity);
  if (!company || !response) return err({ code: 'company-unknown', values: { company: entity } });
  const checked = checkResponse(db, desk, response, 'complete');
  if (!checked.ok) return checked;
  const { session, form: { definition } } = checked.value;
  const { status, savedAt, person, round } = response;
  return ok({
    body, round, title: textIn(definition.title, language, definition.defaultLanguage), version: definition.version, short, ...printedItems(session, language, { blank: false, short }),
    filled: { company, status, savedAt, person, code: paperCode(db, response), justifications: printedJustifications(session, language), notes: printedNotes(session, language, { short }) },
  });
}

/**
 * The short code by which a paper is matched with the data: of a completed response the first digits of the revision that
 * holds its answers, which approving does not change and which travels in the bundle; of a draft those of the hash of its answers.
 */
export function paperCode(db: ReadDb, response: ResponseRow): string {
  if (response.status !== 'draft') {
    const completed = completion(db, response);
    if (completed !== null) return shortCode(completed);
  }
  const answers = [...loadAnswers(db, response.id)].filter(([path]) => !path.startsWith('@'));
  return shortCode(sha256(printCanonicalBytes(Object.fromEntries(answers) as Json)));
}

/** The newest revision that says something of the answers: what only approves, decides or withdraws is passed over. */
function completion(db: ReadDb, { entity, form, round }: ResponseRow): RevisionId | null {
  const formId = findForm(db, form)?.id;
  let at = formId === undefined ? undefined : headsOf(db, { entity, formId, round })[0];
  for (;;) {
    const found = at === undefined ? null : findRevision(db, at);
    if (!found) return null;
    const { op, set, unset, parents } = found.revision;
    const approves = op === 'put' && set[RESERVED.status] === 'approved' && Object.keys(set).length === 1 && unset.length === 0;
    if (op !== 'decide' && op !== 'retract' && !approves) return found.id;
    at = parents[0];
  }
}

/** Every company that a query of the list finds, whatever page of it was asked for. */
export function registerPaper({ db, now }: Desk, query: RegisterQuery): Result<RegisterPaper, Failure> {
  const { rows, counts } = listCompanies(db, { ...query, offset: 0, limit: Math.max(1, countCompanies(db)) });
  return ok({ rows, counts, body: getSetting(db, 'workspace')?.body ?? '', round: getSetting(db, 'round') ?? '', search: query.search, printedAt: now(), regions: regionNames(db) });
}
