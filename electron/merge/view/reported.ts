import type { Sha256 } from '../../../shared/base/hash.ts';
import type { Provenance } from '../../../shared/ipc/merge.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { indexedPath, indexedWhereThere } from '../../../shared/survey/json.ts';
import { isRowPath, NOTE, parseJustificationPath, templateOf } from '../../../shared/survey/path.ts';
import { isMissing, type Answer, type Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { printNumber } from '../../../shared/text/values.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { ReadyForm } from '../../survey/form.ts';
import { sentenceOf } from '../../survey/printed.ts';
import { sessionOver } from './answers.ts';
import { openGroup } from './company.ts';
import { historyOf } from './history.ts';
import { originsOf } from './provenance.ts';

/** Leads back to where a value comes from: `history` of the command line and the window know it by these. */
export interface Trace {
  readonly revision: string;
  readonly person: string;
  readonly claimedAt: string;
  readonly body: string;
  readonly file: string;
}

export interface ReportedChange extends Trace {
  /** Rows counted from 1: `/J/product[2]/J12`. */
  readonly place: string;
  readonly path: Path;
  /** Number and words of the question; empty for what is no question. */
  readonly question: string;
  readonly label: string;
  readonly before: Answer | null;
  readonly after: Answer | null;
  /** The same as people read them. */
  readonly beforeText: string;
  readonly afterText: string;
}

export interface ReportedJustification extends Trace {
  readonly rule: string;
  readonly place: string;
  /** What the rule warns of, and why the value is right all the same. */
  readonly warning: string;
  readonly text: string;
}

/** What somebody noted on a question; it settles nothing. */
export interface ReportedNote extends Trace {
  readonly place: string;
  /** The words of the question. */
  readonly label: string;
  readonly text: string;
}

/** What is written beside the answers of a company. */
export interface ReportedRemarks {
  /** The warnings that stand and are justified. */
  readonly justifications: readonly ReportedJustification[];
  readonly notes: readonly ReportedNote[];
}

/** A company in the round that the merge speaks of. */
interface InRound {
  readonly entity: string;
  readonly round: string;
}

/**
 * The places of a company that these bundles changed, what stood there before and what after: of a company that came with them,
 * only what one of them replaced. Rows themselves and personal answers are left out (B7).
 */
export function changesOfCompany(desk: Desk, { entity, round }: InRound, bundles: ReadonlySet<Sha256>): readonly ReportedChange[] {
  const history = historyOf(desk.db, entity, null, round);
  const open = opened(desk, { entity, round });
  if (!history.ok) return [];
  const isNew = history.value.every(({ bundle }) => bundle !== null && bundles.has(bundle.manifest));
  return history.value.filter(({ bundle }) => bundle && bundles.has(bundle.manifest)).flatMap((entry) =>
    entry.changes.flatMap(({ path, before, after }): readonly ReportedChange[] => {
      const question = open?.form.map.questions.get(templateOf(path));
      if (!path.startsWith('/') || isRowPath(path) || question?.personal || (isNew && before === null)) return [];
      return [{
        ...traceOf(entry), place: open ? indexedPath(open.session, path) : path, path, question: question?.name ?? '',
        label: question && open ? textIn(question.label, desk.language, open.form.definition.defaultLanguage) : '',
        before, after, beforeText: textOf(open?.form, path, before, desk.language), afterText: textOf(open?.form, path, after, desk.language),
      }];
    }));
}

/** What these bundles brought beside the answers of a company, in the order of the form. Notes on personal questions are left out like their answers (B7). */
export function remarksOfCompany(desk: Desk, { entity, round }: InRound, bundles: ReadonlySet<Sha256>): ReportedRemarks {
  const found = openGroup(desk.db, entity, round);
  const origins = originsOf(desk.db);
  const written = !found.ok ? [] : [...found.value.view.cells.values()].flatMap(({ path, value, writes }) => {
    const parsed = parseJustificationPath(path);
    const origin = writes.map(({ revision }) => origins.of(revision)).find(({ bundle }) => bundle && bundles.has(bundle.manifest));
    return parsed && typeof value === 'string' && origin ? [{ ...parsed, text: value, origin }] : [];
  });
  const open = written.length === 0 ? null : opened(desk, { entity, round });
  if (!open) return { justifications: [], notes: [] };
  const { session, form } = open;
  const order = new Map([...form.map.questions.keys()].map((path, index) => [path, index]));
  const rankOf = ({ at }: { readonly at: Path }): number => order.get(templateOf(at)) ?? order.size;
  const inOrder = written.toSorted((one, two) => rankOf(one) - rankOf(two));
  const findings = session.findings('complete');
  return {
    justifications: inOrder.flatMap(({ rule, at, text, origin }): readonly ReportedJustification[] => {
      const finding = findings.find((one) => one.rule === rule && one.justification !== undefined && one.paths.includes(at));
      return finding ? [{ ...traceOf(origin), rule, place: indexedPath(session, at), warning: sentenceOf(finding.message, form.definition, desk.language), text }] : [];
    }),
    notes: inOrder.flatMap(({ rule, at, text, origin }): readonly ReportedNote[] => {
      const question = form.map.questions.get(templateOf(at));
      const place = indexedWhereThere(session, at);
      if (rule !== NOTE || !question || question.personal || place === null) return [];
      return [{ ...traceOf(origin), place, label: textIn(question.label, desk.language, form.definition.defaultLanguage), text }];
    }),
  };
}

function opened(desk: Desk, { entity, round }: InRound): { readonly session: Session; readonly form: ReadyForm } | null {
  const found = openGroup(desk.db, entity, round);
  const over = found.ok ? sessionOver(desk.db, desk, found.value) : found;
  return over.ok ? over.value : null;
}

function traceOf({ revision, person, claimedAt, signer, bundle }: Provenance): Trace {
  return { revision, person, claimedAt, body: signer?.body ?? '', file: bundle?.fileName ?? '' };
}

/** An answer in words: codes by their labels, numbers as the language writes them; a reason code stays the code it is. */
function textOf(form: ReadyForm | undefined, path: Path, value: Answer | null, language: Language): string {
  if (value === null) return '';
  if (isMissing(value)) return value.missing;
  const question = form?.map.questions.get(templateOf(path));
  if (typeof value === 'number') return printNumber(language, value, question?.type !== 'year');
  const choices = (question?.list === undefined ? undefined : form?.definition.choices[question.list]) ?? [];
  const label = (code: string): string => {
    const choice = choices.find((one) => one.value === code);
    return choice && form ? textIn(choice.label, language, form.definition.defaultLanguage) : code;
  };
  return typeof value === 'string' ? label(value) : value.map(label).join('; ');
}
