import type { AnswersText } from '../survey/answersText.ts';
import type { MovedAnswer } from '../survey/evolution/migrate.ts';
import type { Finding } from '../survey/findings.ts';
import type { FormDefinition, Text } from '../survey/form.ts';
import type { Answer, AnswerChange, Path, ResponseStatus } from '../survey/response.ts';
import type { Difference } from '../survey/secondEntry.ts';
import type { Quality } from '../bundle/revision/revision.ts';
import type { Method } from './method.ts';
import type { WorkspaceInfo } from './service.ts';

export interface Methods {
  readonly 'survey.companies': Method<CompanyQuery, CompanyPage>;
  /** What the form at work calls the regions of companies, by code. */
  readonly 'survey.regions': Method<undefined, Readonly<Record<string, Text>>>;
  readonly 'survey.createCompany': Method<NewCompany, { readonly entity: string }>;
  /** Takes a company that is still a draft (never completed) out of the list. */
  readonly 'survey.removeCompany': Method<{ readonly entity: string }, null>;
  readonly 'survey.form': Method<{ readonly hash: string }, FormDefinition>;
  /** All forms of the workspace, the one that is filled in first, then the newest. */
  readonly 'survey.forms': Method<undefined, readonly InstalledForm[]>;
  /** Lets the person choose a form workbook and compiles it; nothing is kept. `null` when nothing was chosen. */
  readonly 'survey.checkWorkbook': Method<{ readonly job: string }, CheckedWorkbook | null>;
  readonly 'survey.openResponse': Method<{ readonly entity: string }, OpenedResponse>;
  /** Writes changes of a draft in one transaction. */
  readonly 'survey.saveAnswers': Method<SaveAnswers, { readonly savedAt: number }>;
  /** The drafts in which something was entered in the last sitting, the latest first, when that was cut off and nobody has read it yet; else none. */
  readonly 'survey.kept': Method<undefined, readonly (KeptDraft & { readonly name: string })[]>;
  /** The person has read what was kept: it is not told again. */
  readonly 'survey.keptRead': Method<undefined, null>;
  /** What was entered in a field of a draft, the latest first, with its note, the justifications of its warnings and what became of its row: changes of one person within a minute are one. */
  readonly 'survey.fieldHistory': Method<{ readonly response: number; readonly path: Path }, readonly FieldChange[]>;
  /** The notes that people have written on questions of a response, in the order of paths. */
  readonly 'survey.notes': Method<{ readonly response: number }, readonly FieldNote[]>;
  /** The rows that were taken away from a table of a draft (its concrete path) and have not come back, the latest first, no more than a window shows. */
  readonly 'survey.removedRows': Method<{ readonly response: number; readonly path: Path }, readonly RemovedRow[]>;
  /** Checks again from the stored bytes; makes an immutable revision, or says what blocks. */
  readonly 'survey.complete': Method<{ readonly response: number }, Completed>;
  /** Approves completed responses, all that can be; with a `job` it is long work. */
  readonly 'survey.approve': Method<{ readonly entities: readonly string[]; readonly job?: string | undefined }, { readonly approved: number; readonly refused: readonly string[]; /** Of those refused: completed by the same person. */ readonly sameHand?: readonly string[] }>;
  /** Makes a completed or approved response a draft again; what was signed stays. */
  readonly 'survey.reopen': Method<{ readonly response: number; readonly reason: string }, null>;
  /** Takes back all that was said of a company in this round: a revision that leaves with the next bundle; where two people are demanded one asks, another's same call confirms. Reopened and completed again, it is stated anew. */
  readonly 'survey.withdraw': Method<{ readonly entity: string; /** Empty: the one with which it was asked for. */ readonly reason: string }, Withdrawn>;
  /** Whether withdrawing a company takes another person, and who has asked for it. */
  readonly 'survey.withdrawal': Method<{ readonly entity: string }, Withdrawal>;
  /** Lets what was asked go: the response stands. */
  readonly 'survey.dropWithdrawal': Method<{ readonly entity: string }, null>;
  /** Writes the form of a company, or with null the empty form, as PDF where the person says; null when they cancel. */
  readonly 'survey.printForm': Method<{ readonly job: string; readonly entity: string | null; /** Only what the short form shows. */ readonly short?: boolean | undefined }, PrintedFile | null>;
  /** Writes all companies that the list shows now as PDF; null when the person cancels. Long. */
  readonly 'survey.printRegister': Method<RegisterQuery & { readonly job: string }, PrintedFile | null>;
  /** The rounds of this workspace, the latest first; the current one is among them. */
  readonly 'survey.rounds': Method<undefined, readonly RoundRow[]>;
  /** Begins a round: a draft for every company, with what is known of it from the round before; or goes back to one that was begun earlier. */
  readonly 'survey.openRound': Method<{ readonly job: string; readonly round: string }, OpenedRound>;
  /** What this workspace asks of two people. */
  readonly 'survey.twoPeople': Method<undefined, TwoPeople>;
  readonly 'survey.setTwoPeople': Method<TwoPeople, null>;
  /** How the second entry of a draft stands; null when none is wanted. */
  readonly 'survey.second': Method<{ readonly entity: string }, SecondEntry | null>;
  /** The person opens a form that awaits its second entry to read it: a second entry of theirs is not blind from now on, and told to be so. */
  readonly 'survey.readFirst': Method<{ readonly entity: string }, null>;
  /** Opens the sections that are entered twice as an empty form, for a person who has not entered them: nothing of the first entry is in it. */
  readonly 'survey.openSecond': Method<{ readonly entity: string }, OpenedResponse>;
  readonly 'survey.saveSecond': Method<Omit<SaveAnswers, 'progress'>, { readonly savedAt: number }>;
  /** From now on the differences are shown. */
  readonly 'survey.finishSecond': Method<{ readonly response: number }, null>;
  /** Throws the second entry away. */
  readonly 'survey.dropSecond': Method<{ readonly response: number }, null>;
  /** Keeps the first entry of a place, or takes the second into the draft; who and when go into the history of the field. */
  readonly 'survey.settleSecond': Method<{ readonly response: number; readonly place: string; readonly chosen: 'first' | 'second' }, null>;
  /** Checks that compare companies of this workspace (duplicates, percentiles). Long: all companies are looked at, and what is typed meanwhile is saved. */
  readonly 'survey.compare': Method<{ readonly job: string; readonly entity: string }, readonly Finding[]>;
}

export interface RoundRow {
  readonly round: string;
  readonly companies: number;
  readonly current: boolean;
}

export interface OpenedRound {
  readonly workspace: WorkspaceInfo;
  /** Drafts that were begun, and how many of them hold answers of the last round. */
  readonly begun: number;
  readonly carried: number;
}

export interface TwoPeople {
  /** Approving is for another person than the one who completed. */
  readonly approval: boolean;
  /** Names of the sections of the form that are entered twice. */
  readonly sections: readonly string[];
}

export interface SecondEntry {
  readonly response: number;
  readonly sections: readonly Path[];
  /** Who enters or entered the second time; empty when nobody has begun. */
  readonly person: string;
  /** Who entered the first time. */
  readonly firstPeople: readonly string[];
  readonly doneAt: number | null;
  /** When who enters or entered the second time, or would now, had the first entry before them, if that was before they began; null: blind. */
  readonly readAt: number | null;
  /** Nothing while the second entry is not done. In the order of the form; settled ones too. */
  readonly differences: readonly EntryDifference[];
}

export interface EntryDifference extends Difference {
  readonly settled: { readonly chosen: 'first' | 'second'; readonly person: string; readonly at: number } | null;
  /** The cells of a row that only one of the entries has, by their questions. */
  readonly row: readonly (readonly [Path, Answer])[];
}

export interface InstalledForm {
  readonly hash: string;
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  /** Filled in now. */
  readonly current: boolean;
  readonly signed: boolean;
  readonly installedAt: number;
}

/** What the compiler makes of a workbook: with errors there is no form. */
export interface CheckedWorkbook {
  readonly fileName: string;
  readonly form: FormDefinition | null;
  readonly remarks: readonly WorkbookRemark[];
}

/** Something the compiler has to say, at its cell; a workbook that cannot be read at all has none. */
export interface WorkbookRemark {
  readonly kind: 'error' | 'unsupported' | 'warning';
  readonly cell: { readonly sheet: string; readonly row: number | null; readonly column: string | null } | null;
  readonly text: string;
}

/** Where a company stands. Those from `accepted` on come from merged bundles; `withdrawn`: its body has taken back all it had said. */
export type CompanyStatus =
  | 'draft' | 'errors' | 'complete' | 'approved' | 'sent' | 'accepted' | 'returned' | 'received' | 'conflict' | 'withdrawn';

export interface CompanyQuery {
  readonly search: string;
  readonly status: CompanyStatus | null;
  readonly country: string | null;
  readonly sort: 'name' | 'number' | 'status' | 'savedAt';
  readonly descending: boolean;
  readonly offset: number;
  /** 1 … 500. */
  readonly limit: number;
}

export type RegisterQuery = Omit<CompanyQuery, 'offset' | 'limit'>;

export interface PrintedFile {
  readonly fileName: string;
  readonly ticket: string;
}

export interface CompanyPage {
  readonly rows: readonly CompanyRow[];
  readonly total: number;
  /** How many companies stand at each status, search and country applied. */
  readonly counts: Readonly<Partial<Record<CompanyStatus, number>>>;
}

export interface CompanyRow {
  readonly entity: string;
  readonly country: string;
  readonly scheme: string;
  readonly number: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly status: CompanyStatus;
  readonly required: number;
  readonly answered: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unjustified: number;
  readonly conflicts: number;
  readonly savedAt: number | null;
  readonly person: string;
  /** Somebody has asked to withdraw it, and another person has to confirm that. */
  readonly withdrawalAsked: boolean;
}

export type Withdrawn = { readonly kind: 'withdrawn'; readonly revision: string } | { readonly kind: 'asked' };

export interface Withdrawal {
  /** The workspace demands two people: one asks, another confirms. */
  readonly another: boolean;
  readonly asked: AskedWithdrawal | null;
}

export interface AskedWithdrawal {
  readonly person: string;
  readonly reason: string;
  readonly at: number;
}

export interface NewCompany {
  readonly country: string;
  readonly scheme: string;
  readonly number: string;
  readonly name: string;
}

/** A response as it stands on disk; `Held` is how its answers are held: as text where they cross to the window. */
export interface OpenedResponse<Held = AnswersText> {
  readonly response: number;
  readonly entity: string;
  readonly company: { readonly country: string; readonly scheme: string; readonly number: string; readonly name: string; readonly shortName?: string };
  readonly formHash: string;
  readonly round: string;
  readonly status: ResponseStatus;
  /** Where the company stands as a whole (sent, returned …). */
  readonly companyStatus: CompanyStatus;
  readonly answers: Held;
  readonly savedAt: number;
  readonly person: string;
  /** What was entered in this draft in the last sitting, when that was cut off: for the notice on the screen. */
  readonly kept?: KeptDraft | null;
  /** The short code that the printed form bears, once it is completed. */
  readonly code?: string | null;
  /** What became of values given in an older version of the form, with its hash; nothing when the draft began in this one. */
  readonly moved?: { readonly form: string; readonly version: string; readonly report: readonly MovedAnswer[] } | null;
  /** What the company answered in the round before; null when nothing is known. Marks of carried answers stand among the answers. */
  readonly last?: { readonly round: string; readonly answers: Held } | null;
  /** What the Commission has said of this response; null when nothing. */
  readonly review: Review | null;
  /** Whether something of it was completed here and is not taken back. */
  readonly withdrawable?: boolean;
}

/** What is on disk of a sitting that a crash or the power cut off. */
export interface KeptDraft {
  readonly entity: string;
  /** How many answers were entered. */
  readonly count: number;
  /** The one that was entered last, and when. */
  readonly path: Path;
  readonly at: number;
}

export interface Review {
  /** Null once an answer has changed since. */
  readonly decision: (Remark & { readonly kind: 'accepted' | 'returned'; readonly quality: Quality | null; /** The day, ISO, by which the correction is asked for. */ readonly due: string | null }) | null;
  /** Not shown any more once the company is accepted. In the order of their places; `/` is the company as a whole. */
  readonly comments: readonly (Remark & { readonly path: Path })[];
  /** What the body has replied, in the same order. */
  readonly replies: readonly (Remark & { readonly path: Path })[];
}

export interface Remark {
  readonly text: string;
  readonly person: string;
  readonly claimedAt: string;
}

export interface FieldChange {
  readonly at: number;
  readonly person: string;
  readonly before: Answer | null;
  readonly after: Answer | null;
  /** Why the draft was open again; null for a first draft. */
  readonly reason: string | null;
  /** What was done where the answer stayed the same; nothing where it was entered. */
  readonly act?: FieldAct;
  /** The rule whose warning was justified here: the texts before and after are its justifications; {@link NOTE}: they are what was noted on the field. */
  readonly rule?: string;
}

/** The answer of the last round was confirmed; a difference from the second entry was settled for it; the row it stands in was added or taken away. */
export type FieldAct = 'confirmed' | 'settled' | 'row-added' | 'row-removed';

/** What a person has written on a question. */
export interface FieldNote {
  /** The question. */
  readonly path: Path;
  readonly text: string;
  /** Who wrote it and when, in ms; empty and null where nobody knows. */
  readonly person: string;
  readonly at: number | null;
}

/** A row that was taken away from a table of a draft, as it stood then. */
export interface RemovedRow {
  /** The path of the row. */
  readonly row: Path;
  readonly at: number;
  readonly person: string;
  /** What stood in it: answers, reason codes, rows of the tables within it, written justifications and notes. */
  readonly answers: readonly (readonly [Path, Answer])[];
}

export interface SaveAnswers {
  readonly response: number;
  readonly changes: readonly AnswerChange[];
  /** What the engine counts now, for the list of companies. */
  readonly progress: {
    readonly required: number; readonly answered: number; readonly errors: number; readonly warnings: number; readonly unjustified: number;
  };
}

export type Completed =
  | { readonly kind: 'completed'; readonly revision: string }
  | { readonly kind: 'blocked'; readonly findings: readonly Finding[] };
