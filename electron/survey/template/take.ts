import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CellPlace } from '../../../shared/ipc/intake.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { schemeOfCountry } from '../../../shared/survey/identifiers/check.ts';
import { indexedWhereThere } from '../../../shared/survey/json.ts';
import { isRowPath, repeatOf, rowIdOf, rowIdsOf, templateOf } from '../../../shared/survey/path.ts';
import { isMissing, type Answer, type Answers, type Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { nodesOf } from '../../../shared/survey/shown.ts';
import { clean, type Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { findCompany, type Company } from '../../database/tables/company.ts';
import { findForm } from '../../database/tables/form.ts';
import { findLastRound } from '../../database/tables/lastRound.ts';
import { currentResponse } from '../../database/tables/response.ts';
import type { Desk } from '../../jobs/handler.ts';
import { environmentOf, strangerFindings } from '../check.ts';
import { findOrCreate } from '../create.ts';
import { openResponse, saveAnswers } from '../draft.ts';
import { translateAnswers } from '../evolve.ts';
import { refuseUnasked } from '../firstEntry.ts';
import { currentForm, useForm, type ReadyForm } from '../form.ts';
import { differences, newRowId } from '../import.ts';
import { readAbout, type About } from './about.ts';
import type { CellTrouble } from './lines.ts';
import { readTemplate } from './read.ts';

/** One field that the company changed. */
export interface TemplateChange {
  readonly path: Path;
  /** The path with rows counted from 1: as the draft will stand, of a row that goes as it stood. */
  readonly shown: string;
  /** What stands in the draft, and what will stand there. */
  readonly before: Answer | null;
  readonly after: Answer | null;
  readonly place: CellPlace | null;
  /** The draft was changed here too since the template was made. */
  readonly both: boolean;
}

export interface TakenTemplate {
  readonly kind: 'created' | 'updated';
  readonly company: Company;
  /** The version that the template was made for, when it is an older one. */
  readonly older: string | null;
  /** Numbers of questions and tables that had answers in the template and have no line in the workbook any more: what stands in the draft stays. */
  readonly absent: readonly string[];
  readonly changes: readonly TemplateChange[];
  /** Cells that nothing could be taken from; with any of them nothing is written. */
  readonly troubles: readonly CellTrouble[];
  readonly findings: readonly (Finding & { readonly place: CellPlace | null })[];
  /** The draft as it would stand. */
  readonly session: Session;
}

/** Which side counts where the company and somebody here changed one field. */
export type Precedence = 'file' | 'draft';

/**
 * Takes what a company changed in a template into its draft: the cells that differ from what stood in them when the template
 * was made; all others leave the draft as it is. Call it inside a transaction, and keep it only when there are no troubles.
 * Fails with `template-invalid`, `template-other-form`, `template-form-unknown`, `response-locked`, `second-blind`, where the person is to be `asked` `second-ahead`, and as adding a company does.
 */
export function takeTemplate(desk: Desk, sheets: readonly Sheet[], precedence: Precedence, asked: boolean): Result<TakenTemplate, Failure> {
  const about = readAbout(sheets);
  if (!about) return err({ code: 'template-invalid' });
  const current = currentForm(desk.db);
  if (!current.ok) return current;
  const own = formOf(desk, about, current.value);
  if (!own.ok) return own;
  const read = readTemplate(sheets, own.value, about, () => newRowId(desk));
  const absent = new Set([...about.base.keys()].map(lineOf).filter((line) => !read.spoken.has(line)));
  const [given, base] = [read.answers, new Map([...about.base].filter(([path]) => !absent.has(lineOf(path))))].map((answers) => translateAnswers(desk.db, own.value.hash, current.value, answers)?.answers ?? answers) as [Answers, Answers];
  const found = companyOf(desk, current.value, about, given);
  if (!found.ok) return found;
  const there = asked ? currentResponse(desk.db, found.value.entity) : null;
  const free = there ? refuseUnasked(desk, there) : ok(null);
  if (!free.ok) return free;
  const opened = openResponse(desk, { entity: found.value.entity });
  if (!opened.ok) return opened;
  if (opened.value.status !== 'draft') return err({ code: 'response-locked' });
  const company = findCompany(desk.db, found.value.entity) as Company;

  const before = opened.value.answers;
  const session = createSession(current.value.compiled, before, environmentOf(desk), findLastRound(desk.db, opened.value.response));
  const made = changesOf(before, base, given).filter(({ path }) => current.value.map.knows(path));
  const changes = made.filter((change) => precedence === 'file' || !change.both);
  const stood = new Map(changes.map(({ path }) => [path, indexedWhereThere(session, path)]));
  apply(session, changes);
  const stands = (path: Path): string => indexedWhereThere(session, path) ?? stood.get(path) ?? path;
  const saved = saveAnswers(desk, { response: opened.value.response, changes: differences(before, session.answers()), progress: session.progress('/') });
  if (!saved.ok) return saved;
  const placeOf = (path: Path | undefined): CellPlace | null => (path === undefined ? null : (read.places.get(path) ?? null));
  const findings = [...strangerFindings(current.value, company, session.answers()), ...session.findings('draft')];
  return ok({
    kind: found.value.created ? 'created' : 'updated', company, session, troubles: read.troubles,
    older: own.value === current.value ? null : own.value.definition.version,
    absent: [...absent].map((path) => numberIn(own.value, path)),
    changes: changes.map((change) => ({ ...change, shown: stands(change.path), place: placeOf(change.path) })),
    findings: findings.map((finding) => ({ ...finding, place: placeOf(finding.paths.find((path) => read.places.has(path))) })),
  });
}

/** Template path of what has a line of its own in a template: a question, of what stands in a table the table. */
function lineOf(path: Path): Path {
  const row = path.lastIndexOf(']');
  return row === -1 ? path : templateOf(path.slice(0, path.lastIndexOf('[', row)));
}

function numberIn({ definition }: ReadyForm, path: Path): string {
  const node = nodesOf(definition).get(path);
  return node?.number ?? node?.name ?? path;
}

/** The form that a template was made for: the current one, or an older version of it that is installed here. */
function formOf(desk: Desk, { formId, formHash, formVersion }: About, current: ReadyForm): Result<ReadyForm, Failure> {
  if (formHash === current.hash) return ok(current);
  const values = { id: formId, version: formVersion, current: current.definition.version };
  if (formId !== current.definition.id) return err({ code: 'template-other-form', values: { ...values, current: current.definition.id } });
  return findForm(desk.db, formHash) ? useForm(desk.db, formHash) : err({ code: 'template-form-unknown', values });
}

/** The company that the template was made for; of an empty one, or on another computer, the one that its answers name. */
function companyOf(desk: Desk, form: ReadyForm, about: About, given: Answers): Result<{ readonly entity: string; readonly created: boolean }, Failure> {
  if (about.entity !== '' && findCompany(desk.db, about.entity)) return ok({ entity: about.entity, created: false });
  const text = (path: Path | null | undefined): string => {
    const value = path ? given.get(path) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const { identity } = form.map;
  const country = text(identity.country);
  const scheme = schemeOfCountry(country) ?? '';
  const number = text(identity.number.get(scheme));
  if (number === '') return err({ code: 'template-nameless' });
  return findOrCreate(desk, { country, scheme, number, name: text(identity.name) || number });
}

/** What the company did to the template, as changes of the draft. */
function changesOf(draft: Answers, base: Answers, given: Answers): readonly Omit<TemplateChange, 'place' | 'shown'>[] {
  const changes: Omit<TemplateChange, 'place' | 'shown'>[] = [];
  const rowOf = (path: Path): Path | null => /^.*\]/.exec(path)?.[0] ?? null;
  /** Rows that stood in the template and were taken out of the draft meanwhile: what the company wrote there comes as a whole. */
  const gone = (path: Path): boolean => {
    const row = rowOf(path);
    return row !== null && base.has(row) && !draft.has(row) && [...given.keys()].some((one) => one.startsWith(row) && !same(base.get(one), given.get(one)) && !isRowPath(one));
  };
  for (const path of new Set([...given.keys(), ...base.keys()])) {
    const [was, now, here] = [base.get(path), given.get(path), draft.get(path)];
    const changed = isRowPath(path) ? (was === undefined) !== (now === undefined) : !same(was, now);
    if (!changed && !gone(path)) continue;
    const equal = isRowPath(path) ? (here === undefined) === (now === undefined) : same(here, now);
    if (equal) continue;
    const both = isRowPath(path) ? touched(path, draft, base) : !same(here, was);
    changes.push({ path, before: here ?? null, after: now ?? null, both });
  }
  return changes;
}

/** Whether somebody here changed a row, or took it away, since the template was made. */
function touched(row: Path, draft: Answers, base: Answers): boolean {
  if (!base.has(row)) return false;
  if (!draft.has(row)) return true;
  return [...draft].some(([path, value]) => path.startsWith(row) && !isRowPath(path) && base.has(path) && !same(base.get(path), value));
}

function apply(session: Session, changes: readonly Omit<TemplateChange, 'place' | 'shown'>[]): void {
  const rows = changes.filter(({ path }) => isRowPath(path));
  const gone = rows.filter(({ after }) => after === null).map(({ path }) => path);
  // With a row go the rows of the tables within it.
  const removed = gone.filter((path) => !gone.some((row) => row !== path && path.startsWith(row)));
  const added = rows.filter(({ after }) => after !== null).toSorted((a, b) => rowIdsOf(a.path).length - rowIdsOf(b.path).length || Number(a.after) - Number(b.after));
  for (const { path } of added) session.addRow(repeatOf(path), { id: rowIdOf(path) });
  for (const { path, after } of changes) if (!isRowPath(path) && !removed.some((row) => path.startsWith(row))) session.answer(path, after);
  for (const path of removed) session.removeRow(repeatOf(path), rowIdOf(path));
}

/** Whether a cell that holds one answer, read back, gives the other: fifteen digits of a number, tidy text. */
function same(a: Answer | undefined, b: Answer | undefined): boolean {
  return JSON.stringify(asInCell(a)) === JSON.stringify(asInCell(b));
}

function asInCell(answer: Answer | undefined): Answer | null {
  if (answer === undefined) return null;
  if (typeof answer === 'number') return Number(answer.toPrecision(15));
  if (typeof answer === 'string') return clean(answer);
  return isMissing(answer) ? answer : [...answer];
}
